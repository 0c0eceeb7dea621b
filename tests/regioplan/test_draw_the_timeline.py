"""The timeline says no more than its sources know, in the picture and in words, for every width."""

import datetime
from itertools import pairwise

import pytest
from django.urls import reverse

from regioplan.timeline.drawing import LANE, LEFT, NARROW, TALLEST, WIDE, draw
from regioplan.timeline.models import EventKind
from regioplan.timeline.moments import Moment, moments
from tests.regioplan import making as agreeing
from tests.regioplan import making_plans as planning
from tests.regioplan import publicmaking as making
from tests.regioplan.moneymaking import source
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.pdf import PdfTooHeavy
from zorgzaam.search import find

JULY = datetime.date(2024, 7, 1)


def moment(first, last=None, title="Iets", **extra):
    last = last or first
    return Moment(title, EventKind.NETWORK, first, last, "toen", first == last, **extra)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({}, "1 juli 2024"),
        ({"starts_precision": "month"}, "juli 2024"),
        ({"starts_precision": "half"}, "tweede helft van 2024"),
        ({"starts_precision": "year"}, "in de loop van 2024"),
        ({"starts_precision": "year", "kind": "verwachting"}, "2024"),
        ({"limit": "voor"}, "voor 1 juli 2024"),
        ({"limit": "uiterlijk"}, "uiterlijk 1 juli 2024"),
        ({"limit": "na", "starts_precision": "year"}, "na 2024"),
        ({"ends_on": datetime.date(2025, 12, 31), "ends_precision": "year"}, "1 juli 2024 tot en met 2025"),
    ],
)
def test_when_is_said_as_the_source_says_it(world, extra, said):
    assert making.event("Iets", JULY, **extra).when == said


def test_a_mark_is_as_wide_as_what_is_known():
    day = moment(JULY)
    month = moment(JULY, datetime.date(2024, 7, 31))
    year = moment(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    marks = {mark.number: mark for mark in draw([day, month, year], WIDE)[0].bands[0].marks}
    twelfth = (WIDE - LEFT) / 12
    assert marks[1].shape == "dag"
    assert marks[2].shape == marks[3].shape == "duur"
    assert abs(marks[2].width - twelfth) < 3
    assert abs(marks[3].width - 12 * twelfth) < 8


@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_everything_is_in_the_picture_and_nothing_lies_on_something_else(wide):
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=9 * number) for number in range(40)]
    found = [moment(day, title="Een heel lange zin over wat er toen allemaal gebeurde" * 2) for day in days]
    found.append(moment(datetime.date(2023, 6, 1), datetime.date(2026, 3, 31), title="Lang"))
    sheets = draw(found, wide)
    bands = [band for sheet in sheets for band in sheet.bands]
    assert {mark.number for band in bands for mark in band.marks} == set(range(1, 42))
    assert [sheet.years for sheet in sheets][-1].endswith("2026")
    assert all(sheet.height <= TALLEST + 2 * LANE or len(sheet.bands) == 1 for sheet in sheets)
    for band in bands:
        lanes: dict[int, list] = {}
        for mark in band.marks:
            lanes.setdefault(mark.y, []).append(mark.reach)
            assert band.y < mark.y < band.y + band.height
            assert mark.reach[0] >= LEFT - 1
            assert mark.reach[1] <= wide
        for reached in lanes.values():
            assert all(one[1] < other[0] for one, other in pairwise(sorted(reached)))


def test_years_without_anything_are_one_band():
    [line] = draw([moment(JULY), moment(datetime.date(2032, 1, 1)), moment(datetime.date(2034, 1, 1))])
    assert [band.label for band in line.bands] == ["2024", "2025 tot en met 2031", "2032", "2033", "2034"]
    assert [bool(band.marks) for band in line.bands] == [True, False, True, False, True]


