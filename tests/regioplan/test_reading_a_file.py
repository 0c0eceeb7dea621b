"""A plan comes in from YAML or Excel: looked at first, then all or nothing, with row and reason per error."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from regioplan.approvals.models import Approval
from regioplan.importing.models import PlanImport
from regioplan.importing.reading import read
from regioplan.plans.editing import next_version
from tests.regioplan import making_plans as making
from tests.themes import making as themes
from tests.world import set_up
from zorgzaam.importing.rows import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

pytestmark = pytest.mark.django_db

GOOD = """
hoofdstukken:
  - kop: Samen gezond
    nummer: "1"
    tekst: |
      Eerste alinea met <letters>.
    thema's: [Jong en oud]
    paragrafen:
      - {kop: De cijfers, tekst: "<p>Eén op vijf.</p>"}
  - kop: Wie wat doet
besluiten:
  - {gemeente: Duindorp, uitkomst: voorstel, opmerkingen: Komt eraan.}
"""
DECISION = "besluiten: [{gemeente: Duindorp, uitkomst: ingestemd, besloten op: 2026-11-04}]"


@pytest.fixture
def version(world):
    return making.version(making.plan(making.region(world, "Kreekdam")))


def send(client, version, content, name="plan.yaml"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("plan_import", args=[version.pk]), {"file": file})


def problems(version, content, name="plan.yaml"):
    found = read(version, name, content if isinstance(content, bytes) else content.encode())[1]
    return [(problem.where, problem.why) for problem in found]


def test_first_looked_at_then_taken_over_once(world, version, as_):
    themes.theme(themes.generation(), "Jong en oud")
    client = as_(world.bureau)
    preview = send(client, version, GOOD).url
    assert "De cijfers" in client.get(preview).content.decode()
    assert not version.sections.exists(), "looking changes nothing"
    for _ in range(2):
        assert client.post(preview).status_code == 302
    told = [
        (row.code, row.heading, str(row.parent or ""))
        for row in version.sections.order_by("parent__position", "position")
    ]
    assert sorted(told) == [
        ("", "De cijfers", "1 Samen gezond"),
        ("", "Wie wat doet", ""),
        ("1", "Samen gezond", ""),
    ]
    first = version.sections.get(code="1")
    assert "&lt;letters&gt;" in first.text
    assert str(first.links.get()) == "Jong en oud"
    assert Approval.objects.get().remarks == "Komt eraan."


def test_decisions_come_in_when_the_text_is_fixed(world, version, as_):
    client = as_(world.bureau)
    making.section(version, "Samen gezond")
    assert "nog iets veranderen" in problems(version, DECISION)[0][1]
    version.clear(by=world.bureau, **making.CLEARED)
    client.post(send(client, version, DECISION).url)
    assert Approval.objects.get().decided == "4 november 2026"
    early = problems(version, DECISION.replace("2026-11-04", "2020-01-01"))
    assert "was deze versie van het plan er nog niet" in early[0][1]


def test_a_file_does_not_overwrite_what_was_noted_after_it_was_looked_at(world, version, as_):
    client = as_(world.bureau)
    making.section(version, "Samen gezond")
    version.clear(by=world.bureau, **making.CLEARED)
    preview = send(client, version, DECISION).url
    making.decided(world, version, world.municipality, "afgewezen")
    answer = client.post(preview)
    assert answer.status_code == 422
    assert "Over Duindorp is intussen iets anders vastgelegd." in answer.content.decode()
    assert Approval.objects.get().outcome == "afgewezen"
    assert client.post(send(client, version, DECISION).url).status_code == 302, "looked at again it comes in"
    assert Approval.objects.latest().get().outcome == "ingestemd"


def test_every_error_has_its_row_and_reason_and_nothing_is_kept(world, version, as_):
    wrong = """
