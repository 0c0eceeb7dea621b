"""Kinds that come back begin with their records, each under its heading, in the structure of their form."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.briefings.document import build
from governance.briefings.fragments import NothingToShow, Span, fill
from governance.briefings.kinds import BriefingKind
from governance.briefings.models import Briefing
from governance.briefings.printing import to_html
from tests.governance import deciding, fragmented, letters
from tests.governance.council.meeting import a_session, soon
from tests.governance.council.registers import a_commitment, a_motion, a_question
from tests.regioplan import making, moneymaking
from tests.themes import making as themes
from tests.world import mandate, person
from themes.tasks.links import TaskTheme
from zorgzaam.snapshots import canonical

TODAY = timezone.localdate


def begun(world, as_, kind):
    """What somebody gets who begins a briefing of this kind to the Staten."""
    asked = {"kind": kind, "addressee": world.staten.pk, "subject": f"Over {kind}"}
    assert as_(world.bureau).post(reverse("briefing_new"), asked).status_code == 302
    return Briefing.objects.get(subject=f"Over {kind}")


def sections(briefing):
    """Heading -> the blocks under it, as the reader would get them."""
    return {section["heading"]: section["blocks"] for section in build(briefing)["sections"]}


def test_the_stand_of_commitments_and_motions_is_a_table_each_with_light_stand_and_term(world, as_):
    late = TODAY() - datetime.timedelta(days=1)
    a_commitment(world.staten, "Te laat", due_on=late, promised_by_role="de gedeputeerde voor zorg")
    a_commitment(world.staten, "Nog geen dag", term_text="na de zomer")
    found = sections(begun(world, as_, BriefingKind.STATUS))
    assert list(found) == ["Toezeggingen", "Moties"]
    rows = {row["text"]: row for row in found["Toezeggingen"][0]["data"]["commitments"]}
    assert (rows["Te laat"]["light"], rows["Nog geen dag"]["light"]) == ("rood", "oranje")
    assert rows["Te laat"]["who"] == "de gedeputeerde voor zorg"
    assert rows["Nog geen dag"]["term"] == "na de zomer"
    assert "geen motie die openstaat" in found["Moties"][0]["html"], "it says that there is none"


def test_a_light_is_that_of_the_day_of_the_letter(world):
    due = TODAY() - datetime.timedelta(days=100)
    a_commitment(world.staten, "Te laat", due_on=due)
    asked = {"council": str(world.staten.pk)}

    def light(day):
        return fill("promises", asked, day)["commitments"][0]["light"]

    before = [datetime.timedelta(days=days) for days in (40, 30, 0, -1)]
    assert [light(due - each) for each in before] == ["groen", "oranje", "oranje", "rood"]


def test_the_termijnagenda_goes_by_month_and_what_has_no_day_comes_last(world, as_):
    year = TODAY().year + 1
    first, second = datetime.date(year, 2, 3), datetime.date(year, 5, 4)
    a_commitment(world.staten, "Ooit", term_text="na de zomer")
    a_commitment(world.staten, "In mei", due_on=second)
    a_motion(world.staten, "In februari", due_on=first)
    a_commitment(world.staten, "Te laat", due_on=TODAY() - datetime.timedelta(days=9))
    a_session(world.staten, "Een sessie", held_on=second)
    a_session(world.staten, "Afgelast", held_on=second, state="afgelast", state_reason="Ziek")
    a_commitment(world.council, "Van een andere raad", due_on=first)
    briefing = begun(world, as_, BriefingKind.AGENDA)
    groups = sections(briefing)["Termijnagenda"][0]["data"]["groups"]
    told = {group["when"]: {row["text"] for row in group["rows"]} for group in groups}
    assert list(told) == [
        "De termijn is voorbij",
        f"Februari {year}",
        f"Mei {year}",
        "Nog geen dag afgesproken",
    ]
    assert told[f"Mei {year}"] == {"In mei", "Een sessie"}
    quarters = fill("term_agenda", {"council": str(world.staten.pk), "per": "kwartaal"}, TODAY())["groups"]
    assert [group["when"] for group in quarters][1:3] == [f"1e kwartaal {year}", f"2e kwartaal {year}"]


def test_a_progress_report_goes_theme_by_theme_under_the_same_headings(world, as_):
    fragmented.theme(world)
    briefing = begun(world, as_, BriefingKind.PROGRESS)
    found = sections(briefing)
    assert list(found) == ["Voortgang per opgave", "Thema 1: Jong en gezond", "Geld"]
    html = to_html(canonical(build(briefing)))
    place = [html.index(f"<h3>{heading}") for heading in ("Doel", "Opgaven en voortgang", "Geld", "Risico’s")]
    assert place == sorted(place)
    assert "Het gaat rood." in html[place[-1] :]
    assert "<title>Kleuren van de laatste rapportages per opgave. Opgave 1: 1 rood.</title>" in html


def brought_in(world, name, *, named, role):
    """A decision on an item that this person brought in."""
    who = person(name, named_publicly=named)
    mandate(who, world.coalition, role)
    item = deciding.an_item_of(world.coalition, f"Punt van {name}", owner_person=who)
    made = deciding.in_writing(world.coalition, f"Besluit van {name}", item=item, meeting=item.meeting)
    return deciding.adopt(made, on=TODAY())


def test_a_list_of_decisions_names_the_portfolio_holder_who_may_be_named(world, as_):
    holder = Role.PORTFOLIO_HOLDER
    known = brought_in(world, "Hanna Houder", named=True, role=holder)
    for name, named, role in (("Stille Houder", False, holder), ("Lies Lid", True, Role.MEMBER)):
        brought_in(world, name, named=named, role=role)
    briefing = begun(world, as_, BriefingKind.DECISIONS)
    (data,) = [block["data"] for block in sections(briefing)["Besluiten"]]
    assert {row["title"]: row["holder"] for row in data["rows"] if row["holder"]} == {
        known.title: "Hanna Houder"
    }
    html = to_html(canonical(build(briefing)))
    assert html.count("Portefeuillehouder</h4>") == 1
    assert "niet genoemd" not in html


def test_a_list_of_decisions_has_title_points_and_summary(world, as_):
    words = "<p>Zij <strong>werken</strong> &amp; leren.</p>"
    deciding.decided(world.coalition, "Buurtteams", considerations=words)
    deciding.decided(world.coalition, "Geheim", publicity="besloten", publicity_ground="Woo")
    briefing = begun(world, as_, BriefingKind.DECISIONS)
    html = to_html(canonical(build(briefing)))
    order = ["<h3>1. Buurtteams</h3>", "Beslispunten</h4>", deciding.POINTS[0]]
    place = [html.index(each) for each in (*order, "Samenvatting</h4>", "Zij werken &amp; leren.")]
    assert place == sorted(place)
    assert "Geheim" not in html


def test_what_nobody_knows_of_a_theme_is_one_sentence_and_no_heading(world):
    known = fragmented.theme(world)
    generation = themes.ThemeGeneration.objects.get()
    made = themes.theme(generation, "Leren", number=7)
    briefing = letters.draft(world)
    letters.fragment(letters.section(briefing, "Thema"), "theme_report", theme=made)
    html = to_html(canonical(build(briefing)))
    everything = "het doel, welke opgaven erbij horen, welk geld erbij hoort en hoe het gaat"
    assert f"Van Leren is nog niet bekend: {everything}." in html
    assert not [heading for heading in ("Doel", "Geld", "Opgaven en voortgang") if f"<h3>{heading}" in html]
    assert fill("theme_report", known, TODAY())["unknown"] == "", "the control"


def test_decisions_are_those_since_the_letter_before(world):
    long_ago = TODAY() - datetime.timedelta(days=40)
    deciding.adopt(deciding.in_writing(world.coalition, "Toen"), on=long_ago)
    deciding.decided(world.coalition, "Daarna")
    asked = {"body": str(world.coalition.pk)}

    chosen = {**asked, "since": "2020-01-01"}

    def titles(since=None):
        return [row["title"] for row in fill("decisions_since", asked, TODAY(), span=Span(since))["rows"]]

    assert titles() == ["Toen", "Daarna"]
    assert titles(since=long_ago) == ["Daarna"]
    assert [row["title"] for row in fill("decisions_since", chosen, TODAY(), span=Span(TODAY()))["rows"]] == [
        "Toen",
        "Daarna",
    ]
    with pytest.raises(NothingToShow):
        titles(since=TODAY())


def test_the_second_of_a_kind_prints_what_changed_and_a_list_of_decisions_never(world, as_):
    a_commitment(world.staten, "Een notitie", term_text="na de zomer")
    deciding.decided(world.coalition)
    before = TODAY() - datetime.timedelta(days=30)
    for kind, told in ((BriefingKind.STATUS, True), (BriefingKind.DECISIONS, False)):
        first = letters.draft(world, "De eerste", kind=kind, dated_on=before)
        letters.published(world, first)
        briefing = begun(world, as_, kind)
        since = build(briefing)["since"]
        assert bool(since) is told
        heading = "<h2>Wat is er veranderd sinds"
        assert (heading in to_html(canonical(build(briefing)))) is told


def test_a_written_kind_begins_empty(world, as_):
    a_commitment(world.staten)
    assert sections(begun(world, as_, BriefingKind.NOTICE)) == {}


def costs(key, parameters):
    with CaptureQueriesContext(connection) as found:
        fill(key, parameters, TODAY())
    return len(found)


def more(world):
    """A lot more of what this fragment tells of."""
    instrument = moneymaking.instrument("Groei")
    for number in range(1, 16):
        a_commitment(world.staten, f"Toezegging {number}")
        a_motion(world.staten, f"Motie {number}")
        a_question(world.staten, f"Vraag {number}")
        a_session(world.staten, f"Sessie {number}", held_on=soon(number))
        deciding.decided(world.coalition, f"Besluit {number}")
        moneymaking.amount(instrument, year=2000 + number)


@pytest.mark.parametrize("key", ["promises", "term_agenda", "decisions_since", "decision_list", "money"])
def test_a_fragment_costs_the_same_for_one_and_for_many(world, key):
    parameters = fragmented.FILLED[key](world)
    few = costs(key, parameters)
    more(world)
    assert costs(key, parameters) == few


def test_a_theme_costs_the_same_for_one_task_and_for_many(world):
    parameters = fragmented.FILLED["theme_report"](world)
    few = costs("theme_report", parameters)
    (link,) = TaskTheme.objects.select_related("task__task_list", "theme")
    for number in range(2, 12):
        task = themes.task(link.task.task_list, number, f"Opgave {number}")
        themes.touches(task, link.theme)
        making.report(world, making.accepted(world, task))
        making.milestone(task, f"Mijlpaal {number}", TODAY())
        moneymaking.share(moneymaking.amount(moneymaking.instrument(f"Subsidie {number}")), task)
    assert len(fill("theme_report", parameters, TODAY())["tasks"]) == 11
    assert costs("theme_report", parameters) == few
