"""What stands on the timeline: facts written down here, and what plans, approvals, themes and agreements tell.

Read in a constant number of queries, whatever the size of the region.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse

from regioplan.agreements.models import PUBLIC, Agreement
from regioplan.approvals.models import Approval
from regioplan.plans.models import Deadline, Plan, PlanVersion, Status
from regioplan.timeline.models import EventKind, Limit, TimelineEvent, loosely
from themes.generations.models import ThemeGeneration
from zorgzaam.periods import Precision, describe, first_day_of, last_day_of
from zorgzaam.sources import Source
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Moment:
    """One thing on the line. `first` and `last` are all days it may have been; `when` says so in words."""

    title: str
    kind: EventKind
    first: datetime.date
    last: datetime.date
    when: str
    precise: bool
    limit: str = ""
    url: str = ""
    source: Source | None = None
    source_note: str = ""
    pk: uuid.UUID | None = None

    @property
    def label(self) -> str:
        """The words in the picture; a last day says that it is one."""
        return f"{self.when}: {self.title}" if self.limit else self.title


def moments(user: Reader) -> list[Moment]:
    """All of it, oldest first; of one day the most precise first. Six queries."""
    found = [
        *_written(user),
        *_of_plans(user),
        *_of_versions(user),
        *_of_deadlines(user),
        *_of_approvals(user),
        *_of_generations(user),
        *_of_agreements(user),
    ]
    return sorted(found, key=lambda each: (each.first, each.last, each.title))


def _once(day: Any, precision: str) -> dict[str, Any]:
    """The fields of a moment on `day` (a date), or in the month, season, half or year it falls in."""
    return {
        "first": first_day_of(day, precision),
        "last": last_day_of(day, precision),
        "when": loosely(day, precision),
        "precise": precision == Precision.DAY,
    }


def _origin(row: Any) -> dict[str, Any]:
    return {"source": row.source, "source_note": row.source_note}


def _written(user: Reader) -> Iterator[Moment]:
    rows = TimelineEvent.objects.visible_to(user).filter(shown=True).select_related("source")
    for row in rows:
        yield Moment(
            row.title,
            EventKind(row.kind),
            *_days_of(row),
            row.when,
            row.ends_on is None and row.starts_precision == Precision.DAY,
            limit=row.limit,
            pk=row.pk,
            **_origin(row),
        )


def _days_of(row: Any) -> tuple[datetime.date, datetime.date]:
    """First and last day of a fact; of "uiterlijk 2025" and "na 2025" the last of that year, of "voor 2025" the
    first."""
    first = first_day_of(row.starts_on, row.starts_precision)
    if row.limit == Limit.BEFORE:
        return first, first
    if row.limit:
        last = last_day_of(row.starts_on, row.starts_precision)
        return last, last
    return first, _end_of(row) or last_day_of(row.starts_on, row.starts_precision)


def _end_of(row: Any) -> datetime.date | None:
    """The last day of a period, in full where only its month or year is known; None while it is open."""
    return last_day_of(row.ends_on, row.ends_precision) if row.ends_on else None


def _of_plans(user: Reader) -> Iterator[Moment]:
    """Plans that are still to come."""
    planned = Plan.objects.visible_to(user).filter(expected_on__isnull=False, versions__isnull=True)
    for plan in planned.select_related("source"):
        day = _once(plan.expected_on, plan.expected_precision)
        url = plan.get_absolute_url()
        yield Moment(f"{plan.short_name} gepland", EventKind.PLAN, url=url, **day, **_origin(plan))


def _of_versions(user: Reader) -> Iterator[Moment]:
    out = PlanVersion.objects.visible_to(user).filter(status=Status.PUBLISHED)
    for version in out.select_related("plan", "source"):
        plan, where = version.plan.short_name, {"url": version.get_absolute_url(), **_origin(version)}
        if version.delivered_on:
            day = _once(version.delivered_on, version.delivered_precision)
            yield Moment(f"{plan} opgeleverd", EventKind.PLAN, **day, **where)
        if version.cleared_on:
            day = _once(version.cleared_on, Precision.DAY)
            title = f"Akkoord met publiceren van het {plan}: {version.cleared_by}"
            yield Moment(title, EventKind.AGREEMENT, **day, **where)
        if version.published_on:
            day = _once(version.published_on, version.published_precision)
            yield Moment(f"{plan} gepubliceerd", EventKind.PLAN, **day, **where)


def _of_deadlines(user: Reader) -> Iterator[Moment]:
    rows = Deadline.objects.visible_to(user).filter(shown=True).select_related("plan", "source")
    for row in rows:
        border = row.last_day if row.inclusive else first_day_of(row.day, row.precision)
        yield Moment(
            f"{row.plan.short_name}: {row.get_kind_display().lower()}",
            EventKind.DEADLINE,
            border,
            border,
            row.words,
            False,
            limit=Limit.BY if row.inclusive else Limit.BEFORE,
            url=row.plan.get_absolute_url(),
            **_origin(row),
        )


def _of_approvals(user: Reader) -> Iterator[Moment]:
    rows = Approval.objects.visible_to(user).latest().filter(decided_on__isnull=False)
    rows = rows.filter(version_of__status=Status.PUBLISHED)
    for row in rows.select_related("version_of__plan", "municipality", "source"):
        plan = row.version_of.plan.short_name
        title = f"{row.municipality.name} over het {plan}: {row.get_outcome_display().lower()}"
        day = _once(row.decided_on, row.decided_precision)
        yield Moment(title, EventKind.AGREEMENT, url=row.get_absolute_url(), **day, **_origin(row))


def _of_generations(user: Reader) -> Iterator[Moment]:
    rows = ThemeGeneration.objects.visible_to(user).filter(starts_on__isnull=False).select_related("source")
    for row in rows:
        day = _once(row.starts_on, row.starts_precision)
        if last := _end_of(row):
            day = {**day, "last": last, "when": row.period, "precise": False}
        title = f"Thema's van {row.name}"
        yield Moment(title, EventKind.PERIOD, url=reverse("themes"), **day, **_origin(row))


def _of_agreements(user: Reader) -> Iterator[Moment]:
    """How many agreements began in each year: one by one they would hide everything else."""
    begun = Agreement.objects.visible_to(user).filter(state__in=PUBLIC, starts_on__isnull=False)
    for row in begun.order_by().values(year=ExtractYear("starts_on")).annotate(many=Count("pk")):
        words = "1 regio-afspraak gaat in" if row["many"] == 1 else f"{row['many']} regio-afspraken gaan in"
        day = _once(datetime.date(row["year"], 1, 1), Precision.YEAR)
        yield Moment(words, EventKind.AGREEMENT, url=reverse("progress"), **day)


def years_of(found: list[Moment]) -> str:
    """ "2018 tot en met 2040", for a heading."""
    if not found:
        return ""
    first, last = found[0].first, max(each.last for each in found)
    years = [describe(day, Precision.YEAR) for day in (first, last)]
    return years[0] if years[0] == years[1] else " tot en met ".join(years)
