"""Which reports are asked for, and which are late: worked out from what was accepted here.

An agreement that came from a source was accepted by nobody here, so nothing is asked about it; nor about a period that
was over before the organisation said yes.
"""

import datetime
import itertools
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuerySet, Role, State
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
        rhythms=ArraySubquery(
            rhythms.values(json=JSONObject(since="starts_on", length="length", days="days_to_report"))
        ),
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
    rhythms = agreement.rhythms  # type: ignore[attr-defined]
    for rhythm, following in itertools.zip_longest(rhythms, rhythms[1:]):
        first = max(since, datetime.date.fromisoformat(rhythm["since"]))
        last = min(until, datetime.date.fromisoformat(following["since"]) - DAY) if following else until
        for period in ended_between(first, last, rhythm["length"]):
            yield period, period.ends_on + datetime.timedelta(days=rhythm["days"])
