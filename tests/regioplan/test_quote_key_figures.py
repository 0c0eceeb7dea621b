"""A number comes with its source and its day, is drawn and written, and stays in a briefing as it was quoted."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from governance.briefings.fragments import NothingToShow, fill
from regioplan.figures.drawing import chart_of
from regioplan.figures.models import FigureValue, KeyFigure
from tests.governance import letters
from tests.regioplan import publicmaking as making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.search import find
from zorgzaam.ui.charts import TOP
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def shortage():
    """Four percent counted, eleven expected."""
    figure = making.figure()
    making.value(figure, "4", 2020, exactness="ongeveer")
    making.value(figure, "11", 2032, exactness="ongeveer", forecast=True)
    return KeyFigure.objects.shown().get(pk=figure.pk)


@set_up
def raw(figure, **extra):
    """Past the form, straight into the database."""
    known = {"source": making.source(), "stated_on": making.DAY, "starts_on": making.DAY}
    return FigureValue.objects.create(figure=figure, value=4, **{**known, **extra})


def typed(**more):
    return {
        "value": "4,5", "exactness": "ongeveer", "starts_on": "2020-01-01", "starts_precision": "year",
        "ends_precision": "day", "source": making.source().pk, "stated_on": "2025-03-04",
        "stated_precision": "day", **more,
    }  # fmt: skip


def test_a_number_from_form_to_page(world, as_):
    figure = making.figure()
    bureau, add = as_(world.bureau), reverse("figure_value_add", args=[figure.pk])
    assert "nog niet bekend" in words(as_(None), reverse("key_figures"))
    for missing in ("source", "stated_on", "starts_on"):
        assert bureau.post(add, typed(**{missing: ""})).status_code == 422, missing
        with pytest.raises(IntegrityError), transaction.atomic():
            raw(figure, **{missing: None})
    assert bureau.post(add, typed()).status_code == 302
    assert "ongeveer 4,5% 2020" in words(as_(None), reverse("key_figures"))
    page = words(as_(None), figure.get_absolute_url())
    assert "Voor welk gebied Nog niet bekend" in page
    assert "Bron: Stuk brief . Stand van 4 maart 2025." in page
    assert [hit.title for hit in find(None, "lege plekken")] == [figure.name]
    assert b"Lege plekken" in as_(None).get(reverse("key_figures_export", args=["csv"])).content


def test_a_series_is_drawn_and_says_the_same_in_words(world, as_):
    figure = shortage()
    drawn = chart_of(figure)
    assert drawn is not None
    assert drawn.chart.description == (
        "Lege plekken in de zorg. 2020: ongeveer 4%; 2032: ongeveer 11% (verwachting)."
    )
    assert [mark.forecast for mark in drawn.marks] == [False, True]
    assert all(point.y >= TOP for point in drawn.chart.points), "above the highest number is a round one"
    assert drawn.told == "", "one number that was counted is no line"
    assert drawn.expected, "the way to what is expected is dashed"
    html = as_(None).get(figure.get_absolute_url()).content.decode()
    assert '<title id="cijfer-titel">Lege plekken in de zorg</title>' in html
    assert "stroke-dasharray" in html
    page = words(as_(None), figure.get_absolute_url())
    assert "2032 ongeveer 11% verwachting" in page
    assert figure.newest.amount == "ongeveer 4%", "what is expected is not how it is"


def test_one_number_is_no_chart(world):
    figure = making.figure()
    making.value(figure, "4", 2020)
    assert chart_of(KeyFigure.objects.shown().get()) is None


def test_two_sources_that_disagree_both_stay(world, as_):
    figure = making.figure()
    making.value(figure, "4", 2020, stated_on=datetime.date(2021, 1, 1))
    making.value(figure, "5", 2020, source=making.source("nieuw"))
    making.value(figure, "6", 2021)
    page = words(as_(None), figure.get_absolute_url())
    assert "2020 4%" in page
    assert "2020 5%" in page
    drawn = chart_of(KeyFigure.objects.shown().get())
    assert [mark.point.label for mark in drawn.marks] == ["5%", "6%"]
    with pytest.raises(IntegrityError), transaction.atomic():
        making.value(figure, "7", 2020)


def test_the_newest_statement_about_a_year_is_the_number_everywhere(world):
    figure = making.figure()
    for number, stated, code in (("4", 2021, "oud"), ("5", 2023, "nieuw"), ("3", 2019, "oudst")):
        making.value(figure, number, 2020, stated_on=datetime.date(stated, 1, 1), source=making.source(code))
    for number, stated, code in (("11", 2021, "oud"), ("12", 2023, "nieuw")):
        told = {"stated_on": datetime.date(stated, 1, 1), "source": making.source(code), "forecast": True}
        making.value(figure, number, 2032, **told)
    figure = KeyFigure.objects.shown().get()
    assert (figure.newest.amount, figure.expected.amount) == ("5%", "12%")
    assert [mark.point.label for mark in chart_of(figure).marks] == ["5%", "12%"]


def test_the_line_between_two_counts_is_whole_after_a_forecast_too(world):
    figure = making.figure()
    for number, year in ((4, 2019), (6, 2020), (5, 2021), (7, 2022), (9, 2030)):
        making.value(figure, str(number), year, forecast=year in (2020, 2030))
    drawn = chart_of(KeyFigure.objects.shown().get())
    at = [f"{point.x} {point.y}" for point in drawn.chart.points]
    assert drawn.expected == f"M{at[0]} L{at[1]} M{at[3]} L{at[4]}"
    assert drawn.told == f"M{at[1]} L{at[2]} L{at[3]}"


def test_a_briefing_keeps_the_figure_as_it_was_quoted(world, as_):
    figure = shortage()
    briefing = letters.draft(world)
    letters.fragment(
        letters.section(briefing, "In cijfers", "<p>Waarom nu.</p>"), "key_figure", figure=figure
    )
    letters.published(world, briefing)
    page = reverse("briefing", args=[briefing.pk])
    quoted = [
        "Zoveel mensen te weinig.",
        "ongeveer 4%",
        "2032 (verwachting)",
        "Stuk brief, stand van 4 maart 2025",
    ]
    before = words(as_(None), page)
    assert [line for line in quoted if line not in before] == []
    set_up(figure.values.update)(value=9)
    set_up(KeyFigure.objects.update)(meaning="Heel wat anders.")
    assert words(as_(None), page) == before
    assert "ongeveer 9%" in words(as_(None), figure.get_absolute_url()), "the control"


def test_a_briefing_quotes_nothing_that_was_not_known_yet(world):
    figure = making.figure()
    making.value(figure, "4", 2020, stated_on=making.DAY)
    asked = {"figure": str(figure.pk)}
    assert fill("key_figure", asked, making.DAY)["rows"][0]["amount"] == "4%"
    with pytest.raises(NothingToShow):
        fill("key_figure", asked, making.DAY - datetime.timedelta(days=1))


def test_a_file_of_numbers_is_no_more_precise_than_their_source(world, as_):
    making.value(making.figure(), "4", 2020, stated_on=datetime.date(2024, 1, 1), stated_precision="year")
    head, row = as_(None).get(reverse("key_figures_export", args=["csv"])).content.decode().splitlines()
    assert head.split(";")[-2:] == ["Stand van", "Precies tot op"]
    assert row.split(";")[-2:] == ["2024-01-01", "jaar"]


def post(client, page, figure, **data):
    return client.post(reverse(page, args=[figure.pk]), {"version": figure.version, **data})


def on_the_page_for_inhabitants(as_):
    return [row.name for row in as_(None).get(reverse("inhabitants")).context["figures"]]


def test_inhabitants_see_the_figures_that_were_chosen_in_that_order(world, as_):
    money, people = making.figure("Geld", position=1), making.figure("Handen", position=9)
    words_of = {"meaning": "Zoveel.", "unit": "%", "position": 5}
    assert on_the_page_for_inhabitants(as_) == [], "being first in line is not enough"
    assert "Waarom is het nodig?" not in words(as_(None), reverse("inhabitants"))
    assert "Kies bij een kerncijfer een plaats" in words(as_(world.bureau), reverse("inhabitants"))
    for wrong in ("0", "10", "vooraan"):
        page = post(as_(world.bureau), "key_figure_edit", people, name="Handen", headline=wrong, **words_of)
        assert page.status_code == 422, wrong
        assert "Kies een plaats van 1 tot en met 9" in page.content.decode()
    for figure, place in ((money, 2), (people, 1)):
        told = {"name": figure.name, "headline": place, **words_of}
        assert post(as_(world.bureau), "key_figure_edit", figure, **told).status_code == 302
    assert on_the_page_for_inhabitants(as_) == ["Handen", "Geld"]
    with pytest.raises(IntegrityError), transaction.atomic():
        making.figure("Past", headline=0)


def test_a_withdrawn_figure_leaves_every_list_and_says_why_on_its_own_page(world, as_):
    figure, other = making.figure(headline=1), making.figure("Handen", headline=2)
    making.value(figure, "4", 2020)
    making.value(other, "5", 2020)

    def lists():
        export = as_(None).get(reverse("key_figures_export", args=["csv"])).content.decode()
        return [
            figure.name in on_the_page_for_inhabitants(as_),
            figure.name in words(as_(None), reverse("key_figures")),
            figure.name in export,
            bool(find(None, "lege plekken")),
        ]

    assert lists() == [True] * 4, "the control"
    bureau = as_(world.bureau)
    assert post(bureau, "key_figure_withdraw", figure).status_code == 422, "without a reason"
    assert post(bureau, "key_figure_withdraw", figure, reason="Verkeerd geteld.").status_code == 302
    assert lists() == [False] * 4
    assert on_the_page_for_inhabitants(as_) == ["Handen"]
    page = words(as_(None), figure.get_absolute_url())
    assert "Dit cijfer is ingetrokken" in page
    assert "Verkeerd geteld." in page
    assert figure.name in words(bureau, reverse("key_figures")), "the netwerkbureau finds it back"
    figure.refresh_from_db()
    assert post(bureau, "key_figure_restore", figure).status_code == 302
    assert lists() == [True] * 4
    assert "ingetrokken" not in words(as_(None), figure.get_absolute_url())


def test_a_figure_is_withdrawn_once_for_one_reason_and_never_deleted(world):
    one = making.figure()
    twin, stale = KeyFigure.objects.get(), KeyFigure.objects.get()
    one.withdraw(by=world.bureau, reason="Verkeerd geteld.")
    version = one.version
    twin.withdraw(by=world.bureau, reason="Verkeerd geteld.")
    assert twin.version == version
    with pytest.raises(ValidationError, match="al ingetrokken: Verkeerd geteld"):
        twin.withdraw(by=world.bureau, reason="Oud.")
    with pytest.raises(StaleVersion):
        stale.restore(by=world.bureau)
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(KeyFigure.objects.update)(withdrawn_because="")
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(one.delete)()


def test_what_was_quoted_stays_quoted_after_the_figure_is_withdrawn(world, as_):
    figure = shortage()
    briefing = letters.draft(world)
    letters.fragment(
        letters.section(briefing, "In cijfers", "<p>Waarom nu.</p>"), "key_figure", figure=figure
    )
    letters.published(world, briefing)
    page = reverse("briefing", args=[briefing.pk])
    before = words(as_(None), page)
    assert "ongeveer 4%" in before
    figure.withdraw(by=world.bureau, reason="Verkeerd geteld.")
    assert words(as_(None), page) == before
    with pytest.raises(NothingToShow):
        fill("key_figure", {"figure": str(figure.pk)}, making.DAY)
