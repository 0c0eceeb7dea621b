"""What people may do with goals, milestones and reports. What is handed in is public; a draft is for its writers."""

from typing import Any

from regioplan.agreements.models import Agreement, Role
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def leads(standing: Standing, task: Any) -> bool:
    """Whether one of my organisations leads this task now; one query, none for who speaks for nobody."""
    mine = Agreement.objects.in_force().filter(task=task, role=Role.LEAD)
    return bool(standing.organisations) and mine.filter(organisation_id__in=standing.organisations).exists()


@rule("regioplan.keep_progress")
def may_keep_progress(standing: Standing, task: Any) -> bool:
    """The netwerkbureau, and who speaks for an organisation that leads the task, keep goals and milestones."""
    return standing.is_bureau or leads(standing, task)


@rule("regioplan.correct_figure")
def may_correct_figure(standing: Standing, figure: Any) -> bool:
    """Who keeps the progress of its task; a figure in a report is corrected with that report, by who wrote it."""
    return figure.report_id is None and may_keep_progress(standing, figure.indicator.goal.task_id)


@rule("regioplan.write_report")
def may_write_report(standing: Standing, agreement: Any) -> bool:
    """Only who speaks for the organisation that took the task on; nobody reports for another."""
    return agreement.organisation_id in standing.organisations


@rule("regioplan.edit_report")
def may_edit_report(standing: Standing, report: Any) -> bool:
    """Only who speaks for the organisation of the report, as long as it is a draft."""
    return report.agreement.organisation_id in standing.organisations


@rule("regioplan.set_rhythm")
def may_set_rhythm(standing: Standing, rhythm: Any) -> bool:
    """The netwerkbureau decides how often the region reports."""
    return standing.is_bureau


@rule("regioplan.view_history_of_report")
def may_look_back(standing: Standing, report: Any) -> bool:
    """Only the organisation that wrote it: the history holds its drafts, and what was handed in has no other."""
    return report.agreement.organisation_id in standing.organisations
