"""The toezeggingenlijst: who notes a commitment, what a term in words means, and what is on top."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.council.models import Commitment, CommitmentState
from tests.governance.council.registers import a_commitment, a_committee
from tests.governance.test_decide import form_of, text
from tests.queries import of_the_page
from tests.world import World, account, mandate
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
WORDS = "De commissie hoort hoe het loopt"


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "wording": WORDS, "promised_on": "2024-06-05", "promised_precision": "day",
        "due_precision": "day", "due_inclusive": "on", "publicity": "openbaar", **more,
    }  # fmt: skip


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def lines(client: Client, query: str = "") -> list[Commitment]:
    return list(client.get(reverse("commitments") + query).context["page"])


def test_the_griffie_notes_one_and_everybody_reads_it(world: World, as_: Any) -> None:
    answer = as_(world.clerk).post(reverse("commitment_new"), typed(world, term_text="na de zomer"))
    row = Commitment.objects.get()
    assert answer.url == row.get_absolute_url()
    page = text(Client(), row.get_absolute_url())
    assert WORDS in page
    assert "na de zomer" in page
    assert "nog geen dag" in page
    assert WORDS in text(Client(), reverse("commitments"))


def test_a_griffie_notes_nothing_for_another_council(world: World, as_: Any) -> None:
    answer = as_(world.clerk).post(reverse("commitment_new"), typed(world, council=str(world.council.pk)))
    assert (answer.status_code, Commitment.objects.count()) == (422, 0)
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    row = a_commitment(world.staten)
    assert as_(elsewhere).get(reverse("commitment_edit", args=[row.pk])).status_code == 403
    assert as_(world.clerk).get(reverse("commitment_edit", args=[row.pk])).status_code == 200, "the control"


def test_what_a_committee_was_told_is_kept_by_the_griffie_of_its_council(world: World, as_: Any) -> None:
    row = a_commitment(a_committee(world.staten), publicity="besloten", publicity_ground="Woo")
    assert as_(world.clerk).get(reverse("commitment_edit", args=[row.pk])).status_code == 200
    assert as_(world.statenlid).get(row.get_absolute_url()).status_code == 200, (
        "no member sits in it for good"
    )
    assert as_(world.council_member).get(row.get_absolute_url()).status_code == 404
    assert Client().get(row.get_absolute_url()).status_code == 404


def test_the_longest_open_is_on_top_and_what_is_closed_is_asked_for(world: World) -> None:
    young = a_commitment(world.staten, "Jong", promised_on=day(-5))
    old = a_commitment(world.staten, "Oud", promised_on=day(-50))
    late = a_commitment(world.staten, "Laat", promised_on=day(-20), due_on=day(-1))
    vague = a_commitment(world.staten, "Vaag", promised_on=day(-10), term_text="na de zomer")
    assert lines(Client()) == [old, late, vague, young]
    assert lines(Client(), "?stand=laat") == [late]
    assert lines(Client(), "?stand=zonder-dag") == [vague]
    assert lines(Client(), "?stand=dicht") == []
    assert lines(Client(), "?zoek=vaag") == [vague]
    assert lines(Client(), f"?raad={world.council.pk}") == [old, late, vague, young], "that council has none"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("2031-06-04", "month", "on"), datetime.date(2031, 6, 30)),
        (("2031-06-04", "month", ""), datetime.date(2031, 6, 1)),
        (("2031-06-04", "day", ""), datetime.date(2031, 6, 4)),
    ],
)
def test_the_day_that_counts_is_the_last_or_the_first_of_what_was_said(
    world: World, as_: Any, said: tuple[str, str, str], kept: datetime.date
) -> None:
    names = ("due_on", "due_precision", "due_inclusive")
    as_(world.clerk).post(reverse("commitment_new"), typed(world, **dict(zip(names, said, strict=True))))
    assert Commitment.objects.get().due_on == kept


@pytest.mark.parametrize(("inclusive", "late"), [(True, False), (False, True)])
def test_before_today_is_over_and_until_today_is_not(world: World, inclusive: bool, late: bool) -> None:
    row = a_commitment(world.staten, due_on=day(0), due_inclusive=inclusive)
    assert row.is_past_term is late
    assert (row in Commitment.objects.overdue()) is late


def test_a_stale_save_is_refused_with_both_texts(world: World, as_: Any) -> None:
    row = a_commitment(world.staten)
    client, url = as_(world.clerk), reverse("commitment_edit", args=[row.pk])
    opened = form_of(client, url)["version"]
    with acting(SystemActor.SETUP):
        Commitment.objects.filter(pk=row.pk).update(wording="Van een ander")
    answer = client.post(url, typed(world, wording="Van mij", version=str(opened)))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Van een ander" in body
    assert "Van mij" in body


def test_a_number_stands_once_in_the_register_of_a_council(world: World, as_: Any) -> None:
    a_commitment(world.staten, number="T-1")
    a_commitment(world.council, "Elders", number="T-1")
    answer = as_(world.clerk).post(reverse("commitment_new"), typed(world, number="T-1"))
    assert answer.context["form"].errors["number"] == ["Dit nummer staat al in het register van deze raad."]


def test_nothing_confidential_stands_in_a_register(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_commitment(world.staten, publicity="vertrouwelijk", publicity_ground="Woo")


def test_another_wording_stands_beside_the_official_one_with_where_it_is(world: World, as_: Any) -> None:
    row = a_commitment(world.staten, WORDS)
    client, url = as_(world.clerk), reverse("commitment_wording_new", args=[row.pk])
    refused = client.post(url, {"text": "De Staten worden aangesloten"})
    assert refused.context["form"].errors["source"] == [
        "Zeg waar dit staat: kies een bron, of schrijf het erbij."
    ]
    client.post(url, {"text": "De Staten worden aangesloten", "source_note": "De brief van 14 november 2024"})
    page = text(Client(), row.get_absolute_url())
    assert WORDS in page
    assert "De Staten worden aangesloten" in page
    assert "De brief van 14 november 2024" in page
    client.post(reverse("commitment_wording_remove", args=[row.pk, row.wordings.get().pk]))
    assert "De Staten worden aangesloten" not in text(Client(), row.get_absolute_url())


def test_taking_it_up_twice_is_once(world: World, as_: Any) -> None:
    row = a_commitment(world.staten)
    for _ in range(2):
        as_(world.bureau).post(reverse("commitment_take_up", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.version) == (CommitmentState.IN_PROGRESS, 2)


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("commitments")).status_code == 200
    return of_the_page(asked)


def test_a_list_of_many_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    a_commitment(world.staten)
    client.get(reverse("commitments"))
    few = questions(client)
    for at in range(20):
        a_commitment(world.staten, f"Nummer {at}")
    assert questions(client) == few < 12


def test_the_list_as_a_file_holds_what_its_reader_may_see_and_no_formula(world: World, as_: Any) -> None:
    a_commitment(world.staten, "=1+1")
    a_commitment(world.staten, "GEHEIM", publicity="besloten", publicity_ground="Woo")
    url = reverse("commitments_file", args=["csv"])
    open_to_all = Client().get(url).content.decode("utf-8-sig")
    assert "'=1+1" in open_to_all
    assert "GEHEIM" not in open_to_all
    assert "GEHEIM" in as_(world.statenlid).get(url).content.decode("utf-8-sig"), "the control"
    assert "=1+1" not in Client().get(f"{url}?zoek=iets-anders").content.decode("utf-8-sig")
