"""Moties: who notes one, what it says in lists, every way it can go, and how it is carried out and settled."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from governance.bodies.models import BodyKind, Role
from governance.council.handling import deciding
from governance.council.models import Motion, MotionState, Outcome
from governance.council.motions.models import OUTCOMES, RUNNING
from tests.governance.council.registers import LONG_AGO, a_motion, a_notice, evidence, proposed
from tests.governance.test_decide import form_of, text
from tests.world import World, account, body, mandate, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
NOTING = "De huisarts is ver weg.\n\n  De bus rijdt niet meer.  "
DAY = "2024-07-03"


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "title": "Zorg op fietsafstand", "dated_on": DAY,
        "submitted_by": "Twee fracties", "noting": NOTING, "considering": "Nabijheid telt.",
        "requests": "In beeld te brengen wie niemand bereikt;\nDaarover voor de zomer te berichten.",
        "term_text": "voor de zomer", "due_precision": "day", "due_inclusive": "on", "publicity": "openbaar", **more,
    }  # fmt: skip


def noted(world: World, client: Client, **more: Any) -> Motion:
    answer = client.post(reverse("motion_new"), typed(world, **more))
    row = Motion.objects.get()
    assert answer.url == row.get_absolute_url()
    return row


def items_under(page: str, heading: str) -> list[str]:
    """The points of the list below this heading."""
    listed = page.partition(f">{heading}</h3>")[2].partition("</ul>")[0]
    return [part.partition("</li>")[0] for part in listed.split("<li>")[1:]]


def said(row: Motion, client: Client, outcome: str, **more: Any) -> Any:
    url = reverse("motion_decide", args=[row.pk])
    form = form_of(client, url)
    return client.post(url, {**form, "outcome": outcome, "on": DAY, "votes": "25 voor, 16 tegen", **more})


def lines(query: str = "") -> list[Motion]:
    return list(Client().get(reverse("motions") + query).context["page"])


def test_the_griffie_notes_one_and_everybody_reads_its_points(world: World, as_: Any) -> None:
    college = body("Gedeputeerde Staten", BodyKind.EXECUTIVE)
    row = noted(world, as_(world.clerk), executed_by=str(college.pk))
    page = text(Client(), row.get_absolute_url())
    assert items_under(page, "Constaterende dat") == ["De huisarts is ver weg.", "De bus rijdt niet meer."]
    assert items_under(page, "Overwegende dat") == ["Nabijheid telt."]
    assert items_under(page, "Verzoekt") == [
        "In beeld te brengen wie niemand bereikt;", "Daarover voor de zomer te berichten.",
    ]  # fmt: skip
    for words in ("Ingediend door", "Twee fracties", "3 juli 2024", "voor de zomer", college.name):
        assert words in page, words
    assert row.state == MotionState.SUBMITTED
    assert lines() == [row], "what is not decided about yet runs too"
    assert lines("?stand=open") == [], "nothing is to be done about what is not adopted"
    assert lines("?stand=nieuw") == [row]


def test_without_points_its_page_says_so(world: World, as_: Any) -> None:
    row = noted(world, as_(world.clerk), noting="", considering="", requests=" ")
    page = text(Client(), row.get_absolute_url())
    assert "De tekst van de motie staat nog niet in dit register." in page
    assert "Constaterende dat" not in page


def test_a_motion_without_title_or_council_comes_back_as_it_was_typed(world: World, as_: Any) -> None:
    answer = as_(world.clerk).post(reverse("motion_new"), typed(world, title=" ", council=""))
    errors = answer.context["form"].errors
    assert (answer.status_code, Motion.objects.count()) == (422, 0)
    assert errors["title"] == ["Geef de motie haar titel."]
    assert errors["council"] == ["Kies bij welke raad zij is ingediend."]
    assert "De huisarts is ver weg." in answer.content.decode()


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_the_council_decided_stands_with_day_and_votes(
    world: World, as_: Any, outcome: MotionState
) -> None:
    row = a_motion(world.staten, adopted=False)
    said(row, as_(world.clerk), outcome.value)
    row.refresh_from_db()
    assert (row.state, row.decided_on, row.votes) == (
        outcome, datetime.date(2024, 7, 3), "25 voor, 16 tegen",
    )  # fmt: skip
    page = text(Client(), row.get_absolute_url())
    assert outcome.label in page
    assert "3 juli 2024 (25 voor, 16 tegen)" in page
    for query in ("", "?stand=open"):
        assert (row in lines(query)) is (outcome in RUNNING), "only what is adopted is still to be done"
    assert row in lines("?stand=alle")
    assert row not in lines("?stand=nieuw")


def test_what_is_put_off_is_decided_later(world: World, as_: Any) -> None:
    row, client = a_motion(world.staten, adopted=False), as_(world.clerk)
    said(row, client, "aangehouden", votes="")
    row.refresh_from_db()
    assert (row.state, row.decided_on) == (MotionState.HELD, None)
    page = text(Client(), row.get_absolute_url())
    assert "Aangehouden" in page
    assert "3 juli 2024" in page, "the day it was put off is kept"
    assert lines("?stand=nieuw") == [row]
    said(row, client, "aangenomen", on="2024-10-02")
    row.refresh_from_db()
    assert (row.state, row.decided_on) == (MotionState.ADOPTED, datetime.date(2024, 10, 2))


def test_put_off_once_more_it_has_the_newer_day_and_is_not_decided_before(world: World, as_: Any) -> None:
    row, client = a_motion(world.staten, adopted=False), as_(world.clerk)
    set_up(row.hold)(by=SystemActor.SETUP)
    for day in (DAY, "2024-09-04"):
        assert said(row, client, "aangehouden", on=day, votes="").status_code == 302
        row.refresh_from_db()
        assert row.held_on == datetime.date.fromisoformat(day)
    again = said(row, client, "aangehouden", on="2024-09-04", votes="")
    assert "Dit staat er al" in again.context["form"].errors["on"][0]
    early = said(row, client, "aangenomen", on=DAY)
    assert early.status_code == 422
    assert "wo 4 september 2024 nog aangehouden" in early.context["form"].errors["on"][0]
    assert said(row, client, "aangenomen", on="2024-09-04").status_code == 302, "the control"


def test_a_day_that_somebody_else_wrote_is_not_written_over(world: World, as_: Any) -> None:
    row, client = a_motion(world.staten, adopted=False), as_(world.clerk)
    set_up(row.hold)(by=SystemActor.SETUP)
    form = form_of(client, reverse("motion_decide", args=[row.pk]))
    said(row, as_(world.clerk), "aangehouden", votes="")
    late = client.post(
        reverse("motion_decide", args=[row.pk]), {**form, "outcome": "aangehouden", "on": "2024-08-01"}
    )
    assert late.status_code == 422
    row.refresh_from_db()
    assert row.held_on == datetime.date.fromisoformat(DAY)


def test_nobody_votes_on_what_is_put_off(world: World, as_: Any) -> None:
    row = a_motion(world.staten, adopted=False)
    answer = said(row, as_(world.clerk), "aangehouden")
    assert "geen stemming" in answer.context["form"].errors["votes"][0]
    row.refresh_from_db()
    assert row.state == MotionState.SUBMITTED


def test_decided_once_it_stays_decided(world: World, as_: Any) -> None:
    row, client = a_motion(world.staten), as_(world.clerk)
    url = reverse("motion_decide", args=[row.pk])
    assert client.get(url).url == row.get_absolute_url()
    client.post(url, {"outcome": "verworpen", "on": DAY, "votes": "", "version": str(row.version)})
    row.refresh_from_db()
    assert row.state == MotionState.ADOPTED
    with pytest.raises(ValidationError, match="Dit kan niet meer"):
        row.decide(MotionState.REJECTED, on=LONG_AGO, by=SystemActor.SETUP)


def test_a_decision_needs_an_outcome_and_a_day(world: World, as_: Any) -> None:
    row = a_motion(world.staten, adopted=False)
    answer = said(row, as_(world.clerk), "", on="")
    assert answer.status_code == 422
    assert {"outcome", "on"} <= set(answer.context["form"].errors)
    assert "25 voor, 16 tegen" in answer.content.decode(), "nothing typed is lost"


def test_somebody_elses_griffie_decides_nothing_here(world: World, as_: Any) -> None:
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    row = a_motion(world.staten, adopted=False)
    url = reverse("motion_decide", args=[row.pk])
    assert as_(elsewhere).post(url, {"outcome": "aangenomen", "on": DAY}).status_code == 403
    row.refresh_from_db()
    assert row.state == MotionState.SUBMITTED


def test_taken_up_twice_is_once_and_never_before_it_is_adopted(world: World, as_: Any) -> None:
    row, rejected = a_motion(world.staten), a_motion(world.staten, "Anders", adopted=False)
    client = as_(world.bureau)
    for _ in range(2):
        client.post(reverse("motion_take_up", args=[row.pk]))
    row.refresh_from_db()
    # Noted, adopted and taken up: the second press wrote nothing.
    assert (row.state, row.version) == (MotionState.EXECUTING, 3)
    client.post(reverse("motion_take_up", args=[rejected.pk]))
    rejected.refresh_from_db()
    assert rejected.state == MotionState.SUBMITTED
    assert "In uitvoering" in text(Client(), row.get_absolute_url())


def test_carried_out_it_is_settled_by_a_letter_when_the_griffie_says_so(world: World, as_: Any) -> None:
    row, letter = a_motion(world.staten), a_notice(world.staten, "Brief over de zorg dichtbij")
    row.take_up(by=world.bureau)
    client, url = as_(world.bureau), reverse("motion_settle", args=[row.pk])
    form = form_of(client, url)
    client.post(
        url, {**form, "outcome": "afgedaan", "on": DAY, "words": "Met de brief.", "notice": str(letter.pk)}
    )
    found = row.settlements.get()
    assert "vervallen" not in str(client.get(url).context["form"].fields["outcome"].choices)
    as_(world.clerk).post(reverse("settlement_decide", args=[found.pk]), {"answer": "ja", "remark": ""})
    row.refresh_from_db()
    assert row.state == MotionState.SETTLED
    page = text(Client(), row.get_absolute_url())
    assert letter.get_absolute_url() in page
    assert row.get_absolute_url() in text(Client(), letter.get_absolute_url())
    assert (lines(), lines("?stand=dicht")) == ([], [row])


def test_reopened_by_the_griffie_it_is_carried_out_again(world: World) -> None:
    row = proposed(world, a_motion(world.staten))
    deciding.confirm(row, by=world.clerk.person)
    deciding.revoke(row, by=world.clerk.person, remark="De brief ging over iets anders")
    assert row.promise.state == MotionState.EXECUTING
    again = deciding.propose(row.promise, Outcome.SETTLED, evidence(), by=world.bureau)
    assert again.is_proposed


def test_the_front_page_shows_one_that_was_just_noted(world: World, as_: Any) -> None:
    row = noted(world, as_(world.clerk))
    page = text(Client(), reverse("staten"))
    assert row.get_absolute_url() in page
    assert "voorbij de termijn" not in page


@pytest.mark.parametrize(
    ("day", "says"), [("2024-06-30", "Dit is voor de dag"), ("2090-01-01", "Deze dag komt nog")]
)
def test_a_council_decides_on_no_day_that_cannot_be(world: World, as_: Any, day: str, says: str) -> None:
    row = a_motion(world.staten, adopted=False, dated_on=datetime.date(2024, 7, 3))
    answer = said(row, as_(world.clerk), "aangenomen", on=day)
    assert answer.status_code == 422
    assert says in answer.context["form"].errors["on"][0]
    row.refresh_from_db()
    assert row.state == MotionState.SUBMITTED
