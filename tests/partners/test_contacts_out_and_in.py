"""Contacts that speak for nobody are in the list too: out, and in again, without ever giving or taking a right."""

import datetime
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.contacts.models import UNREACHABLE, Contact
from partners.importing.columns import HEADS
from partners.importing.models import ListKind
from partners.organisations.models import Representation
from tests.partners.coming_in import a_contact
from tests.partners.listing import as_csv, go, looked_at, send
from tests.partners.merging import words
from tests.world import World, set_up
from zorgzaam.audit.history import changes_of
from zorgzaam.importing.sheets import read_list
from zorgzaam.people.models import Person

pytestmark = pytest.mark.django_db
KIND = "contacten"
HEAD = ["organisatie", "naam", "e-mailadres", "telefoon", "functie", "spreekt"]
BALIE = ["Zorggroep Duin", "De balie", "balie@duin.example", "088 1234", "Secretariaat", "nee"]


@pytest.fixture
def desk(world: World, as_: Callable[..., Client]) -> Client:
    return as_(world.bureau)


def counts(answer: Any) -> dict[str, int]:
    return {name: many for name, many in answer.context["counts"].items() if many}


def problems(answer: Any) -> list[tuple[str, str]]:
    return [(line.row.where, column) for line in answer.context["wrong"] for column, _ in line.problems]


def in_the_list(desk: Client, ending: str) -> list[dict[str, str]]:
    content = desk.get(reverse("register_export", args=[KIND, ending])).content
    known = {head: field for field, head in HEADS[ListKind.CONTACTS].items()}
    return [row.values for row in read_list(f"lijst.{ending}", content, known)[1]]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_the_list_has_everybody_and_says_who_speaks(desk: Client, world: World, ending: str) -> None:
    a_contact(world, name="De balie")
    rows = [row for row in in_the_list(desk, ending) if row["organisation"] == "Zorggroep Duin"]
    told = {(row["name"], row["role"], row["speaks"]) for row in rows}
    assert ("De balie", "Secretariaat", "nee") in told
    assert ("Pim Partner", "ja") in {(name, speaks) for name, _, speaks in told}
    assert rows[-1]["speaks"] == "nee", "who speaks comes first"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_new_one_is_shown_and_then_kept_without_a_right(desk: Client, ending: str) -> None:
    before = (Representation.objects.count(), Person.objects.count())
    shown = looked_at(desk, KIND, HEAD, BALIE, ending=ending)
    assert counts(shown) == {"new": 1}
    assert "Spreekt: nee" in words(shown)
    assert not Contact.objects.exists()
    assert go(desk, shown).status_code == go(desk, shown).status_code == 302
    one = Contact.objects.get()
    assert (one.name, one.role, one.address, one.phone) == (
        "De balie", "secretariaat", "balie@duin.example", "088 1234",
    )  # fmt: skip
    assert (Representation.objects.count(), Person.objects.count()) == before
    assert changes_of(one)[0].reason == f"Ingelezen uit lijst.{ending}"
    assert counts(looked_at(desk, KIND, HEAD, BALIE)) == {"same": 1}


def test_what_changes_is_shown_and_a_column_that_is_not_there_stays(desk: Client, world: World) -> None:
    one = a_contact(world, name="De balie", phone="06 1")
    line = [str(one.pk), "Zorggroep Duin", "Receptie", "Algemeen"]
    shown = looked_at(desk, KIND, ["id", "organisatie", "naam", "functie"], line)
    assert "Naam: De balie → Receptie" in words(shown)
    assert "Functie: Secretariaat → Algemeen" in words(shown)
    assert go(desk, shown).status_code == 302
    now = Contact.objects.get()
    assert (now.pk, now.name, now.role, now.phone, now.address) == (
        one.pk, "Receptie", "algemeen", "06 1", one.address,
    )  # fmt: skip
    assert now.version == one.version + 1


def test_without_an_id_name_and_function_say_which(desk: Client, world: World) -> None:
    a_contact(world, name="De balie", role="secretariaat", phone="1")
    money = a_contact(world, name="De balie", role="financien", phone="2")
    line = ["Zorggroep Duin", "de balie", "balie@duin.example", "3", "Financiën", "nee"]
    assert go(desk, looked_at(desk, KIND, HEAD, line)).status_code == 302
    assert Contact.objects.get(phone="3").pk == money.pk
    bare = looked_at(desk, KIND, [*HEAD[:4], HEAD[5]], [*line[:4], "nee"])
    assert problems(bare) == [("rij 2", "naam")], "two are called that"
    other = looked_at(desk, KIND, HEAD, [*line[:4], "Bestuur", "nee"])
    assert counts(other) == {"new": 1}


