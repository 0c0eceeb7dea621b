"""What progress tells the rest of the house: places, todos, mail and history."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.models import Agreement, Role, State
from regioplan.progress import rules
from regioplan.progress.due import Due, due_reports, last_period
from regioplan.progress.emails import KIND, still_late
from regioplan.progress.models import Goal
from regioplan.progress.periods import ReportPeriod
from regioplan.progress.portrait import progress_of
from regioplan.progress.reports import Measurement, ProgressReport, ReportState
from zorgzaam import places, search, today
from zorgzaam.access import may
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("task.progress", "progress", of_task)
    places.register("partner", "progress", on_portal, order=17)
    places.register("agreement.progress", "progress", of_agreement)
    places.register("municipality.bodies", "progress", of_municipality, order=10)
    places.register("home", "progress", on_home, order=70)
    today.register("progress", todos)
    may_still_go(KIND, still_late)
    goals = Goal.objects.select_related("task")
    search.register("goal", search.Searchable("Doel", goals.all, "text", line=lambda goal: goal.task.title))
    pages.register("report", pages.Historied(ProgressReport.objects.all, "regioplan.view_history_of_report"))
    pages.register("measurement", pages.Historied(Measurement.objects.all, "regioplan.correct_figure"))


def of_task(request: HttpRequest, task: Any) -> Block:
    """Goals with their figures, milestones and reports of a task."""
    may_keep = may(request.user, "regioplan.keep_progress", task)
    context = {"task": task, "progress": progress_of(request.user, task), "may_keep": may_keep}
    return Block("regioplan/task_progress.html", context)


def of_agreement(request: HttpRequest, agreement: Any) -> Block | None:
    """How it goes with what was agreed, and for who leads the way to tell it, asked for or not."""
    rows = ProgressReport.objects.visible_to(request.user).filter(agreement=agreement)
    reports = list(rows.standing_now().shown().order_by("-ends_on"))
    drafts = list(rows.filter(state=ReportState.DRAFT).order_by("-ends_on"))
    leads = agreement.role == Role.LEAD and agreement.state == State.ACCEPTED
    mine = leads and may(request.user, "regioplan.write_report", agreement)
    period = open_period(agreement, last_period(timezone.localdate()), [*reports, *drafts]) if mine else None
    later = mine and agreement.has_to_begin
    if not reports and not drafts and not period and not later:
        return None
    context = {
        "agreement": agreement, "reports": reports, "drafts": drafts, "period": period, "later": later,
    }  # fmt: skip
    return Block("regioplan/agreement_progress.html", context)


def open_period(
    agreement: Agreement, period: ReportPeriod | None, written: list[ProgressReport]
) -> ReportPeriod | None:
    """`period` when this agreement held in it and nothing was written about it yet; else None."""
    if period is None or not agreement.covers(period.starts_on, period.ends_on):
        return None
    told = {(report.agreement_id, report.starts_on, report.ends_on) for report in written}
    return None if (agreement.pk, period.starts_on, period.ends_on) in told else period


def of_municipality(request: HttpRequest, municipality: Any) -> Block:
    """The way to the dashboard of this municipality."""
    return Block("regioplan/municipality_block.html", {"municipality": municipality})


def on_home(request: HttpRequest, subject: Any) -> Block:
    """The way to the dashboard of the region."""
    return Block("regioplan/progress_on_home.html")


def on_portal(request: HttpRequest, subject: Any) -> Block | None:
    """Reports of my organisations: what they can tell about now, drafts, and the last that were handed in."""
    mine = standing_of(request.user).organisations
    rows = ProgressReport.objects.visible_to(request.user).filter(agreement__organisation_id__in=mine)
    found = list(rows.shown().order_by("state", "-ends_on", "-edited_at")[:10])
    led = Agreement.objects.filter(role=Role.LEAD, state=State.ACCEPTED, organisation_id__in=mine).shown()
    period = last_period(timezone.localdate())
    written = list(rows.filter(starts_on=period.starts_on, ends_on=period.ends_on)) if period else []
    context = {
        "reports": found,
        "period": period,
        "to_tell": [each for each in led if open_period(each, period, written)],
    }
    return Block("regioplan/own_reports.html", context) if found or context["to_tell"] else None


def todos(user: Reader) -> list[Todo]:
    """Reports my organisations are asked for; for the netwerkbureau how many are late."""
    standing, day = standing_of(user), timezone.localdate()
    found = []
    if standing.organisations:
        found = _to_write(user, due_reports(day, standing.organisations))
    if standing.is_bureau and (late := [due for due in due_reports(day) if due.is_late]):
        many = len(late)
        title = "Eén rapportage is te laat" if many == 1 else f"{many} rapportages zijn te laat"
        found.append(Todo(title, reverse("werkbank_progress"), "De trekkers kregen één bericht", tone="late"))
    return found


def _to_write(user: Reader, asked: list[Due]) -> list[Todo]:
    """What is asked for, and drafts my organisations began; one query."""
    mine = standing_of(user).organisations
    rows = ProgressReport.objects.visible_to(user).filter(agreement__organisation_id__in=mine)
    drafts = {
        (each.agreement_id, each.starts_on, each.ends_on): each
        for each in rows.filter(state=ReportState.DRAFT).shown()
    }
    found = []
    for due in asked:
        begun = drafts.pop((due.agreement.pk, due.period.starts_on, due.period.ends_on), None)
        found.append(_todo(due, "Ga verder met je verslag" if begun else "Vertel hoe het gaat"))
    return found + [
        Todo(
            f"Ga verder met je verslag: {draft.agreement.task}",
            reverse("report_edit", args=[draft.pk]),
            f"Concept over {draft.period}, namens {draft.agreement.organisation}",
        )
        for draft in drafts.values()
    ]


def _todo(due: Due, what: str) -> Todo:
    title = f"{what}: {due.agreement.task}"
    why = f"Over {due.period}, namens {due.agreement.organisation}"
    return Todo(title, due.address, why, due=due.by, tone="late" if due.is_late else "attention")
