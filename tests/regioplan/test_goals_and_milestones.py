"""Goals with indicators and milestones, kept by the netwerkbureau and by who leads the task."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.progress.models import Goal, MilestoneChange, MilestoneState
from regioplan.progress.portrait import progress_of
from tests.regioplan import making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.periods import last_day_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(world):
    made = making.a_task()
    making.accepted(world, made)
    return made


def goal_typed(**more):
    return {
        "text": "Niemand is alleen",
        "due_on": "2026-03-02",
        "due_precision": "month",
        "version": "",
        **more,
    }


@pytest.mark.parametrize("who", ["bureau", "partner"])
def test_a_goal_is_added_by_the_bureau_and_by_who_leads(world, task, as_, who):
    answer = as_(getattr(world, who)).post(reverse("goal_add", args=[task.pk]), goal_typed())
    assert answer.status_code == 302
    assert Goal.objects.get().due_on == datetime.date(2026, 3, 31)
    assert "Moest bereikt zijn in maart 2026" in words(as_(None), task.get_absolute_url())


def test_another_partner_keeps_out(world, task, as_):
    making.imported(task, world.other_org, role="partner")
    assert as_(world.other_partner).post(reverse("goal_add", args=[task.pk]), goal_typed()).status_code == 403


def test_a_goal_says_what_it_lacks_to_be_measured(world, task, as_):
    made = making.goal(task)
    assert progress_of(world.bureau, task).aims[0].missing == ["hoe we het meten", "wanneer het bereikt is"]
    making.indicator(made, target=None)
    assert "een streefwaarde" in progress_of(world.bureau, task).aims[0].missing
    assert "Nog nodig: een streefwaarde" in words(as_(world.bureau), task.get_absolute_url())
    assert "Nog nodig" not in words(as_(None), task.get_absolute_url())


def test_figures_are_drawn_with_their_table_and_source(world, task, as_):
    indicator = making.indicator(making.goal(task))
    url = reverse("measurement_add", args=[indicator.pk])
    for day, value in (("2025-01-01", "3"), ("2026-01-01", "4,5")):
        data = {"value": value, "measured_on": day, "origin": "GGD-monitor", "version": ""}
        assert as_(world.bureau).post(url, data).status_code == 302
    assert as_(world.bureau).post(url, data).status_code == 422, "one figure per day"
    page = words(as_(None), task.get_absolute_url())
    assert "Van 3 wijken op 1 januari 2025 naar 4,5 op 1 januari 2026. Het streven is 10 wijken." in page
    assert page.count("GGD-monitor") == 2


def test_a_figure_that_was_written_down_wrong_is_corrected_with_a_reason(world, task, as_):
    indicator = making.indicator(making.goal(task))
    wrong = making.measured(indicator, 300, datetime.date(2025, 1, 1))
    bureau, url = as_(world.bureau), reverse("measurement_correct", args=[wrong.pk])
    assert url in bureau.get(reverse("measurement_add", args=[indicator.pk])).content.decode()
    typed = {"value": "3", "measured_on": "2025-01-01", "origin": "eigen telling", "version": wrong.version}
    assert bureau.post(url, {**typed, "reason": ""}).status_code == 422
    assert bureau.post(url, {**typed, "reason": "Twee nullen te veel."}).status_code == 302
    assert "3 wijken" in words(as_(None), task.get_absolute_url())
    looked_back = words(bureau, reverse("history", args=["measurement", wrong.pk]))
    assert "Twee nullen te veel." in looked_back
    assert "300" in looked_back
    assert bureau.post(url, {**typed, "value": "4", "reason": "Te laat."}).status_code == 409


def test_a_figure_in_a_report_is_corrected_with_the_report(world, task, as_):
    report = making.draft(making.Agreement.objects.get())
    figure = making.measured(making.indicator(making.goal(task)), 3, datetime.date(2025, 1, 1), report=report)
    assert as_(world.bureau).get(reverse("measurement_correct", args=[figure.pk])).status_code == 404


@pytest.fixture
def milestone(task):
    return making.milestone(task, "Tien huiskamers", datetime.date(2026, 3, 31), planned_precision="month")


def move(client, milestone, state, **more):
    data = {"version": milestone.version, "state": state, "on": "", "precision": "day", "reason": "", **more}
    return client.post(reverse("milestone_move", args=[milestone.pk]), data)


def test_a_milestone_is_moved_with_a_reason_and_then_reached(world, task, milestone, as_):
    bureau = as_(world.bureau)
    assert move(bureau, milestone, "verschoven", on="2026-09-01").status_code == 422
    assert (
        move(
            bureau, milestone, "verschoven", on="2026-09-01", precision="half", reason="Geen pand."
        ).status_code
        == 302
    )
    milestone.refresh_from_db()
    assert milestone.planned_on == datetime.date(2026, 12, 31)
    assert move(bureau, milestone, "gehaald", on="2099-01-01").status_code == 422
    assert move(bureau, milestone, "gehaald", on="2026-02-01").status_code == 302
    page = words(as_(None), task.get_absolute_url())
    for said in (
        "Uiterlijk tweede helft van 2026",
        "Verschoven van maart 2026 naar tweede helft van 2026: Geen pand.",
        "Gehaald op 1 februari 2026.",
    ):
        assert said in page
    milestone.refresh_from_db()
    assert move(bureau, milestone, "vervallen", reason="Toch niet.").status_code == 422


@pytest.mark.parametrize(
    "known",
    [("month", "Gehaald: februari 2026."), ("year", "Gehaald: 2026."), ("day", "14 februari 2026")],
)
def test_what_is_reached_is_told_as_precisely_as_was_said(world, task, milestone, as_, known):
    precision, told = known
    for _ in range(2):
        answer = move(as_(world.bureau), milestone, "gehaald", on="2026-02-14", precision=precision)
        assert answer.status_code == 302, "the same again changes nothing"
    assert MilestoneChange.objects.get().on_precision == precision
    assert told in words(as_(None), task.get_absolute_url())


def test_reached_in_this_month_is_not_to_come(world, milestone, as_):
    today = timezone.localdate()
    last = last_day_of(today, "month")
    other = last + datetime.timedelta(days=1)
    assert move(as_(world.bureau), milestone, "gehaald", on=other, precision="month").status_code == 422
    assert move(as_(world.bureau), milestone, "gehaald", on=last, precision="month").status_code == 302


def test_a_move_on_an_old_page_is_refused(world, milestone, as_):
    milestone.move(by=world.bureau, to=datetime.date(2027, 1, 1), precision="day", reason="Later.")
    milestone.version = 1
    answer = move(as_(world.partner), milestone, "gehaald", on="2026-02-01")
    assert answer.status_code == 422
    assert MilestoneChange.objects.count() == 1


def test_to_its_own_day_is_no_move(world, milestone):
    milestone.move(by=world.bureau, to=milestone.planned_on, precision="month", reason="Toch niet.")
    assert (milestone.state, MilestoneChange.objects.count()) == (MilestoneState.PLANNED, 0)
    milestone.move(by=world.bureau, to=milestone.planned_on, precision="day", reason="De dag is bekend.")
    assert MilestoneChange.objects.get().planned == "31 maart 2026"


def test_dropping_twice_is_dropping_once(world, milestone):
    milestone.drop(by=world.bureau, reason="Kan niet.")
    milestone.drop(by=world.bureau, reason="Kan niet.")
    assert (MilestoneChange.objects.count(), milestone.state) == (1, MilestoneState.DROPPED)


def test_reached_on_one_day_is_not_reached_on_another(world, milestone, as_):
    opened = milestone.version
    milestone.reach(by=world.bureau, on=datetime.date(2026, 2, 1))
    milestone.version = opened
    assert move(as_(world.partner), milestone, "gehaald", on="2026-02-01").status_code == 302
    page = move(as_(world.partner), milestone, "gehaald", on="2026-01-01")
    assert page.status_code == 422
    assert "Deze mijlpaal is al gehaald op 1 februari 2026." in page.content.decode()


def test_moved_or_dropped_for_one_reason_is_not_for_another(world, milestone):
    where = {"to": datetime.date(2027, 1, 1), "precision": "day"}
    milestone.move(by=world.bureau, **where, reason="Geen pand.")
    with pytest.raises(ValidationError, match="al verschoven naar 1 januari 2027: Geen pand"):
        milestone.move(by=world.bureau, **where, reason="Geen geld.")
    milestone.drop(by=world.bureau, reason="Kan niet.")
    with pytest.raises(ValidationError, match="al vervallen: Kan niet"):
        milestone.drop(by=world.bureau, reason="Hoeft niet.")


def test_what_happened_to_a_milestone_stays(world, milestone):
    milestone.drop(by=world.bureau, reason="Kan niet.")
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: MilestoneChange.objects.update(reason="Kan best."))()


def test_the_last_day_of_what_was_said():
    for day, precision, last in [
        ("2026-03-02", "month", "2026-03-31"),
        ("2026-12-05", "season", "2027-02-28"),
        ("2026-07-05", "season", "2026-08-31"),
        ("2026-05-05", "half", "2026-06-30"),
        ("2026-05-05", "year", "2026-12-31"),
        ("2026-05-05", "day", "2026-05-05"),
    ]:
        assert last_day_of(datetime.date.fromisoformat(day), precision) == datetime.date.fromisoformat(last)