def test_a_file_gives_and_takes_no_right(desk: Client, world: World) -> None:
    contact = a_contact(world, name="De balie")
    speaks = Representation.objects.get(person=world.partner.person)
    head = ["id", "organisatie", "naam", "functie", "spreekt"]
    shown = looked_at(
        desk,
        KIND,
        head,
        [str(contact.pk), "Zorggroep Duin", "De balie", "Secretariaat", "ja"],
        [str(speaks.pk), "Zorggroep Duin", "Pim Partner", speaks.role, "nee"],
    )
    assert problems(shown) == [("rij 2", "spreekt"), ("rij 3", "spreekt")]
    assert go(desk, shown).status_code == 422
    assert Representation.objects.get(pk=speaks.pk).ends_on is None
    left_open = looked_at(
        desk,
        KIND,
        head,
        [str(contact.pk), "Zorggroep Duin", "De balie", "Secretariaat", ""],
        [str(speaks.pk), "Zorggroep Duin", "Pim Partner", speaks.role, ""],
    )
    assert counts(left_open) == {"same": 2}, "the id says which it is"


def test_what_cannot_be_is_told_by_column(desk: Client, world: World) -> None:
    held = a_contact(world, organisation=world.other_org, name="Elders")
    shown = looked_at(
        desk,
        KIND,
        ["id", *HEAD, "vanaf", "tot en met"],
        ["", "Zorggroep Duin", "De balie", "", "", "bestuurder", "nee", "", ""],
        ["", "Zorggroep Duin", "Wie", "", "", "Bestuur", "nee", "", ""],
        ["", *BALIE, "2024-05-01", "2024-01-01"],
        ["", *BALIE, "2024-06-01", "32-13-2024"],
        [str(held.pk), "Zorggroep Duin", "Elders", "x@x.example", "", "Bestuur", "nee", "", ""],
        ["", "Zorggroep Duin", "x" * 121, "geen adres", "", "Bestuur", "nee", "", ""],
    )
    assert problems(shown) == [
        ("rij 2", "functie"), ("rij 2", "e-mailadres"), ("rij 3", "e-mailadres"), ("rij 4", "tot en met"),
        ("rij 5", "tot en met"),
        ("rij 6", "organisatie"), ("rij 7", "naam"), ("rij 7", "e-mailadres"),
    ]  # fmt: skip
    assert UNREACHABLE in words(shown)
    assert "Algemeen, Secretariaat, Bestuur" in words(shown)
    no_function = looked_at(desk, KIND, [*HEAD[:4], HEAD[5]], [*BALIE[:4], BALIE[5]])
    assert problems(no_function) == [("rij 2", "functie")]
    twice = looked_at(desk, KIND, HEAD, BALIE, BALIE)
    assert problems(twice) == [("rij 3", "naam")]
    assert go(desk, twice).status_code == 422
    assert not Contact.objects.filter(name="De balie").exists()


def test_what_changed_after_the_preview_is_shown_again(desk: Client, world: World) -> None:
    one = a_contact(world, name="De balie", phone="1")
    line = [str(one.pk), "Zorggroep Duin", "De balie", "2"]
    shown = looked_at(desk, KIND, ["id", "organisatie", "naam", "telefoon"], line)
    set_up(Contact.objects.filter(pk=one.pk).update)(phone="3")
    answer = go(desk, shown)
    assert answer.status_code == 422
    assert "Telefoon: 3 → 2" in words(answer)
    assert Contact.objects.get().phone == "3"
    assert go(desk, answer).status_code == 302


def test_an_end_comes_in(desk: Client, world: World) -> None:
    one = a_contact(world, name="De balie")
    line = [str(one.pk), "Zorggroep Duin", "De balie", "31-12-2024"]
    go(desk, looked_at(desk, KIND, ["id", "organisatie", "naam", "tot en met"], line))
    assert Contact.objects.get().ends_on == datetime.date(2024, 12, 31)


def test_many_cost_as_many_questions_as_few(desk: Client) -> None:
    def cost(many: int) -> tuple[int, int]:
        names = (sha256(f"{many} {number}".encode()).hexdigest()[:20] for number in range(many))
        lines = [["Zorggroep Duin", name, "", "088 1", "Bestuur", "nee"] for name in names]
        answer = send(desk, KIND, as_csv(HEAD, *lines))
        with CaptureQueriesContext(connection) as looking:
            shown = desk.get(answer["Location"])
        with CaptureQueriesContext(connection) as doing:
            assert go(desk, shown).status_code == 302
        return len(looking), len(doing)

    few, many = cost(10), cost(190)
    assert many == few
