"""One dashboard for the region and one per municipality."""

import csv
import datetime
import io
import re
import zipfile
from decimal import Decimal

import pikepdf
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partners.regions.models import Region, RegionMembership, RegionScheme
from regioplan.progress.dashboard import dashboard
from regioplan.progress.periods import period_of
from tests.pdfs import failed_rules, page_texts
from tests.regioplan import making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import organisation, set_up
from zorgzaam.exports import as_csv, as_xlsx
from zorgzaam.standing import NOBODY, StandIn
from zorgzaam.ui.charts import line, stacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(world):
    """Two tasks of one list; partner_org of Duindorp leads the first."""
    found = themes.task_list("Deltalijst", timezone.localdate())
    tasks = [themes.task(found, number, f"We doen {number}") for number in (1, 2)]
    set_up(
        lambda: (
            type(world.partner_org)
            .objects.filter(pk=world.partner_org.pk)
            .update(municipality=world.municipality)
        )
    )()
    return tasks, making.accepted(world, tasks[0])


def test_each_task_shows_its_light_in_words_and_who_leads_it(world, region, as_):
    agreement = region[1]
    making.report(world, agreement, "oranje")
    page = words(as_(None), reverse("progress"))
    assert page.index("1. We doen 1") < page.index("Zorggroep Duin") < page.index("Oranje: loopt achter")
    assert "Nog geen rapportage" in page
    assert "Het gaat oranje." in page


def test_what_begins_later_is_shown_as_such_and_is_no_gap(world, region, as_):
    year = timezone.localdate().year + 1
    first = datetime.date(year, 1, 1)
    making.accepted(world, region[0][1], starts_on=first, starts_precision="year")
    making.proposal(region[0][0], world.other_org)
    board = words(as_(None), reverse("progress")).replace(" ,", ",")
    assert f"2. We doen 2 Zorggroep Duin, vanaf {year} Nog niet begonnen" in board
    own = words(as_(None), reverse("municipality_progress", args=["duindorp"]))
    assert f"Zorggroep Duin, vanaf {year}" in own.replace(" ,", ",")
    assert f"Vanaf {year}" in words(as_(None), region[0][1].get_absolute_url())
    for page in ("progress", "werkbank_agreements"):
        assert "Opgaven zonder trekker" not in words(as_(world.bureau), reverse(page))
    paper = {"board": dashboard(StandIn(NOBODY), timezone.localdate()), "day": timezone.localdate()}
    assert f"Zorggroep Duin, vanaf {year}" in render_to_string("regioplan/progress_print.html", paper)
    told = as_(None).get(reverse("progress_export", args=["afspraken", "csv"])).content.decode()
    assert f";{year};" in told, "no more precise than is known"
    assert "Afgesproken" in told


def test_milestones_say_whether_they_are_late(world, region, as_):
    today = timezone.localdate()
    making.milestone(region[0][0], "Al voorbij", today - datetime.timedelta(days=1))
    making.milestone(region[0][0], "Vandaag nog", today)
    making.milestone(region[0][0], "Over jaren", today + datetime.timedelta(days=900))
    page = words(as_(None), reverse("progress"))
    assert "Al voorbij We doen 1 Te laat" in page
    assert "Vandaag nog We doen 1 Gepland" in page
    assert "Over jaren" not in page
    rows = as_(None).get(reverse("progress_export", args=["mijlpalen", "csv"])).content.decode()
    assert rows.count("Te laat") == 1


def test_what_is_late_or_missing_is_for_the_netwerkbureau(world, region, as_):
    making.rhythm("half")
    late = "Rapportages die te laat zijn"
    for reader, told in [(None, False), (world.partner, False), (world.bureau, True)]:
        page = words(as_(reader), reverse("progress"))
        assert (late in page) is told
        assert ("Opgaven zonder trekker" in page) is told


def test_a_municipality_shows_its_own_organisations(world, region, as_):
    page = words(as_(None), reverse("municipality_progress", args=["duindorp"]))
    assert "We doen 1" in page
    assert "We doen 2" not in page


def test_work_for_the_whole_region_is_shown_in_each_municipality_of_it(world, region, as_):
    making.imported(region[0][1], organisation("GGD Delta"), what="Wij meten in elke gemeente.")
    url = reverse("municipality_progress", args=["duindorp"])
    page = words(as_(None), url)
    assert page.index("Ook in Duindorp") < page.index("GGD Delta") < page.index("Wij meten in elke gemeente.")
    set_up(_elsewhere)(world.municipality)
    assert "GGD Delta" not in words(as_(None), url)


def test_a_municipality_elsewhere_is_told_where_it_belongs(world, region, as_):
    set_up(_elsewhere)(world.municipality)
    page = words(as_(None), reverse("municipality_progress", args=["duindorp"]))
    assert "hoort Duindorp bij Bergland, en niet bij Deltaland" in page


def _elsewhere(municipality):
    scheme = RegionScheme.objects.create(name="IZA-regio's", slug="iza")
    Region.objects.create(scheme=scheme, name="Deltaland", is_ours=True)
    away = Region.objects.create(scheme=scheme, name="Bergland")
    RegionMembership.objects.create(region=away, municipality=municipality)


