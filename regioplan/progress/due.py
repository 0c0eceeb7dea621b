"""Which reports are asked for, and which are late: worked out from what was accepted here.

An agreement that came from a source was accepted by nobody here, so nothing is asked about it; nor about a period that
was over before the organisation said yes, or before the rhythm was written down.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import DateTimeField, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.models import Agreement, AgreementAnswer, Role, State
from regioplan.progress.periods import DAY, ReportPeriod, begins_from, ended_between
from regioplan.progress.reports import ProgressReport, ReportingRhythm, ReportState


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


def due_reports(day: datetime.date, organisations: Iterable[uuid.UUID] | None = None) -> list[Due]:
    """What is asked for on `day` and not handed in, of these organisations (all), oldest first; three queries."""
    rhythms = in_force(list(ReportingRhythm.objects.order_by("starts_on")))
    agreements = _asked(organisations) if rhythms else []
    given = (
        set(
            ProgressReport.objects.filter(
                agreement__in=[each.pk for each in agreements], state=ReportState.SUBMITTED
            ).values_list("agreement_id", "starts_on", "ends_on")
        )
        if agreements
        else set()
    )
    found = [
        Due(agreement, period, by, day)
        for agreement in agreements
        for period, by in _periods(agreement, rhythms, day)
        if (agreement.pk, period.starts_on, period.ends_on) not in given
    ]
    return sorted(found, key=lambda due: (due.by, due.agreement.task.number, due.agreement.organisation.name))


def _asked(organisations: Iterable[uuid.UUID] | None) -> list[Agreement]:
    """Accepted here and still in force: `accepted_at` is when."""
    accepted = AgreementAnswer.objects.filter(agreement=OuterRef("pk"), state=State.ACCEPTED).order_by("at")
    rows = Agreement.objects.filter(state=State.ACCEPTED, role=Role.LEAD)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=list(organisations))
    at = Subquery(accepted.values("at")[:1], output_field=DateTimeField())
    return list(rows.annotate(accepted_at=at).filter(accepted_at__isnull=False).shown())


def _periods(
    agreement: Agreement, rhythms: list[InForce], day: datetime.date
) -> Iterator[tuple[ReportPeriod, datetime.date]]:
    """The periods over which this agreement is asked to report before `day`, each with the last day to do so."""
    since = timezone.localdate(agreement.accepted_at)  # type: ignore[attr-defined]
    if agreement.starts_on:
        since = max(since, agreement.starts_on)
    until = min(day - DAY, agreement.ends_on or day)
    for each in rhythms:
        rhythm = each.rhythm
        first = max(since, each.first, rhythm.recorded_on)
        for period in ended_between(first, min(until, each.last), rhythm.length):
            yield period, period.ends_on + datetime.timedelta(days=rhythm.days_to_report)
