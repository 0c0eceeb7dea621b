"""Organisations and contacts go out as files and come back: looked at row by row, and then all or nothing."""

import datetime
import io
import zipfile
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.contacts.models import Contact
from partners.importing.jobs import forget_lists
from partners.importing.models import KEPT, RegisterImport
from partners.organisations.models import Organisation, Participation, Representation
from tests.partners.coming_in import a_contact
from tests.partners.listing import MAKERS, as_csv, go, looked_at, newest, send
from tests.partners.merging import again, merged, words
from tests.world import LONG_AGO, organisation, person, representation, set_up
from zorgzaam.audit.history import changes_of
from zorgzaam.people.models import Person

pytestmark = pytest.mark.django_db
HEAD = ["naam", "soort", "deelname", "deelname vanaf"]
CONTACT = ["organisatie", "naam", "e-mailadres", "telefoon", "functie", "spreekt", "vanaf", "tot en met"]


@pytest.fixture
def desk(world, as_):
    return as_(world.bureau)


def told_in_history():
    """How many lines history has of everybody in the two lists."""
    models = (Organisation, Participation, Representation, Contact, Person)
    return [model.history.rel.related_model.objects.count() for model in models]


def counts(answer):
    return {name: many for name, many in answer.context["counts"].items() if many}


def problems(answer):
    return [(line.row.where, *problem) for line in answer.context["wrong"] for problem in line.problems]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_new_organisations_are_shown_and_then_kept(desk, ending):
    shown = looked_at(
        desk,
        "organisaties",
        HEAD,
        ["Welzijn Duin", "Zorgaanbieder", "Deelnemer", "2024-01-01"],
        ["Energiek & co", "overig", "", ""],
        ending=ending,
    )
    assert counts(shown) == {"new": 2}
    assert "Deelname vanaf: 1 januari 2024" in words(shown)
    assert not Organisation.objects.filter(name="Welzijn Duin").exists()
    assert go(desk, shown).status_code == 302
    made = Organisation.objects.get(name="Welzijn Duin")
    held = made.participations.get()
    assert (made.kind, held.kind, held.starts_on) == ("zorgaanbieder", "deelnemer", datetime.date(2024, 1, 1))
    assert Organisation.objects.get(name="Energiek & co").kind == "overig"
    assert newest().rows == []
    assert changes_of(made)[0].reason == f"Ingelezen uit lijst.{ending}"


def test_pressing_twice_carries_out_once(desk):
    shown = looked_at(desk, "organisaties", HEAD, ["Welzijn Duin", "overig", "", ""])
    assert go(desk, shown).status_code == go(desk, shown).status_code == 302
    assert Organisation.objects.filter(name="Welzijn Duin").count() == 1


def test_what_changes_is_shown_old_and_new_and_a_column_that_is_not_there_stays(desk, world):
    world.partner_org.sector = "ouderenzorg"
    set_up(world.partner_org.save)()
    shown = looked_at(desk, "organisaties", ["naam", "website"], ["zorggroep duin", "https://duin.example"])
    assert counts(shown) == {"changes": 1}
    assert "Website: (leeg) → https://duin.example" in words(shown)
    go(desk, shown)
    one = again(world.partner_org)
    assert (one.name, one.sector, one.website) == ("Zorggroep Duin", "ouderenzorg", "https://duin.example")
    assert one.version == world.partner_org.version + 1


def test_a_name_it_is_also_called_by_finds_it_and_does_not_rename_it(desk, world):
    double = organisation("Zorggroep Duinen")
    merged(world.partner_org, double, world.bureau)
    shown = looked_at(desk, "organisaties", ["naam", "sector"], ["Zorggroep Duinen", "wijkzorg"])
    go(desk, shown)
    assert (again(world.partner_org).name, again(world.partner_org).sector) == ("Zorggroep Duin", "wijkzorg")
    assert again(double).sector == ""
    wrong = looked_at(desk, "organisaties", ["id", "naam"], [str(double.pk), "Iets"])
    assert problems(wrong) == [
        ("rij 2", "id", "Zorggroep Duinen is samengevoegd met Zorggroep Duin. Haal de rij weg.")
    ]


def test_a_doubtful_name_asks_which_and_shows_what_that_choice_does(desk, world):
    shown = looked_at(
        desk, "organisaties", ["naam", "soort", "sector"], ["Stichting Zorggroep Duin", "overig", "x"]
    )
    assert counts(shown) == {"asks": 1}
    refused = go(desk, shown)
    assert refused.status_code == 422
    assert "Kies welke organisatie dit is." in words(refused)
    chosen = {"keuze-2": str(world.partner_org.pk)}
    looked = go(desk, shown, **chosen)
    assert looked.status_code == 422
    assert "Sector: (leeg) → x" in words(looked)
    assert again(world.partner_org).sector == ""
    assert go(desk, looked, **chosen).status_code == 302
    assert again(world.partner_org).sector == "x"