hoofdstukken:
  - {tekst: zonder kop}
  - {kop: Goed, thema's: [Onbekend]}
besluiten:
  - {gemeente: Verweg, uitkomst: misschien, besloten op: gisteren}
"""
    answer = send(as_(world.bureau), version, wrong)
    assert answer.status_code == 422
    assert [(p.where, p.why) for p in answer.context["problems"]] == [
        ("hoofdstuk 1", "De kop ontbreekt."),
        ("hoofdstuk 2", "Er is geen thema “Onbekend”."),
        (
            "besluit 1",
            "De uitkomst is een van: Collegevoorstel, Wacht op agendering, Ingestemd, Aangehouden, Afgewezen.",
        ),
        ("besluit 1", "“gisteren” is geen datum. Schrijf 2023-12-21 of 21-12-2023."),
        ("besluit 1", "“Verweg” is geen gemeente die over dit plan besluit."),
    ]
    assert not PlanImport.objects.exists()


def workbook(*rows):
    book = Workbook()
    sheet = book.active
    sheet.title = "hoofdstukken"
    sheet.append(["niveau", "nummer", "kop", "tekst"])
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def beside(title, *cells):
    """A good sheet, and another of that title."""
    book = load_workbook(io.BytesIO(workbook([1, "1", "Kop", ""])))
    book.create_sheet(title).append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def far_below():
    """A sheet with a chapter beyond the last row that is read."""
    return workbook([1, "1", "Kop", ""], *[[]] * (MOST_ROWS - 1), [1, "2", "Ver weg", ""])


def endless():
    """A sheet with a number too big to be one."""
    book, out = zipfile.ZipFile(io.BytesIO(workbook([77777, "1", "Kop", ""]))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for part in book.namelist():
            packed.writestr(part, book.read(part).replace(b"77777", b"1e999"))
    return out.getvalue()


def test_excel_gives_the_same(world, version, as_):
    book = workbook([1, "1", "Samen gezond", "Tekst"], [2, None, "De cijfers", None])
    client = as_(world.bureau)
    client.post(send(client, version, book, "plan.xlsx").url)
    assert version.sections.get(heading="De cijfers").parent.heading == "Samen gezond"


@pytest.mark.parametrize(
    ("content", "name", "where"),
    [
        (workbook([1, "1", "Kop", ""], [3, "", "Te diep", ""]), "plan.xlsx", "werkblad hoofdstukken, rij 3"),
        (b"PK\x03\x04 kapot", "plan.xlsx", "plan.xlsx"),
        ("hoofdstukken: [", "plan.yaml", "regel 1"),
        ("a: &a [x]\nb: *a", "plan.yaml", "plan.yaml"),
        ("iets: 1", "plan.yaml", "iets"),
        ("hoofdstukken: 3", "plan.yaml", "hoofdstuk"),
        ("- los", "plan.yaml", "plan.yaml"),
        (b"\xff\xfe\x00", "plan.yaml", "plan.yaml"),
        ("hoofdstukken: [{kop: A, kleur: rood}]", "plan.yaml", "hoofdstuk 1"),
        ("tekst", "plan.docx", "plan.docx"),
        ("hoofdstukken:\n- {kop: Een}\nhoofdstukken:\n- {kop: Twee}", "plan.yaml", "regel 3"),
        ("hoofdstukken: [{kop: A, kop: B}]", "plan.yaml", "regel 1"),
        ("hoofdstukken: [{kop: A, themas: [x], thema's: [y]}]", "plan.yaml", "hoofdstuk 1"),
        ('hoofdstukken: [{kop: "a\\ud800b"}]', "plan.yaml", "regel 1"),
        ('hoofdstukken: [{kop: A, "a\\ud800b": x}]', "plan.yaml", "regel 1"),
        ("hoofdstukken: [{kop: A, nummer: 0x" + "F" * 5000 + "}]", "plan.yaml", "hoofdstuk 1"),
        (endless(), "plan.xlsx", "werkblad hoofdstukken, rij 2"),
        ("hoofdstukken: [{kop: !!bool misschien}]", "plan.yaml", "plan.yaml"),
        (workbook([1, "1", "Kop", "", "los"]), "plan.xlsx", "werkblad hoofdstukken, rij 2"),
        (beside("besluit", "gemeente", "uitkomst"), "plan.xlsx", "werkblad besluit"),
        (far_below(), "plan.xlsx", f"werkblad hoofdstukken, rij {MOST_ROWS + 2}"),
        (
            workbook([1, "1", "Kop", "", *[None] * (MOST_COLUMNS - 4), "x"]),
            "plan.xlsx",
            "werkblad hoofdstukken, rij 2",
        ),
    ],
)
def test_a_file_that_is_wrong_says_where(version, content, name, where):
    assert problems(version, content, name)[0][0] == where


def test_an_empty_sheet_of_another_name_says_nothing(version):
    assert problems(version, beside("Blad2"), "plan.xlsx") == []


def test_a_number_is_taken_as_it_is_written(version):
    found, wrong = read(version, "x.yaml", b"hoofdstukken: [{kop: a, nummer: 1.10}, {kop: b, nummer: 01}]")
    assert not wrong
    assert [row["code"] for row in found["sections"]] == ["1.10", "01"]


def test_a_theme_named_twice_is_one(version):
    themes.theme(themes.generation(), "Jong en oud")
    found, wrong = read(version, "x.yaml", b"hoofdstukken: [{kop: a, themas: [Jong en oud, jong en oud]}]")
    assert not wrong
    assert len(found["sections"][0]["themes"]) == 1


def test_a_small_file_that_unpacks_to_far_too_much_is_refused_unread(version):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", b"0" * (MOST_UNPACKED + 1))
    assert len(out.getvalue()) < MOST_BYTES
    assert problems(version, out.getvalue(), "plan.xlsx")[0][1] == "Uitgepakt is dit bestand te groot."


def test_a_text_that_is_fixed_is_not_written_over(world, version):
    making.section(version, "Er staat al iets")
    assert problems(version, "hoofdstukken: [{kop: A}]") == [], "control: a draft is"
    version.clear(by=world.bureau, **making.CLEARED)
    assert problems(version, "hoofdstukken: [{kop: A}]")[0][1].startswith(
        "De tekst van deze versie staat vast."
    )


def test_a_file_takes_the_place_of_the_text_that_was_seen_and_the_old_one_can_come_back(world, version, as_):
    client = as_(world.bureau)
    old = making.section(version, "Samen gezond")
    making.section(version, "Onderdeel", under=making.section(version, "Vervalt"))
    file = GOOD.replace("    thema's: [Jong en oud]\n", "")
    preview = send(client, version, file).url
    page = client.get(preview)
    told = {(change["name"], change["kind"]) for change in page.context["changes"]}
    assert {("Vervalt", "vervallen"), ("Onderdeel", "vervallen"), ("Wie wat doet", "nieuw")} <= told
    assert ("1 Samen gezond", "veranderd") in told
    seen = page.context["form"]["seen"].value()
    set_up(type(old).objects.filter(pk=old.pk).update)(text="<p>Net geschreven.</p>")
    beaten = client.post(preview, {"seen": seen})
    assert beaten.status_code == 409
    assert "Net geschreven." in beaten.content.decode()
    assert version.sections.count() == 3, "nothing goes that nobody saw"
    assert client.post(preview, {"seen": beaten.context["form"]["seen"].value()}).status_code == 302
    assert set(version.sections.values_list("heading", flat=True)) == {
        "Samen gezond",
        "De cijfers",
        "Wie wat doet",
    }
    assert version.sections.get(code="1").lineage == old.lineage, "it is the same chapter"
    assert "Onderdeel" in client.get(reverse("plan_compose", args=[version.pk])).content.decode()


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_the_sample_can_be_read_as_it_is(world, version, as_, kind):
    themes.theme(themes.generation(), "Jong en oud")
    client = as_(world.bureau)
    upload = client.get(reverse("plan_import", args=[version.pk])).content.decode()
    address = reverse(f"plan_import_sample_{kind}", args=[version.pk])
    assert address in upload
    given = client.get(address).content
    found, wrong = read(version, f"voorbeeld.{kind}", given)
    assert wrong == []
    assert [row["level"] for row in found["sections"]] == [1, 2, 1]
    assert found["sections"][0]["themes"]
    preview = client.get(send(client, version, given, f"voorbeeld.{kind}").url).content.decode()
    for words_there in ("Thema's: Jong en oud", "Collegevoorstel", "1.1 De cijfers"):
        assert words_there in preview.replace("&#x27;", "'")


def test_what_fails_halfway_leaves_nothing(world, version, as_):
    client = as_(world.bureau)
    preview = send(client, version, GOOD.replace("    thema's: [Jong en oud]\n", "")).url
    set_up(making.RegionMembership.objects.filter(municipality=world.municipality).update)(
        ends_on="2021-01-01"
    )
    answer = client.post(preview)
    assert answer.status_code == 422
    assert "hoort bij een andere regio" in answer.content.decode()
    assert not version.sections.exists()
    assert PlanImport.objects.get().applied_at is None


def test_the_next_version_from_a_file_is_compared_by_heading(world, version):
    making.section(version, "Samen gezond")
    version.clear(by=world.bureau, **making.CLEARED)
    version.publish(by=world.bureau)
    draft = next_version(version.plan, by=world.bureau)
    set_up(draft.sections.all().delete)()
    content, wrong = read(draft, "plan.yaml", b"hoofdstukken: [{kop: samen gezond, tekst: Anders}]")
    assert not wrong
    from regioplan.importing.applying import apply

    made = set_up(PlanImport.objects.create)(
        version_of=draft, file_name="x", content=content, uploaded_by=world.bureau.person
    )
    assert apply(made, by=world.bureau)
    assert draft.sections.get().lineage == version.sections.get().lineage
