"""Proposals that come later, and the last days of advice, on the termijnagenda."""

import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from governance.intake.models import Advice, Proposal, ProposalState, ProposalSubject
from governance.meetings.discussed import items_about_any
from governance.meetings.models import Meeting
from governance.series.ahead import Entry, Window

MOST = 300


def comes_on(row: Proposal) -> datetime.date | None:
    """The day what comes later comes on, as far as the body said."""
    return row.later_meeting.day if row.later_meeting else row.later_on


def later(window: Window) -> Iterator[Entry]:
    """Proposals a body said come later, for who may see the proposal."""
    rows = Proposal.objects.visible_to(window.reader).filter(state=ProposalState.LATER)
    rows = rows.filter(body=window.body_id) if window.body_id else rows
    if window.theme_id:
        rows = rows.filter(pk__in=_about(window).values("proposal"))
    found = list(rows.shown())
    meetings = [row.later_meeting_id for row in found if row.later_meeting_id]
    # Of a draft of another body nobody outside it knows the day.
    known = set(
        Meeting.objects.visible_to(window.reader).filter(pk__in=meetings).values_list("pk", flat=True)
    )
    for row in found:
        day = comes_on(row) if row.later_meeting_id in known else row.later_on
        if day is None or window.holds(day):
            rough = "" if row.later_meeting else "rond deze dag"
            yield Entry(
                day, "Voorstel", row.title, row.get_absolute_url(), row.body.name, note=rough or "voorgesteld"
            )


def _about(window: Window) -> QuerySet[ProposalSubject]:
    subjects = Q(pk__in=[])
    for kind, ids in window.subjects.items():
        subjects |= Q(**{f"{kind}__in": ids})
    return ProposalSubject.objects.filter(subjects)


def advice(window: Window) -> Iterator[Entry]:
    """Advice that is asked by a day in this window, for who sees the question; at most three queries."""
    rows = Advice.objects.visible_to(window.reader).open().shown()
    rows = rows.filter(due_on__gte=window.first, due_on__lte=window.last)
    if window.body_id:
        rows = rows.filter(body=window.body_id)
    if window.theme_id:
        # Who is asked for advice reads a proposal, not what it is filed under.
        known = Proposal.objects.visible_to(window.reader).filter(pk__in=_about(window).values("proposal"))
        rows = rows.filter(
            items_about_any(window.reader, window.subjects) | Q(proposal__in=known.values("pk"))
        )
    for row in rows.order_by("due_on", "pk")[:MOST]:
        yield Entry(row.due_on, "Adviesvraag", str(row), row.get_absolute_url(), row.body.name)
