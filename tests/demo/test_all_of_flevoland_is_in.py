"""What the documents say of themes, tasks, plans, money and parties is in, and on a page: counted in both."""

from html import unescape

import pytest
from django.urls import reverse

from partners.organisations.models import Organisation
from regioplan.accords.models import Accord, AccordParty
from regioplan.approvals.stand import stands
from regioplan.funding.amounts import Allocation
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
from regioplan.local_actions.models import LocalAction
from regioplan.plans.models import Deadline, Plan, PlanVersion
from tests.themes.reading import words
from themes.models import (
    AssessmentCriterion,
    CareDomain,
    CareService,
    DiscussionQuestion,
    DocumentTheme,
    Finding,
    Objective,
    PreventionLevel,
    StrategicPrinciple,
    TaskLink,
    TaskPart,
    Theme,
    ThemeKinship,
    ThemeName,
    ThemeTask,
    ThemeTaskLink,
    TransformationTask,
)
from zorgzaam.demo.ids import demo_id
from zorgzaam.sources import Source, SourceConflict
from zorgzaam.standing import NOBODY, StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo", "_in_the_demo")]
CODES = {
    "gezonde-inwoner": ["1", "2", "3", "1", "2", "3"],
    "acute-zorgketen": ["1", "2", "3", "4", "5", "1", "2", "3", "4", "5"],
    "chronische-zorg": ["1a", "1b", "(zonder nummer)", "1", "2"],
    "ouderen": ["1", "2", "3", "4", "1", "2", "3", "4"],
    "psychische-kwetsbaarheid": ["1", "1a", "1b", "1", "2", "3"],
}
OBJECTIVES = {"gezonde-inwoner": 2, "acute-zorgketen": 3, "chronische-zorg": 2, "ouderen": 2}
FINDINGS = {
    "gezonde-inwoners": 4,
    "mentale-gezondheid": 6,
    "kwetsbare-inwoners": 4,
    "gezond-ouder-worden": 3,
    "gezond-opgroeien": 4,
    "zorgtransformatie-toegankelijkheid": 3,
}


def theme(key):
    return Theme.objects.get(pk=demo_id("theme", key))


def shown(page, texts):
    """How many of these texts stand on the page."""
    return sum(" ".join(unescape(str(text)).split()) in page for text in texts)


def test_each_theme_of_2021_shows_its_opgaven_with_printed_codes_and_its_objectives(as_):
    assert {key: [row.code for row in _in_order(key)] for key in CODES} == CODES
    assert sum(map(len, CODES.values())) == 18 + 17 == ThemeTask.objects.count()
    assert Objective.objects.count() == 10
    visitor = as_(None)
    for key, codes in CODES.items():
        one = theme(key)
        page = words(visitor, one.get_absolute_url())
        assert shown(page, [row.text for row in _in_order(key)]) == len(codes), key
        assert page.count("Volgens: ") == 2, key
        assert shown(page, [row.text for row in one.objectives.all()]) == OBJECTIVES.get(key, 1), key
        assert shown(page, [one.goal, one.intended_result]) == 2, key


def _in_order(key):
    return theme(key).tasks.order_by("document__position", "position")


def test_each_theme_of_2023_shows_its_findings_and_what_nobody_said(as_):
    assert {key: theme(key).findings.count() for key in FINDINGS} == FINDINGS
    assert Finding.objects.count() == 24
    for key, many in FINDINGS.items():
        page = words(as_(None), theme(key).get_absolute_url())
        assert shown(page, theme(key).findings.values_list("text", flat=True)) == many, key
        assert page.count("Nog niet bekend") == 2, "goal and result of no theme of 2023 are in a source"


def test_a_renamed_theme_and_kinship_that_nobody_stated(as_):
    [former] = ThemeName.objects.all()
    page = words(as_(None), former.theme.get_absolute_url())
    assert (
        shown(page, [former.name, former.reason, "Op welke dag de naam veranderde, is nog niet bekend"]) == 3
    )
    assert ThemeKinship.objects.filter(derived=True).count() == ThemeKinship.objects.count() == 4
    for kin in ThemeKinship.objects.select_related("earlier", "later"):
        assert f"{kin.earlier.name} afgeleid" in words(as_(None), kin.later.get_absolute_url())
        assert f"{kin.later.name} afgeleid" in words(as_(None), kin.earlier.get_absolute_url())
    assert ThemeTaskLink.objects.filter(derived=True).count() == ThemeTaskLink.objects.count() == 17


def test_the_page_of_themes_holds_all_reference_data(as_):
    page = words(as_(None), reverse("themes"))
    for model, field, many in [
        (Theme, "name", 11),
        (StrategicPrinciple, "text", 9),
        (DiscussionQuestion, "text", 5),
        (CareDomain, "payer", 4),
        (CareService, "name", 16),
    ]:
        told = list(model.objects.values_list(field, flat=True))
        assert (len(told), shown(page, told)) == (many, many), model
    for model, many in [(AssessmentCriterion, 4), (PreventionLevel, 4)]:
        told = [name.capitalize() for name in model.objects.values_list("name", flat=True)]
        assert (len(told), shown(page, told)) == (many, many), model
    assert DocumentTheme.objects.count() == 5 + 5 + 6, "two orders of the first themes, one of the later"