def test_a_doubtful_name_may_be_a_new_one(desk, world):
    shown = looked_at(desk, "organisaties", ["naam", "soort"], ["Zorggroep Duinn", "overig"])
    looked = go(desk, shown, **{"keuze-2": "nieuw"})
    assert go(desk, looked, **{"keuze-2": "nieuw"}).status_code == 302
    assert Organisation.objects.filter(name="Zorggroep Duinn").exists()


def test_every_problem_has_its_row_and_column_and_one_stops_all(desk, world):
    shown = looked_at(
        desk,
        "organisaties",
        ["id", "naam", "soort", "gemeente", "website", "deelname", "deelname vanaf"],
        ["", "Goed", "overig", "", "", "", ""],
        ["", "", "overig", "", "", "", ""],
        ["", "Een", "bakker", "Nergens", "javascript:alert(1)", "soms", "32-13-2024"],
        [str(world.coalition.pk), "Twee", "overig", "", "", "", ""],
        ["", "goed", "overig", "", "", "", ""],
        ["", "x" * 161, "overig", "", "", "", ""],
    )
    told = problems(shown)
    assert {(where, column) for where, column, _ in told} == {
        ("rij 3", "naam"), ("rij 4", "soort"), ("rij 4", "gemeente"), ("rij 4", "website"),
        ("rij 4", "deelname"), ("rij 4", "deelname vanaf"), ("rij 5", "id"), ("rij 6", "naam"),
        ("rij 7", "naam"),
    }  # fmt: skip
    assert "Voer uit" not in words(shown)
    assert go(desk, shown).status_code == 422
    assert not Organisation.objects.filter(name="Goed").exists()


def test_another_participation_from_a_day_leaves_the_earlier_one_in_its_history(desk, world):
    set_up(Participation.objects.create)(organisation=world.partner_org, kind="kring", starts_on=LONG_AGO)
    go(
        desk,
        looked_at(desk, "organisaties", HEAD[:1] + HEAD[2:], ["Zorggroep Duin", "deelnemer", "01-03-2024"]),
    )
    held = world.partner_org.participations.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert list(held) == [
        ("kring", LONG_AGO, datetime.date(2024, 2, 29)),
        ("deelnemer", datetime.date(2024, 3, 1), None),
    ]


def test_what_changed_after_the_preview_is_shown_again(desk, world):
    shown = looked_at(desk, "organisaties", ["naam", "sector"], ["Zorggroep Duin", "wijkzorg"])
    world.partner_org.sector = "jeugd"
    set_up(world.partner_org.save)()
    answer = go(desk, shown)
    assert answer.status_code == 422
    assert "Sector: jeugd → wijkzorg" in words(answer)
    assert again(world.partner_org).sector == "jeugd"
    assert go(desk, answer).status_code == 302


# ---------------------------------------------------------------- contacts
def test_contacts_come_in_with_their_person_and_speak_from_their_day(desk, world):
    today = timezone.localdate()
    line = [
        "Zorggroep Duin",
        "Nel Nieuw",
        "nel@duin.example",
        "+31 6 1234",
        "bestuurder",
        "ja",
        str(today),
        "",
    ]
    shown = looked_at(desk, "contacten", CONTACT, line, ["Welzijn Kreek", *line[1:]])
    assert counts(shown) == {"new": 2}
    assert go(desk, shown).status_code == 302
    nel = Person.objects.get(email="nel@duin.example")
    assert (nel.name, nel.sort_name, nel.phone) == ("Nel Nieuw", "Nel Nieuw", "+31 6 1234")
    held = Representation.objects.filter(person=nel).values_list("organisation__name", "role", "starts_on")
    assert set(held) == {("Zorggroep Duin", "bestuurder", today), ("Welzijn Kreek", "bestuurder", today)}
    assert counts(looked_at(desk, "contacten", CONTACT, line)) == {"same": 1}


def test_nobody_gives_themselves_a_representation_by_a_file(desk, world):
    mine = ["Zorggroep Duin", world.bureau.person.name, world.bureau.person.email, "", "", "ja", "", ""]
    shown = looked_at(desk, "contacten", CONTACT, mine)
    assert (
        "rij 2",
        "naam",
        "Dit ben jij zelf. Vraag een collega om vast te leggen voor wie je spreekt.",
    ) in problems(shown)
    assert go(desk, shown).status_code == 422
    assert not Representation.objects.filter(person=world.bureau.person).exists()


