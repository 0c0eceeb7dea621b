"""Lists to take along: agreements, milestones, reports and figures, as the reader may see them."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from regioplan.agreements.models import Agreement
from regioplan.progress.models import Milestone
from regioplan.progress.reports import Measurement, ProgressReport
from zorgzaam.periods import Precision, describe
from zorgzaam.standing import Reader

SHEETS = {
    "afspraken": "Afspraken",
    "mijlpalen": "Mijlpalen",
    "rapportages": "Rapportages",
    "cijfers": "Cijfers",
}
Row = list[Any]


def rows_of(sheet: str, user: Reader) -> tuple[list[str], Iterable[Row]]:
    """The head and the rows of one of SHEETS; each one query."""
    head, rows = {
        "afspraken": (AGREEMENTS, _agreements),
        "mijlpalen": (MILESTONES, _milestones),
        "rapportages": (REPORTS, _reports),
        "cijfers": (FIGURES, _figures),
    }[sheet]
    return head, rows(user)


AGREEMENTS = ["Lijst", "Opgave", "Organisatie", "Rol", "Wat", "Vanaf", "Tot en met", "Stand", "Bron"]


def _agreements(user: Reader) -> Iterator[Row]:
    for row in Agreement.objects.visible_to(user).shown().order_by("task", "role", "organisation__name"):
        source = row.source.title if row.source else ""
        where = [row.task.task_list.name, row.task.title, row.organisation.name, row.get_role_display()]
        when = [_day(row.starts_on, row.starts_precision), _day(row.ends_on, row.ends_precision)]
        yield [*where, row.what, *when, row.get_state_display(), source]


def _day(day: datetime.date | None, precision: str) -> datetime.date | str | None:
    """A day as a day; what is known less precisely in the words of the screen."""
    return day if day is None or precision == Precision.DAY else describe(day, precision)


MILESTONES = ["Lijst", "Opgave", "Mijlpaal", "Uiterlijk", "Precies tot op", "Stand"]


def _milestones(user: Reader) -> Iterator[Row]:
    for row in Milestone.objects.visible_to(user).select_related("task__task_list").order_by("planned_on"):
        when = [row.planned_on, row.get_planned_precision_display()]
        stand = "Te laat" if row.is_late else row.get_state_display()
        yield [row.task.task_list.name, row.task.title, row.title, *when, stand]


REPORTS = [
    "Opgave",
    "Organisatie",
    "Vanaf",
    "Tot en met",
    "Kleur",
    "Waarom",
    "Tekst",
    "Stand",
    "Ingediend op",
]


def _reports(user: Reader) -> Iterator[Row]:
    for row in ProgressReport.objects.visible_to(user).shown().order_by("-ends_on", "agreement"):
        about = [row.agreement.task.title, row.agreement.organisation.name, row.starts_on, row.ends_on]
        handed_in = timezone.localdate(row.submitted_at) if row.submitted_at else None
        yield [*about, row.get_light_display(), row.reason, row.text, row.get_state_display(), handed_in]


FIGURES = ["Opgave", "Doel", "Indicator", "Soort", "Eenheid", "Waarde", "Gemeten op", "Bron", "Streefwaarde"]


def _figures(user: Reader) -> Iterator[Row]:
    rows = Measurement.objects.visible_to(user).standing_now().select_related("indicator__goal__task")
    for row in rows.order_by("indicator", "measured_on"):
        one = row.indicator
        about = [one.goal.task.title, one.goal.text, one.name, one.get_level_display(), one.unit]
        yield [*about, row.value, row.measured_on, row.origin, one.target]
