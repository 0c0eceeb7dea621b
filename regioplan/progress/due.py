"""Which reports are asked for, and which are late: worked out from what was accepted here.

An agreement that came from a source was accepted by nobody here, so nothing is asked about it; nor about a period that
was over before the organisation said yes, or before the rhythm was written down.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuerySet, Role, State
from regioplan.progress.periods import DAY, ReportPeriod, begins_from, ended_between, period_of
from regioplan.progress.reports import ProgressReport, ReportingRhythm, ReportState

# What is read of a rhythm beside an agreement, by the names `_rhythms` knows.
RHYTHM = {"since": "starts_on", "recorded": "recorded_on", "length": "length", "days": "days_to_report"}


@dataclass(frozen=True)
class Due:
    """A report that is asked for and not handed in; `by` is the last day to do so."""

    agreement: Agreement
    period: ReportPeriod
    by: datetime.date
    today: datetime.date

    @property
    def is_late(self) -> bool:
        return self.by < self.today

    @property
    def address(self) -> str:
        """Where the report is written."""
        days = (self.period.starts_on.isoformat(), self.period.ends_on.isoformat())
        return reverse("report_start", args=[self.agreement.pk, *days])


@dataclass(frozen=True)
class InForce:
    """A rhythm with its first and last day: whole periods, which do not overlap those of another."""

    rhythm: ReportingRhythm
    first: datetime.date
    last: datetime.date


def in_force(rhythms: list[ReportingRhythm]) -> list[InForce]:
    """When each rhythm (oldest first) holds: from its first whole period on, after the last one of the rhythm before.

    So no period is asked about twice and none is left out.
    """
    begins: list[datetime.date] = []
    for before, rhythm in zip([None, *rhythms], rhythms, strict=False):
        first = max([rhythm.starts_on, *begins[-1:]])
        if before:
            first = begins_from(first, before.length)
        begins.append(begins_from(first, rhythm.length))
    ends = [*(first - DAY for first in begins[1:]), datetime.date.max]
    return [InForce(*each) for each in zip(rhythms, begins, ends, strict=False)]


def last_period(day: datetime.date) -> ReportPeriod | None:
    """The last period that was over before `day`, in the rhythm that held when it ended; None without a rhythm."""
    for each in reversed(in_force(list(ReportingRhythm.objects.order_by("starts_on")))):
        if each.first < day:
            running = period_of(min(day, each.last), each.rhythm.length)
            period = (
                running if running.ends_on < day else period_of(running.starts_on - DAY, each.rhythm.length)
            )
            if each.first <= period.starts_on:
                return period
    return None


def due_reports(day: datetime.date, organisations: Iterable[uuid.UUID] | None = None) -> list[Due]:
    """What is asked for on `day` and not handed in, of these organisations (all), oldest first; one query."""
    rows = Agreement.objects.filter(state=State.ACCEPTED, role=Role.LEAD)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=list(organisations))
    return due_of(with_what_is_due(rows.shown()).filter(accepted_at__isnull=False), day)


def with_what_is_due(rows: AgreementQuerySet) -> AgreementQuerySet:
    """Agreements with what `due_of` needs: when they were accepted here, what was handed in, and the rhythms."""
    accepted = AgreementAnswer.objects.filter(agreement=OuterRef("pk"), state=State.ACCEPTED).order_by("at")
    reports = ProgressReport.objects.filter(agreement=OuterRef("pk"), state=ReportState.SUBMITTED)
    rhythms = ReportingRhythm.objects.order_by("starts_on")
    found: AgreementQuerySet = rows.annotate(
        accepted_at=Subquery(accepted.values("at")[:1], output_field=DateTimeField()),
        handed_in=ArraySubquery(reports.values(json=JSONObject(first="starts_on", last="ends_on"))),
        rhythms=ArraySubquery(rhythms.values(json=JSONObject(**RHYTHM))),
    )
    return found


def due_of(agreements: Iterable[Agreement], day: datetime.date) -> list[Due]:
    """What is asked of these agreements (see `with_what_is_due`) on `day` and not handed in, oldest first."""
    found = [
        Due(agreement, period, by, day)
        for agreement in agreements
        if _is_asked(agreement)
        for period, by in _periods(agreement, day)
        if {"first": str(period.starts_on), "last": str(period.ends_on)} not in agreement.handed_in  # type: ignore[attr-defined]
    ]
    return sorted(found, key=lambda due: (due.by, due.agreement.task.number, due.agreement.organisation.name))


def _is_asked(agreement: Agreement) -> bool:
    """Accepted here by who leads, and not ended."""
    here = agreement.accepted_at is not None  # type: ignore[attr-defined]
    return here and agreement.state == State.ACCEPTED and agreement.role == Role.LEAD


def _periods(agreement: Agreement, day: datetime.date) -> Iterator[tuple[ReportPeriod, datetime.date]]:
    """The periods over which this agreement is asked to report before `day`, each with the last day to do so."""
    since = timezone.localdate(agreement.accepted_at)  # type: ignore[attr-defined]
    if agreement.starts_on:
        since = max(since, agreement.starts_on)
    until = min(day - DAY, agreement.ends_on or day)
    for each in in_force(_rhythms(agreement)):
        rhythm = each.rhythm
        first = max(since, each.first, rhythm.recorded_on)
        for period in ended_between(first, min(until, each.last), rhythm.length):
            yield period, period.ends_on + datetime.timedelta(days=rhythm.days_to_report)


def _rhythms(agreement: Agreement) -> list[ReportingRhythm]:
    """The rhythms of the region, oldest first, out of what `with_what_is_due` read."""
    return [
        ReportingRhythm(
            starts_on=datetime.date.fromisoformat(each["since"]),
            recorded_on=datetime.date.fromisoformat(each["recorded"]),
            length=each["length"],
            days_to_report=each["days"],
        )
        for each in agreement.rhythms  # type: ignore[attr-defined]
    ]