def test_what_cannot_be_of_a_contact_is_told_by_column(desk, world):
    person("Kees Klaver", email="kees@kreek.example")
    shown = looked_at(
        desk,
        "contacten",
        CONTACT,
        ["Nergens", "Een", "een@x.example", "", "", "ja", "", ""],
        ["Zorggroep Duin", "", "geen adres", "", "", "ja", "", ""],
        ["Zorggroep Duin", "Iemand Anders", "kees@kreek.example", "", "", "ja", "", ""],
        ["Zorggroep Duin", "Twee", "twee@x.example", "", "", "soms", "", ""],
        ["Zorggroep Duin", "Pim Partner", world.partner.person.email, "06", "", "ja", "", ""],
        ["Zorggroep Duin", "Drie", "", "", "", "ja", "2024-05-01", "2024-01-01"],
        ["Zorggroep Duin", "Vier", "vier@x.example", "", "", "", "", ""],
    )
    assert {(where, column) for where, column, _ in problems(shown)} == {
        ("rij 2", "organisatie"), ("rij 3", "naam"), ("rij 3", "e-mailadres"), ("rij 4", "naam"),
        ("rij 5", "spreekt"), ("rij 6", "telefoon"), ("rij 7", "tot en met"), ("rij 8", "spreekt"),
    }  # fmt: skip


def test_an_end_comes_in_by_id(desk, world):
    row = Representation.objects.get(person=world.partner.person)
    line = [str(row.pk), "Zorggroep Duin", "Pim Partner", "2024-12-31"]
    go(desk, looked_at(desk, "contacten", ["id", "organisatie", "naam", "tot en met"], line))
    row.refresh_from_db()
    assert row.ends_on == datetime.date(2024, 12, 31)
    moved = looked_at(
        desk, "contacten", ["id", "organisatie", "naam"], [str(row.pk), "Welzijn Kreek", "Pim Partner"]
    )
    assert problems(moved)[0][1] == "organisatie"


