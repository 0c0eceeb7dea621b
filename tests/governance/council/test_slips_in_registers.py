"""Slips that would stand in public: days that cannot be, the same row twice, a step after somebody was first."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.council.handling.deciding import confirm
from governance.council.models import Commitment, CouncilNotice, Motion
from tests.governance.council.registers import a_commitment, a_motion, a_notice, proposed
from tests.governance.test_decide import form_of, text
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate() + datetime.timedelta(days=365)


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "wording": "De Staten horen hoe het loopt", "promised_on": "2024-06-05",
        "promised_precision": "day", "due_precision": "day", "due_inclusive": "on", "publicity": "openbaar", **more,
    }  # fmt: skip


def refused(answer: Any, field: str) -> str:
    assert answer.status_code == 422
    return " ".join(answer.context["form"].errors[field])


def test_a_promise_was_not_made_on_a_day_to_come_nor_due_before_it(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("commitment_new")
    assert "komt nog" in refused(
        client.post(url, typed(world, promised_on=NEXT_YEAR.isoformat())), "promised_on"
    )
    assert "voor de dag" in refused(client.post(url, typed(world, due_on="2024-01-01")), "due_on")
    assert not Commitment.objects.exists()
    client.post(url, typed(world, due_on="2024-06-05"))
    assert Commitment.objects.exists(), "the control"


def test_a_row_from_before_can_still_be_put_right(world: World, as_: Any) -> None:
    """What stands there already is not in the way of a change of something else."""
    row = a_commitment(world.staten, due_on=datetime.date(2020, 1, 1))
    client, url = as_(world.clerk), reverse("commitment_edit", args=[row.pk])
    client.post(url, form_of(client, url, wording="Andere woorden"))
    row.refresh_from_db()
    assert row.wording == "Andere woorden"


@pytest.mark.parametrize("verb", ["note", "settle"])
@pytest.mark.parametrize(
    ("day", "says"), [("2024-06-04", "voor de dag"), (NEXT_YEAR.isoformat(), "komt nog")]
)
def test_nothing_became_of_it_on_a_day_that_cannot_be(
    world: World, as_: Any, verb: str, day: str, says: str
) -> None:
    row = a_commitment(world.staten)
    client, url = as_(world.bureau), reverse(f"commitment_{verb}", args=[row.pk])
    form = form_of(client, url, **{"text": "Zo staat het"} if verb == "note" else {"words": "Zo"})
    assert says in refused(client.post(url, {**form, "on": day}), "on")
    assert client.post(url, {**form, "on": "2024-06-05"}).status_code == 302, "the control"


def test_the_same_row_is_not_noted_twice_and_the_page_shows_where_it_is(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("commitment_new")
    client.post(url, typed(world))
    answer = client.post(url, typed(world))
    row = Commitment.objects.get()
    assert answer.status_code == 422
    assert "staat al in het register" in answer.content.decode()
    assert row.get_absolute_url() in answer.content.decode()
    client.post(url, typed(world, number="T-2"))
    assert Commitment.objects.count() == 2, "with a number of its own it is another one"
    client.post(url, typed(world, wording="Iets anders"))
    assert Commitment.objects.count() == 3


def test_who_was_second_hears_that_it_was_dealt_with(world: World, as_: Any) -> None:
    row = proposed(world)
    client, url = as_(world.clerk), reverse("settlement_decide", args=[row.pk])
    client.post(url, {"answer": "nee", "remark": "Nog niet"})
    answer = client.post(url, {"answer": "ja", "remark": ""}, follow=True)
    assert "al behandeld" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "afgewezen"


def test_taking_it_up_says_so_once(world: World, as_: Any) -> None:
    row, client = a_commitment(world.staten), as_(world.bureau)
    url = reverse("commitment_take_up", args=[row.pk])
    assert "staat nu op in behandeling" in client.post(url, follow=True).content.decode()
    again = client.post(url, follow=True).content.decode()
    assert "staat nu op in behandeling" not in again
    assert "De stand is nu “in behandeling”. Er is niets veranderd." in again


def test_who_is_behind_the_end_of_a_promise_hears_so_and_keeps_the_words(world: World, as_: Any) -> None:
    row, client = a_commitment(world.staten), as_(world.bureau)
    url = reverse("commitment_settle", args=[row.pk])
    form = {**form_of(client, url), "words": "Met de brief van mei"}
    confirm(proposed(world, row), by=world.clerk.person)
    late = client.post(url, form)
    assert (late.status_code, "Met de brief van mei" in late.content.decode()) == (422, True)
    assert "Dit is al afgedaan" in late.content.decode()
    assert "De stand is nu “afgedaan”." in client.get(url, follow=True).content.decode()
    decided = as_(world.clerk).get(reverse("motion_decide", args=[a_motion(world.staten).pk]), follow=True)
    assert "De stand is nu “aangenomen”." in decided.content.decode()


def test_the_griffie_is_spoken_to_as_who_works_signed_in(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("settlement_decide", args=[proposed(world).pk])
    assert "Neem je dit over?" in text(client, url)
    assert "waarom je het" in refused(client.post(url, {"answer": "nee", "remark": ""}), "remark")


@pytest.mark.parametrize(
    ("words", "found"),
    [("ambulance", True), ("AMBULANCE zorg", True), ("bevindingen", True), ("elan", True), ("bus", False)],
)
def test_a_register_finds_part_of_a_word(world: World, words: str, found: bool) -> None:
    wording = "Bevindingen over de ambulancezorg, met élan"
    rows = (
        a_commitment(world.staten, wording),
        a_motion(world.staten, wording),
        a_notice(world.staten, wording),
    )
    for row in rows:
        name = {Commitment: "commitments", Motion: "motions", CouncilNotice: "council_notices"}[type(row)]
        page = Client().get(reverse(name), {"zoek": words}).context["page"]
        assert list(page) == ([row] if found else []), name


def test_a_cut_link_is_told_in_the_words_of_the_house(world: World) -> None:
    page = text(Client(), f"{reverse('commitments')}?raad=x")
    assert "Kies iets uit de lijst." in page
    assert "UUID" not in page


@pytest.mark.parametrize("days", ["0", "99999", "veel", ""])
def test_a_term_that_is_none_is_told_in_the_words_of_the_house(world: World, as_: Any, days: str) -> None:
    answer = as_(world.clerk).post(
        reverse("question_term", args=[world.staten.pk]), {"days": days, "version": "1"}
    )
    assert refused(answer, "days") == "Kies 1 tot en met 366 dagen."


def test_where_one_of_two_is_needed_neither_says_that_it_can_be_left_out(world: World, as_: Any) -> None:
    page = text(as_(world.clerk), reverse("commitment_wording_new", args=[a_commitment(world.staten).pk]))
    assert page.count("(een van de twee is nodig)") == 2
    assert "(niet verplicht)" not in page


def test_every_register_can_be_reached_from_the_front_page(world: World, as_: Any) -> None:
    a_commitment(world.staten)
    page = text(Client(), reverse("staten"))
    for name in ("council_requests", "council_notices", "council_facts"):
        assert f'href="{reverse(name)}"' in page.partition("<main")[2], name
    for name in ("council_requests", "council_notices"):
        assert f'href="{reverse(name)}"' in page.partition("<main")[0], f"{name} in the menu"
    assert reverse("council_upkeep") not in page
    assert reverse("council_upkeep") in text(as_(world.clerk), reverse("staten")), "for who keeps one"
    assert reverse("council_notices") in text(Client(), reverse("briefings_published")).partition("<main")[2]
    asked = text(as_(world.statenlid), reverse("proposals_staten")).partition("<main")[2]
    assert reverse("council_requests") in asked