def test_an_empty_region_says_what_comes(world, as_):
    assert "Er is nog geen lijst van opgaven" in words(as_(None), reverse("progress"))


def picture_words(pdf):
    """The alternative texts of all pictures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [each.get("/Alt") for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    return " ".join(str(each) for each in found if each is not None).encode()


def test_the_paper_holds_the_same_picture_and_its_words(world, region, as_):
    making.report(world, region[1], "rood")
    making.proposal(region[0][1], world.other_org, what="Nog geheim plan")
    answer = as_(world.bureau).get(reverse("progress_pdf"))
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[-2000:]
    assert failed_rules(answer.content) == set()
    told = "".join(page_texts(answer.content))
    assert "Wedoen1" in told
    assert "Rood:luktzoniet" in told
    assert "geheim" not in told
    assert b"Kleuren van de rapportages" in picture_words(answer.content)


def test_the_picture_on_paper_is_the_picture_on_the_page(world, region, as_):
    making.report(world, region[1], "rood")
    page = as_(None).get(reverse("progress")).content.decode()
    day = timezone.localdate()
    board = dashboard(StandIn(NOBODY), day)
    paper = render_to_string("regioplan/progress_print.html", {"board": board, "day": day})
    drawn = [_picture(html) for html in (page, paper)]
    assert drawn[0] == drawn[1] != ""
    making.report(world, region[1], "groen", period_of(datetime.date(2024, 1, 1), "half"))
    board = dashboard(StandIn(NOBODY), day)
    later = render_to_string("regioplan/progress_print.html", {"board": board, "day": day})
    assert _picture(later) != drawn[1], "the control: another figure is another picture"


def _picture(html):
    """The chart of the lights with its table, without the space around its tags."""
    found = re.search(r"<svg[^>]*>(?:(?!</svg>).)*kleuren.*?</svg>.*?</table>", html, re.DOTALL)
    return re.sub(r"\s+", " ", found.group()) if found else ""


# ---------------------------------------------------------------- files
def test_a_file_holds_what_its_reader_may_see(world, region, as_):
    making.proposal(region[0][1], world.partner_org, what="Nog geheim plan")
    url = reverse("progress_export", args=["afspraken", "csv"])
    assert "Nog geheim plan" not in as_(None).get(url).content.decode()
    assert "Nog geheim plan" not in as_(world.other_partner).get(url).content.decode()
    for reader in (world.partner, world.bureau):
        assert "Nog geheim plan" in as_(reader).get(url).content.decode()


FORMULAS = ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1"]


def test_no_cell_of_a_csv_is_a_formula():
    told = as_csv(["Naam"], [[text] for text in FORMULAS] + [[Decimal("-1.5")], ["gewoon"]]).decode(
        "utf-8-sig"
    )
    cells = [row[0] for row in csv.reader(io.StringIO(told, newline=""), delimiter=";")][1:]
    assert cells[:-2] == [f"'{text}" for text in FORMULAS]
    assert cells[-2:] == ["-1,5", "gewoon"], "a figure stays a figure"


def test_an_xlsx_holds_texts_figures_and_days():
    made = as_xlsx(["Kop"], [["=1+1 & <b>"], [Decimal("1.5")], [datetime.date(2026, 1, 1)], ["\x00\x0bnul"]])
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "'=1+1 &amp; &lt;b&gt;" in sheet
    assert "<c><v>1.5</v></c>" in sheet
    assert '<c s="1"><v>46023</v></c>' in sheet
    assert "<f>" not in sheet
    assert ">nul<" in sheet


# ---------------------------------------------------------------- charts
def test_a_line_keeps_values_within_the_picture_and_tells_them():
    days = [datetime.date(2024, 1, 1), datetime.date(2024, 7, 1), datetime.date(2026, 1, 1)]
    rows = [
        (day, str(day), Decimal(value), "telling")
        for day, value in zip(days, ("3", "12.5", "-4"), strict=True)
    ]
    chart = line("Huiskamers", "wijken", rows, target=Decimal(20))
    assert chart.description == "Van 3 wijken op 2024-01-01 naar -4 op 2026-01-01. Het streven is 20 wijken."
    ys = [point.y for point in chart.points] + [chart.target[0]]
    assert min(ys) >= 0
    assert max(ys) <= chart.base
    assert chart.points[1].y < chart.points[0].y < chart.points[2].y
    assert [point.label for point in chart.points] == ["3", "12,5", "-4"]


def test_a_line_of_one_value_or_only_noughts_is_drawn_too():
    one = [(datetime.date(2024, 1, 1), "toen", Decimal(0), "telling")]
    assert line("Leeg", "wijken", one).points[0].y <= 260


def test_columns_stand_on_the_base_and_add_up():
    chart = stacked(
        "Kleuren", [("groen", "Groen"), ("rood", "Rood")], [("H1", {"groen": 2, "rood": 1}), ("H2", {})]
    )
    first, second = chart.columns
    assert [part.height for part in first.segments] == [115, 57]
    assert first.segments[0].y + first.segments[0].height == chart.base
    assert second.segments == []
    assert second.counts == [0, 0]
