"""A register from a file: what each row would do, which are left out, and taking them over once."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.handling.deciding import confirm
from governance.council.models import (
    Commitment,
    CouncilImport,
    CouncilNotice,
    Motion,
    Question,
    Settlement,
)
from tests.governance.council.reading_in import counts, kept, press, read_in, seen, upload, why
from tests.governance.council.registers import (
    LONG_AGO,
    a_commitment,
    a_dossier,
    a_motion,
    a_notice,
    a_question,
    proposed,
)
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.sources import Source

pytestmark = pytest.mark.django_db
HEADS = ["nummer", "toezegging", "gedaan op"]
DAY = datetime.date(2024, 6, 5)
ROW = ["T-1", "De Staten horen hoe het loopt", DAY]


@set_up
def a_source() -> Source:
    return Source.objects.create(code="lijst", title="Toezeggingenlijst van toen")


def test_a_griffie_reads_her_register_in_and_everybody_reads_it(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    address = read_in(
        client, "toezeggingen", world.staten, HEADS, [ROW, ["T-2", "Iets anders", "5 juni 2024"]]
    )
    assert counts(client, address) == {"new": 2}
    assert Commitment.objects.count() == 0, "seeing changes nothing"
    assert press(client, address).url == reverse("commitments")
    assert {row.number: row.promised_on for row in Commitment.objects.all()} == {"T-1": DAY, "T-2": DAY}
    assert "De Staten horen" in Client().get(reverse("commitments")).content.decode()
    assert kept().rows == [], "what was taken over does not stay in the file"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_goes_out_comes_in_and_changes_nothing(world: World, as_: Any, kind: str) -> None:
    text = "=1+1\r\nEen tweede regel, met komma; en puntkomma"
    dossier, closed = a_dossier(), {"publicity": "besloten", "publicity_ground": "Woo 5.1"}
    a_commitment(world.staten, text, number="007", dossier=dossier, term_text="na de zomer")
    a_commitment(
        world.staten, "Zonder nummer", due_on=DAY, due_precision="month", due_inclusive=False, **closed
    )
    confirm(proposed(world, a_commitment(world.staten, "Afgedaan")), by=world.clerk.person)
    a_motion(world.staten, noting="één\ntwee")
    a_motion(world.staten, "Nog niet", adopted=False)
    a_notice(world.staten, gist="- een lijst", url="https://raad.example/1")
    a_question(world.staten, sort="technisch")
    a_question(world.staten, "Gesloten", asked_on=LONG_AGO).close(LONG_AGO, how="Brief", by=world.clerk)
    client = as_(world.clerk)
    lists = {"commitments": "toezeggingen", "motions": "moties", "council_notices": "mededelingen",
             "council_questions": "schriftelijke-vragen"}  # fmt: skip
    for name, register in lists.items():
        file = client.get(reverse(f"{name}_file", args=[kind]) + "?stand=alle").content
        address = upload(client, register, world.staten, f"lijst.{kind}", file).url
        rows = len(kept().rows) if name == "commitments" else counts(client, address)["same"]
        assert counts(client, address) == {"same": rows}, (register, why(client, address))
        assert rows >= 1
    changed = client.get(reverse("motions_file", args=["csv"]) + "?stand=alle").content.replace(
        b"Nog niet", b"Toch"
    )
    address = upload(client, "moties", world.staten, "lijst.csv", changed).url
    assert counts(client, address)["changes"] == 1, "the control: an edit is seen"


def test_a_row_is_known_by_its_number_or_its_words(world: World, as_: Any) -> None:
    a_commitment(world.staten, "Oud", number="T-1")
    a_commitment(world.staten, "Zonder nummer")
    client = as_(world.clerk)
    rows = [["T-1", "Nieuw", DAY], ["T-9", "Zonder nummer", DAY]]
    address = read_in(client, "toezeggingen", world.staten, HEADS, rows)
    page = client.get(address)
    assert counts(client, address) == {"changes": 2}
    assert [change.old for change in page.context["moving"][0].changes] == ["Oud"]
    press(client, address)
    assert set(Commitment.objects.values_list("number", "wording")) == {
        ("T-1", "Nieuw"),
        ("T-9", "Zonder nummer"),
    }


def test_rows_may_be_left_out_and_what_cannot_stays_behind(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    rows = [ROW, ["T-2", "", DAY], ["T-3", "Geen dag", "31-02-2024"], ["T-4", "Laat maar", DAY]]
    address = read_in(client, "toezeggingen", world.staten, HEADS, rows)
    assert [(where, column) for where, column, _ in why(client, address)] == [
        ("rij 3", "toezegging"), ("rij 4", "gedaan op")
    ]  # fmt: skip
    refused = press(client, address)
    assert (refused.status_code, Commitment.objects.count()) == (422, 0)
    assert "Vink aan" in refused.content.decode()
    press(client, address, without_wrong="on", leave="rij 5")
    assert [row.number for row in Commitment.objects.all()] == ["T-1"]


def test_pressed_twice_it_is_taken_over_once(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    address = read_in(client, "toezeggingen", world.staten, HEADS, [ROW])
    sent = seen(client, address)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert client.post(address, {"seen": sent["seen"]}).status_code in (302, 409, 422), "nor without its key"
    assert Commitment.objects.count() == 1


def test_what_changed_since_it_was_seen_is_shown_again(world: World, as_: Any) -> None:
    row = a_commitment(world.staten, "Oud", number="T-1")
    client = as_(world.clerk)
    address = read_in(client, "toezeggingen", world.staten, HEADS, [ROW])
    sent = seen(client, address)
    set_up(lambda: Commitment.objects.filter(pk=row.pk).update(wording="Van een ander"))()
    stale = client.post(address, sent)
    assert "intussen veranderd" in stale.content.decode()
    row.refresh_from_db()
    assert row.wording == "Van een ander"
    assert press(client, address).status_code == 302, "the control: what is seen is done"


def test_nobody_reads_another_register_in(world: World, as_: Any) -> None:
    theirs = a_commitment(world.council, "Van de raad", number="R-1")
    client = as_(world.clerk)
    assert upload(client, "toezeggingen", world.council, "a.csv", b"nummer;toezegging;gedaan op\nR-1;x;2024-06-05")\
        .status_code == 422  # fmt: skip
    rows = [[world.council.name, "R-1", "Gekaapt", DAY, ""], ["", "", "Gekaapt", DAY, str(theirs.pk)]]
    address = read_in(client, "toezeggingen", world.staten, ["raad", *HEADS, "id"], rows)
    assert {column for _, column, _ in why(client, address)} == {"raad", "id"}
    assert as_(world.statenlid).get(address).status_code == 404
    assert as_(world.bureau).get(address).status_code == 404, "what somebody else read in is theirs"


def test_terms_are_read_as_they_are_said(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    said = {
        "a": "na de zomer",
        "b": "uiterlijk juni 2025",
        "c": "voor 1 maart 2025",
        "d": "2025-09-30",
        "e": "",
    }
    rows = [[number, f"Toezegging {number}", DAY, term] for number, term in said.items()]
    press(client, read_in(client, "toezeggingen", world.staten, [*HEADS, "termijn"], rows))
    told = {row.number: row.term for row in Commitment.objects.all()}
    assert told == {
        "a": "na de zomer", "b": "uiterlijk juni 2025", "c": "voor 1 maart 2025", "d": "uiterlijk 30 september 2025",
        "e": "",
    }  # fmt: skip
    assert Commitment.objects.get(number="a").needs_a_day
    bad = read_in(client, "toezeggingen", world.staten, [*HEADS, "termijn"], [["f", "F", DAY, "31-02-2025"]])
    assert "geen datum" in why(client, bad)[0][2]


def test_only_the_griffie_or_a_document_says_that_it_is_done(world: World, as_: Any) -> None:
    a_source()
    heads = [*HEADS, "stand", "afgedaan op", "waardoor", "bron"]
    done = ["Afgedaan", DAY, "Brief van het college"]
    bureau, clerk = as_(world.bureau), as_(world.clerk)
    address = read_in(bureau, "toezeggingen", world.staten, heads, [[*ROW, *done, ""]])
    assert "Alleen de griffie" in why(bureau, address)[0][2]
    sourced = [["S-1", "Volgens een stuk", DAY, *done, "lijst"]]
    assert press(bureau, read_in(bureau, "toezeggingen", world.staten, heads, sourced)).status_code == 302
    assert (
        press(clerk, read_in(clerk, "toezeggingen", world.staten, heads, [[*ROW, *done, ""]])).status_code
        == 302
    )
    found = {row.commitment.number: row.decided_by for row in Settlement.objects.all()}
    assert found == {"S-1": None, "T-1": world.clerk.person}
    assert set(Commitment.objects.values_list("state", flat=True)) == {"afgedaan"}
    row = a_commitment(world.staten, "Staat er al", number="T-5")
    again = read_in(clerk, "toezeggingen", world.staten, heads, [["T-5", "Staat er al", DAY, *done, ""]])
    assert press(clerk, again).status_code == 302
    row.refresh_from_db()
    assert row.state == "afgedaan"


def test_the_other_registers_come_in_too(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    heads = ["titel", "datum", "stand", "besloten op", "stemming"]
    rows = [["Zorg dichtbij", DAY, "Aangenomen", DAY, "25 voor"], ["Wacht", DAY, "Ingediend", "", ""]]
    press(client, read_in(client, "moties", world.staten, heads, rows, "xlsx"))
    assert dict(Motion.objects.values_list("title", "state")) == {
        "Zorg dichtbij": "aangenomen",
        "Wacht": "ingediend",
    }
    rows = [["Brief", "Memo", DAY]]
    press(client, read_in(client, "mededelingen", world.staten, ["onderwerp", "soort", "datum"], rows, "ods"))
    assert CouncilNotice.objects.get().kind == "memo"
    heads = ["titel", "vraag", "gesteld op", "termijn", "stand", "beantwoord op", "beantwoord met"]
    rows = [
        ["Feit", "Hoeveel?", DAY, "", "", "", ""],
        ["Klaar", "Wanneer?", DAY, "2024-06-19", "Beantwoord", DAY, "x"],
    ]
    press(client, read_in(client, "technische-vragen", world.staten, heads, rows))
    found = {row.title: (row.sort, row.state, row.term_days) for row in Question.objects.all()}
    assert found == {"Feit": ("technisch", "ingediend", 30), "Klaar": ("technisch", "beantwoord", 14)}
    late = read_in(
        client, "schriftelijke-vragen", world.staten, heads[:4], [["Feit", "Hoeveel?", DAY, "2024-09-01"]]
    )
    assert why(client, late)[0][1] == "termijn", "only a notice of delay moves the day of a question"


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        (["", "A", "21-12-2023"], ["", "A", "21 december 2023"], True),
        (["", "A", "21-12-2023"], ["", "A", "22-12-2023"], False),
        (["", "A", "21-12-2023"], ["", "B", "21-12-2023"], False),
        (["T-1", "A", "21-12-2023"], ["", "A", "21 december 2023"], True),
        (["", "A", "21-12-2023"], ["T-1", "A", "21 december 2023"], True),
        (["T-1", "A", "21-12-2023"], ["T-2", "A", "21-12-2023"], False),
        (["T-1", "A", "21-12-2023"], ["T-1", "B", "21-12-2023"], True),
    ],
)
def test_the_same_new_row_is_in_a_file_once_however_its_day_is_written(
    world: World, as_: Any, first: list[str], second: list[str], twice: bool
) -> None:
    client = as_(world.clerk)
    address = read_in(client, "toezeggingen", world.staten, HEADS, [first, second])
    assert why(client, address) == ([("rij 3", "rij", "Dezelfde rij staat al in rij 2.")] if twice else [])


@pytest.mark.parametrize(("said", "taken"), [("juni 2024", False), ("2024", False), ("5 juni 2024", True)])
def test_the_day_something_was_settled_or_decided_is_a_day(
    world: World, as_: Any, said: str, taken: bool
) -> None:
    client = as_(world.clerk)
    heads = [*HEADS, "stand", "afgedaan op", "waardoor"]
    address = read_in(client, "toezeggingen", world.staten, heads, [[*ROW, "Afgedaan", said, "Brief"]])
    refusal = [("rij 2", "afgedaan op", "Hier is een dag nodig, zoals 21-12-2023.")]
    assert why(client, address) == ([] if taken else refusal)
    heads, row = ["titel", "datum", "stand", "besloten op"], ["Zorg", DAY, "Aangenomen", said]
    assert bool(why(client, read_in(client, "moties", world.staten, heads, [row]))) is not taken


def test_a_file_decides_about_no_motion_before_the_day_it_was_put_off(world: World, as_: Any) -> None:
    row, client = a_motion(world.staten, adopted=False), as_(world.clerk)
    set_up(row.hold)(by=SystemActor.SETUP, on=datetime.date(2024, 9, 4))
    heads = ["titel", "datum", "stand", "besloten op"]
    for day, wrong in (("3 juli 2024", ["besloten op"]), ("4 september 2024", [])):
        rows = [[row.title, LONG_AGO, "Aangenomen", day]]
        address = read_in(client, "moties", world.staten, heads, rows)
        assert [column for _, column, _ in why(client, address)] == wrong


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("lijst.xlsx", b"PK\x03\x04kapot", "beschadigd"),
        ("lijst.csv", "toezegging\n".encode("utf-16"), "geen leesbare tekst"),
        ("lijst.csv", b"toezegging;gedaan op\n" + b"A;2024-06-05\n" * 100_000, "hoogstens 2000 rijen"),
        ("lijst.csv", b"toezegging;gedaan op;lievelingskleur\nA;2024-06-05;rood", "kennen we niet"),
        ("lijst.csv", b"nummer\n1", "Deze kolom ontbreekt: toezegging, gedaan op"),
        ("lijst.csv", b"toezegging;gedaan op\n", "Onder de koppen staat niets"),
        ("lijst.exe", b"MZ", "eindigt op .csv"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(
    world: World, as_: Any, name: str, content: bytes, says: str
) -> None:
    answer = upload(as_(world.clerk), "toezeggingen", world.staten, name, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not CouncilImport.objects.exists()


def test_all_that_is_wrong_in_a_file_is_told_in_one_round(world: World, as_: Any) -> None:
    content = b"toezegging;lievelingskleur;gedaan op;hobby\nA;rood;31-02-2024;zingen\nB;;5 juni 2024;\n;;2024-06-05;"
    answer = upload(as_(world.clerk), "toezeggingen", world.staten, "rnd.csv", content)
    found = [(problem.place, problem.why[:40]) for problem in answer.context["problems"]]
    assert found == [
        ("Rij 1, kolom B", "De kolom “lievelingskleur” kennen we nie"),
        ("Rij 1, kolom D", "De kolom “hobby” kennen we niet. Bekend "),
        ("Rij 2, gedaan op", "“31-02-2024” is geen datum. Schrijf 2023"),
        ("Rij 4, toezegging", "Vul dit in."),
    ]
    assert not CouncilImport.objects.exists()
    both = upload(as_(world.clerk), "toezeggingen", world.staten, "rnd.csv", b"toezegging;hobby\nA;zingen")
    assert [problem.why[:30] for problem in both.context["problems"]] == [
        "De kolom “hobby” kennen we nie", "Deze kolom ontbreekt: gedaan o",
    ]  # fmt: skip


def test_the_name_of_a_file_is_written_as_its_owner_writes_it(world: World, as_: Any) -> None:
    page = upload(as_(world.clerk), "toezeggingen", world.staten, "rnd.xlsx", b"x").content.decode()
    assert "rnd.xlsx:" in page
    assert "Rnd.xlsx" not in page


def test_the_preview_says_in_which_council_a_new_row_comes(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    address = read_in(client, "toezeggingen", world.staten, HEADS, [ROW])
    assert f"Raad: {world.staten.name}" in client.get(address).content.decode()
    press(client, address)
    # Control: of a row that is there already nothing is told but what changes.
    again = read_in(client, "toezeggingen", world.staten, [*HEADS, "in het kort"], [[*ROW, "Kort"]])
    page = client.get(again).content.decode()
    assert "In het kort" in page
    assert f"Raad: {world.staten.name}" not in page


def test_a_formula_stays_a_text(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    file = b'toezegging;gedaan op\n"=HYPERLINK(""http://kwaad.example"")";2024-06-05'
    press(client, upload(client, "toezeggingen", world.staten, "a.csv", file).url)
    assert Commitment.objects.get().wording.startswith("=HYPERLINK")
    again = client.get(reverse("commitments_file", args=["csv"])).content.decode()
    assert "'=HYPERLINK" in again
