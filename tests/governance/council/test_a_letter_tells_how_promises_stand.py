"""A letter tells a council how its commitments and motions stood on the day of the letter, and nothing closed."""

import datetime

import pytest
from django.template.loader import render_to_string

from governance.briefings.fragments import NothingToShow, Span, fill
from governance.council.handling import deciding
from governance.council.models import Outcome
from tests.governance.council.registers import (
    a_commitment,
    a_committee,
    a_dossier,
    a_motion,
    evidence,
)
from tests.world import World

pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = (datetime.date(2024, month, 1) for month in (9, 10, 11))
CANARY = "kanariegroen"


def told(world: World, on: datetime.date = DAY, **more: object) -> dict[str, list[dict[str, str]]]:
    return fill("promises", {"council": str(world.staten.pk), **more}, on)


def settle(world: World, promise: object, on: datetime.date) -> None:
    row = deciding.propose(promise, Outcome.SETTLED, evidence("Met de brief.", on=on), by=world.bureau)  # type: ignore[arg-type]
    deciding.confirm(row, by=world.clerk.person)


def test_it_is_as_it_stood_on_the_day_of_the_letter(world: World) -> None:
    early, late = a_commitment(world.staten, "Vroeg klaar"), a_commitment(world.staten, "Laat klaar")
    deciding.note(late, "We zijn begonnen.", on=BEFORE, by=world.bureau)
    deciding.note(late, "Het is bijna af.", on=AFTER, by=world.bureau)
    settle(world, early, BEFORE)
    settle(world, late, AFTER)
    (row,) = told(world)["commitments"]
    assert (row["text"], row["state"], row["note"]) == (
        "Laat klaar",
        "Nog niet afgedaan",
        "We zijn begonnen.",
    )
    rows = {row["text"]: row["state"] for row in told(world, settled=True)["commitments"]}
    assert rows == {"Vroeg klaar": "Afgedaan", "Laat klaar": "Nog niet afgedaan"}
    with pytest.raises(NothingToShow):
        told(world, AFTER)


def test_what_was_settled_after_the_letter_before_is_told_once(world: World) -> None:
    promise = a_commitment(world.staten, "Klaar")
    settle(world, promise, DAY)
    council = {"council": str(world.staten.pk)}
    (row,) = fill("promises", council, AFTER, span=Span(BEFORE))["commitments"]
    assert (row["text"], row["state"], row["note"]) == ("Klaar", "Afgedaan", "Met de brief.")
    with pytest.raises(NothingToShow):
        fill("promises", council, AFTER, span=Span(DAY))


def test_a_letter_tells_of_one_dossier(world: World) -> None:
    a_commitment(world.staten, "Van het dossier", dossier=(dossier := a_dossier()))
    a_commitment(world.staten, "Van geen dossier")
    assert [row["text"] for row in told(world, dossier=str(dossier.pk))["commitments"]] == ["Van het dossier"]
    assert len(told(world)["commitments"]) == 2, "the control"


def test_what_came_later_or_was_never_adopted_is_no_part_of_it(world: World) -> None:
    a_commitment(world.staten, "Later", promised_on=AFTER)
    a_motion(world.staten, "Niet besloten", adopted=False)
    a_motion(world.staten, "Aangenomen", dated_on=BEFORE)
    a_commitment(a_committee(world.staten), "In de commissie")
    a_commitment(world.council, "Van een andere raad")
    found = told(world)
    assert [row["text"] for row in found["commitments"]] == ["In de commissie"]
    assert [row["text"] for row in found["motions"]] == ["Aangenomen"]
    assert "Van een andere raad" not in render_to_string(
        "governance/fragments/promises.html", {"data": found}
    )


def test_nothing_closed_is_told(world: World) -> None:
    a_commitment(world.staten, CANARY, publicity="besloten", publicity_ground="Woo")
    a_commitment(world.staten, "Open")
    assert CANARY not in str(told(world))