@pytest.mark.parametrize("kind", ["organisaties", "contacten"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_what_goes_out_comes_back_and_changes_nothing(desk, world, kind, ending):
    set_up(Participation.objects.create)(organisation=world.partner_org, kind="kring", starts_on=LONG_AGO)
    odd = organisation("=1+1", aliases="'s Heeren Loo\n@thuis\n'=2", sector="-  dubbel  -")
    representation(world.statenlid, odd, role='+baas, "chef"; ook')
    double = organisation("Zorggroep Duinen")
    representation(world.other_partner, double)
    a_contact(world, name="Piet @ Balie", phone="+31 88 123", address="")
    a_contact(world, organisation=odd, role="financien", name="=2+2", starts_on=LONG_AGO)
    a_contact(world, organisation=double, name="Nergens te bereiken", address="")
    merged(world.partner_org, double, world.bureau)
    content = desk.get(reverse("register_export", args=[kind, ending])).content
    before = told_in_history()
    answer = send(desk, kind, content, f"lijst.{ending}")
    shown = desk.get(answer.url)
    assert set(counts(shown)) == {"same"}
    assert "Er verandert niets" in words(shown)
    assert go(desk, shown).status_code == 422, "there is nothing to carry out"
    assert told_in_history() == before


def test_cells_that_look_like_formulas_go_out_as_texts(desk, world):
    organisation('=HYPERLINK("http://kwaad.example")')
    assert b"'=HYPERLINK" in desk.get(reverse("register_export", args=["organisaties", "csv"])).content
    for ending in ("xlsx", "ods"):
        content = desk.get(reverse("register_export", args=["organisaties", ending])).content
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            whole = b"".join(packed.read(name) for name in packed.namelist())
        assert b"'=HYPERLINK" in whole.replace(b"<text:s/>", b" ")
        assert b"<f>" not in whole
        assert b"formula" not in whole


@pytest.mark.parametrize("kind", ["organisaties", "contacten"])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_the_sample_can_be_read_as_it_is(desk, world, kind, ending):
    organisation("Welzijn Voorbeeld")
    content = desk.get(reverse("register_sample", args=[kind, ending])).content
    answer = send(desk, kind, content, f"voorbeeld.{ending}")
    assert not counts(desk.get(answer.url)).get("wrong")


def test_two_thousand_rows_cost_as_many_questions_as_twenty(desk):
    def cost(many):
        names = (sha256(f"{many} {number}".encode()).hexdigest()[:20] for number in range(many))
        lines = [[name, "overig", "deelnemer", "2024-01-01"] for name in names]
        answer = send(desk, "organisaties", as_csv(HEAD, *lines))
        with CaptureQueriesContext(connection) as looking:
            shown = desk.get(answer.url)
        with CaptureQueriesContext(connection) as doing:
            assert go(desk, shown).status_code == 302
        return len(looking), len(doing)

    few, many = cost(20), cost(2_000)
    assert many[0] == few[0]
    assert many[1] <= few[1] + 2 * 9  # nine batches of 200 more, in two tables


def test_only_the_netwerkbureau_gets_addresses(world, as_):
    for user in (world.admin, world.partner, world.secretary):
        for ending in ("csv", "xlsx", "ods"):
            assert as_(user).get(reverse("register_export", args=["contacten", ending])).status_code == 403


def test_what_nobody_carries_out_is_thrown_away(desk):
    looked_at(desk, "contacten", CONTACT[:2], ["Zorggroep Duin", "Vertrouwelijk"])
    assert forget_lists() == 0
    read = newest()
    set_up(RegisterImport.objects.filter(pk=read.pk).update)(uploaded_at=timezone.now() - KEPT * 1.1)
    assert forget_lists() == 1
    assert not RegisterImport.objects.exists()


# ---------------------------------------------------------------- files
def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
REPEATED = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table>'
    '<table:table-row table:number-rows-repeated="99999999"><table:table-cell table:number-columns-repeated="99999999">'
    "<text:p>naam</text:p></table:table-cell></table:table-row></table:table></office:document-content>"
)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("lijst.pdf", b"%PDF", "eindigt op .csv, .xlsx of .ods"),
        ("lijst.csv", b"", "leeg"),
        ("lijst.csv", b"naam;soort\r\n", "Onder de koppen staat niets"),
        ("lijst.csv", "naam;soort\r\nA;overig".encode("utf-16"), "CSV UTF-8"),
        ("lijst.csv", b"naam;soort\r\nA\x00;overig", "CSV UTF-8"),
        ("lijst.csv", b'naam;soort\r\n"A;overig', "goede CSV"),
        ("lijst.csv", b"naam;schoenmaat\r\nA;42", "kennen we niet"),
        ("lijst.csv", b"naam;naam\r\nA;B", "twee keer"),
        ("lijst.csv", b"soort\r\noverig", "Deze kolom ontbreekt: naam"),
        ("lijst.csv", b"naam;\r\nA;B", "geen kop"),
        ("lijst.csv", b"naam" + b";" * 30 + b"x\r\nA", "te veel kolommen"),
        ("lijst.csv", b"naam\r\n" + b"A\r\n" * 2_001, "hoogstens 2000 rijen"),
        ("lijst.csv", b"naam\r\n" + b"A" * 6_000, "te lang"),
        ("lijst.csv", MAKERS["xlsx"](["naam"], ["A"]), "een Excel-bestand"),
        ("lijst.xlsx", MAKERS["ods"](["naam"], ["A"]), "een ODS-bestand"),
        ("lijst.ods", MAKERS["xlsx"](["naam"], ["A"]), "een Excel-bestand"),
        ("lijst.xlsx", b"naam;soort\r\nA;overig", "geen leesbaar bestand van het soort .xlsx"),
        ("lijst.xlsx", MAKERS["xlsx"](["naam"], ["A"])[:200], "beschadigd"),
        ("lijst.xlsx", zipped(foto="x"), "ingepakt bestand"),
        ("lijst.xlsx", zipped(xl__workbook_xml="<x>"), "geen leesbaar Excel-bestand"),
        ("lijst.ods", zipped(content_xml="<x"), "geen leesbaar ODS-bestand"),
        ("lijst.ods", zipped(content_xml=BOMB), "geen leesbaar ODS-bestand"),
        ("lijst.ods", zipped(content_xml=REPEATED), "te veel kolommen"),
        ("lijst.ods", zipped(content_xml="a" * 100_000_001), "te groot"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_the_reason(desk, name, content, says):
    answer = send(desk, "organisaties", content, name)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not RegisterImport.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_every_spreadsheet(desk, encoding, delimiter):
    content = as_csv(
        ["naam", "soort"], ["Coöperatie de Zeeën, Urk", "overig"], delimiter=delimiter, encoding=encoding
    )
    shown = desk.get(send(desk, "organisaties", content).url)
    assert "Coöperatie de Zeeën, Urk" in words(shown)
    assert counts(shown) == {"new": 1}