def test_tasks_of_two_lists_with_what_they_became(as_):
    first = TransformationTask.objects.filter(task_list=demo_id("task-list", "startconferentie-2023"))
    later = TransformationTask.objects.filter(task_list=demo_id("task-list", "regioplan-2023"))
    assert [task.number for task in first.order_by("number")] == list(range(8))
    assert first.get(overarching=True).number == 0
    assert later.count() == 3
    page = words(as_(None), reverse("tasks"))
    assert shown(page, [task.title for task in [*first, *later]]) == 11
    parts = list(TaskPart.objects.filter(task_list=demo_id("task-list", "regioplan-2023")))
    assert (len(parts), shown(page, [part.title for part in parts])) == (14, 14)
    assert [sum(part.kind == kind for part in parts) for kind in ("bouwsteen", "fundament")] == [8, 6]
    assert set(TaskLink.objects.values_list("earlier__number", flat=True)) == set(range(1, 8))
    for task in first:
        assert shown(words(as_(None), task.get_absolute_url()), task.text.split("\n\n")) >= 1


def test_plans_with_their_last_days_and_five_colleges(as_):
    assert (Plan.objects.count(), PlanVersion.objects.count(), Deadline.objects.count()) == (5, 3, 5)
    for stand in stands(StandIn(NOBODY), Plan.objects.filter(needs_decisions=True)):
        assert len(stand.cells) == 5
        page = words(as_(None), stand.plan.get_absolute_url())
        assert shown(page, [cell.municipality.name for cell in stand.cells]) == 5
        assert shown(page, [row.words for row in stand.plan.deadlines.filter(shown=False)]) in (0, 2)
        unknown = sum(cell.fact is None for cell in stand.cells)
        assert page.count("Nog niet bekend") >= unknown > 0
    page = words(as_(None), reverse("approvals"))
    assert shown(page, ["Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk"]) == 5
    agenda = words(as_(None), Plan.objects.get(kind="werkagenda").get_absolute_url())
    assert "Het besluit was nodig uiterlijk 15 november 2026. Die dag is voorbij." in agenda
    assert "Of de colleges op tijd besloten, is nog niet bekend." in agenda


def test_money_has_ten_instruments_of_the_documents_and_no_amount_without_a_public_source(as_):
    assert FundingInstrument.objects.filter(source__code__startswith="s").count() == 10
    assert OfficePayer.objects.count() == 3
    assert (FundingMandate.objects.count(), FundingApplication.objects.count()) == (2, 1)
    assert sorted(ApplicationStep.objects.values_list("is_plan", flat=True)) == [False, True]
    page = words(as_(None), reverse("funding"))
    assert shown(page, FundingInstrument.objects.values_list("name", flat=True)) == 11
    assert shown(page, {payer.name for payer in OfficePayer.objects.all()}) == 3
    assert not Allocation.objects.exclude(source__code__startswith="pub").exists()
    for instrument in FundingInstrument.objects.all():
        found = words(as_(None), instrument.get_absolute_url())
        assert instrument.source.title in found
        if not instrument.allocations.exists():
            assert "Bedragen zijn nog niet bekend" in found


def test_the_parties_of_the_iza_and_the_organisations_the_documents_name(as_):
    assert Accord.objects.count() == 3
    page = words(as_(None), reverse("accords"))
    told = list(AccordParty.objects.values_list("name", flat=True))
    assert (len(told), shown(page, told)) == (15, 15)
    assert "De tekst zegt: dertien partijen" in page
    assert page.count("Welke partijen meedoen, is hier nog niet bekend.") == 2
    named = Organisation.objects.filter(source__code__startswith="s")
    # Thirty, without the Staten and Gedeputeerde Staten, which are bodies, and a website, which is where a plan stands.
    assert named.count() == 27
    for organisation in named:
        assert organisation.source.title in words(as_(None), organisation.get_absolute_url())


def test_what_dronten_does_and_that_nobody_said_it_of_the_others(as_):
    actions = LocalAction.objects.filter(municipality=demo_id("municipality", "dronten"))
    assert actions.count() == LocalAction.objects.count() == 8
    page = words(as_(None), reverse("municipality", args=["dronten"]))
    assert shown(page.lower(), [action.text.lower() for action in actions]) == 8
    assert page.count("Wanneer: nog niet bekend") == page.count("Hoe ver het is: nog niet bekend") == 8
    for slug in ("almere", "lelystad", "noordoostpolder", "urk", "zeewolde"):
        page = words(as_(None), reverse("municipality", args=[slug]))
        assert "zelf doet, is nog niet bekend." in page, slug


def test_where_documents_disagree_is_told_where_one_reads_about_it(as_):
    assert (Source.objects.count(), SourceConflict.objects.count()) == (21, 48)
    everything = words(as_(None), reverse("sources"))
    assert everything.count("Voorstel, nog niet beslist") == 48
    spuk = FundingInstrument.objects.get(name="SPUK IZA").get_absolute_url()
    for code, url in [
        ("o02", reverse("accords")),
        ("o07", reverse("themes")),
        ("o14", spuk),
        ("o14", reverse("funding")),
        ("o22", reverse("tasks")),
        ("o42", reverse("transformation_plans")),
        ("o43", reverse("funding")),
    ]:
        conflict = SourceConflict.objects.get(code=code)
        page = words(as_(None), url).lower()
        assert conflict.topic.lower() in page, (code, url)
        assert shown(page, [reading["value"].lower() for reading in conflict.readings]) == len(
            conflict.readings
        )
