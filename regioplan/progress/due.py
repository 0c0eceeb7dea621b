"""Which reports are asked for, and which are late: worked out from what was accepted here.

An agreement that came from a source was accepted by nobody here, so nothing is asked about it; nor about a period that
was over before the organisation said yes.
"""

import datetime
import itertools
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import DateTimeField, OuterRef, Subquery
from django.utils import timezone

from regioplan.agreements.models import Agreement, AgreementAnswer, Role, State
from regioplan.progress.periods import DAY, ReportPeriod, ended_between, period_of
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


def last_period(day: datetime.date) -> ReportPeriod | None:
    """The last period that was over before `day`, in the rhythm that held when it ended; None without a rhythm."""
    for rhythm in ReportingRhythm.objects.filter(starts_on__lt=day).order_by("-starts_on"):
        period = period_of(period_of(day, rhythm.length).starts_on - DAY, rhythm.length)
        if rhythm.starts_on <= period.ends_on:
            return period
    return None


def due_reports(day: datetime.date, organisations: Iterable[uuid.UUID] | None = None) -> list[Due]:
    """What is asked for on `day` and not handed in, of these organisations (all), oldest first; three queries."""
    rhythms = list(ReportingRhythm.objects.order_by("starts_on"))
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
    agreement: Agreement, rhythms: list[ReportingRhythm], day: datetime.date
) -> Iterator[tuple[ReportPeriod, datetime.date]]:
    """The periods over which this agreement is asked to report before `day`, each with the last day to do so."""
    since = timezone.localdate(agreement.accepted_at)  # type: ignore[attr-defined]
    if agreement.starts_on:
        since = max(since, agreement.starts_on)
    until = min(day - DAY, agreement.ends_on or day)
    for rhythm, following in itertools.zip_longest(rhythms, rhythms[1:]):
        first = max(since, rhythm.starts_on)
        last = min(until, following.starts_on - DAY) if following else until
        for period in ended_between(first, last, rhythm.length):
            yield period, period.ends_on + datetime.timedelta(days=rhythm.days_to_report)