@pytest.mark.django_db
def test_the_house_tells_what_it_knows_itself(world, as_):
    themes.generation("Deltaplan", 2023)
    agreeing.accepted(world, agreeing.a_task(), starts_on=datetime.date(2024, 5, 1))
    making.event("Storm", JULY, source=source())
    making.event("Staat al bij het plan", JULY, shown=False)
    assert [(each.title, each.when) for each in moments(world.bureau)] == [
        ("Thema's van Deltaplan", "in de loop van 2023"),
        ("1 regio-afspraak gaat in", "in de loop van 2024"),
        ("Storm", "1 juli 2024"),
    ]
    page = words(as_(None), reverse("timeline"))
    assert "Tijdlijn 2023 tot en met 2024" in page
    assert "3 1 juli 2024 Storm Samenwerking Stuk brief" in page
    assert "Staat al bij het plan" not in page
    assert "Staat al bij het plan" in words(as_(world.bureau), reverse("timeline"))
    assert [hit.title for hit in find(None, "storm")] == ["Storm"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extra", "first", "last"),
    [
        ({"limit": "uiterlijk", "starts_precision": "year"}, "2024-12-31", "2024-12-31"),
        ({"limit": "voor", "starts_precision": "month"}, "2024-05-01", "2024-05-01"),
        ({"limit": "na", "starts_precision": "month"}, "2024-05-31", "2024-05-31"),
        ({"starts_precision": "month"}, "2024-05-01", "2024-05-31"),
        ({"ends_on": datetime.date(2025, 1, 1), "ends_precision": "year"}, "2024-05-14", "2025-12-31"),
    ],
)
def test_a_fact_stands_on_all_days_it_may_have_been(world, extra, first, last):
    making.event("Iets", datetime.date(2024, 5, 14), **extra)
    [found] = moments(world.bureau)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.django_db
@pytest.mark.parametrize(("inclusive", "day"), [(True, "2024-06-30"), (False, "2024-06-01")])
def test_a_last_day_of_a_plan_that_is_a_month_stands_at_its_border(world, inclusive, day):
    plan = planning.plan(planning.region(world, "Kreekdam"))
    planning.deadline(plan, datetime.date(2024, 6, 14), precision="month", inclusive=inclusive)
    [found] = [each for each in moments(world.bureau) if each.kind == EventKind.DEADLINE]
    assert (found.first.isoformat(), found.last.isoformat()) == (day, day)


@pytest.mark.django_db
def test_what_the_house_knows_to_the_year_fills_it(world):
    planned = {"expected_on": datetime.date(2027, 5, 14), "expected_precision": "year"}
    planning.plan(planning.region(world, "Kreekdam"), **planned)
    generation = themes.generation("Deltaplan", 2023)
    until = {"ends_on": datetime.date(2026, 1, 1), "ends_precision": "year"}
    set_up(type(generation).objects.filter(pk=generation.pk).update)(**until)
    found = {each.kind: (each.first.isoformat(), each.last.isoformat()) for each in moments(world.bureau)}
    assert found[EventKind.PLAN] == ("2027-01-01", "2027-12-31")
    assert found[EventKind.PERIOD][1] == "2026-12-31"


@pytest.mark.django_db
def test_a_proposal_is_not_on_the_line(world):
    agreeing.proposal(agreeing.a_task(), world.partner_org, starts_on=datetime.date(2024, 5, 1))
    assert moments(world.bureau) == []


@pytest.mark.django_db
def test_the_line_on_paper(world, as_):
    making.event("Storm", JULY)
    answer = as_(world.bureau).get(reverse("timeline_pdf"))
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert answer.content.startswith(b"%PDF")


@pytest.mark.django_db
def test_a_line_that_cannot_be_printed_leads_to_the_same_on_a_page(world, as_, monkeypatch):
    def too_heavy(html):
        raise PdfTooHeavy("as if")

    monkeypatch.setattr("zorgzaam.pdf.render", too_heavy)
    answer = as_(world.bureau).get(reverse("timeline_pdf"))
    assert answer.status_code == 422
    assert str(PdfTooHeavy("")) in answer.content.decode()
    assert f'href="{reverse("timeline")}">de pagina Tijdlijn</a>' in answer.content.decode()


@pytest.mark.django_db
def test_asking_for_the_headers_alone_prints_nothing(world, as_, monkeypatch):
    monkeypatch.setattr("zorgzaam.pdf.render", None)
    answer = as_(world.bureau).head(reverse("timeline_pdf"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


@pytest.mark.django_db
def test_an_empty_line_says_so(world, as_):
    assert "De tijdlijn is nog leeg" in words(as_(None), reverse("timeline"))
