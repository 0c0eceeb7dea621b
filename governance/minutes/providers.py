"""What minutes tell the rest of the house: the way to them, that their term is met, and that notes went into them."""

import uuid
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone

from governance.live import noting, running
from governance.meetings.models import AgendaItem, Audience, Meeting
from governance.minutes import growing, rules, telling
from governance.minutes.approvable import waiting_at
from governance.minutes.lines import MinutesLine, MinutesLineQuerySet
from governance.minutes.models import Minutes, MinutesPublication
from governance.series import terms
from governance.series.models import TermKind
from governance.series.terms import Done, Told
from zorgzaam import places, search
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import standing_of
from zorgzaam.ui.dates import moment


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    noting.register("minutes", growing.is_started)
    running.register("minutes", growing.ended_for_good)
    terms.register(TermKind.MINUTES, told_of)
    may_still_go(telling.KIND, telling.still_reads)
    places.register("meeting.decisions", "minutes", of_meeting, order=10)
    places.register("live.over", "minutes", after_meeting)
    places.register("live.item", "minutes", of_item)
    places.register("item.kept", "minutes", of_item, order=5)
    search.register("minutes", search.Searchable("Verslag", _said, "title", "text", line=_when))


def told_of(meetings: Sequence[Meeting]) -> dict[uuid.UUID, Told]:
    """When the minutes went out first, and how far they are; two queries."""
    first = MinutesPublication.objects.filter(
        minutes__in=[meeting.pk for meeting in meetings], version=1, audience=Audience.MEMBERS
    ).light()
    sent = {
        row.minutes_id: Done(row.published_at, row.published_by.name)
        for row in first.select_related("published_by")
    }
    states = Minutes.objects.filter(meeting__in=meetings)
    return {row.pk: Told(sent.get(row.pk), row.get_state_display()) for row in states}


def of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The way to the minutes. Before the planned day only who sits in the body may have minutes already: for others a
    meeting that has to begin costs no query, as its public page counts its questions."""
    to_come = meeting.starts_at > timezone.now()
    if to_come and not standing_of(request.user).sits_in(meeting.body_id):
        return None
    found = Minutes.objects.visible_to(request.user).filter(meeting=meeting).first()
    keeps = may(request.user, "governance.keep_minutes", meeting)
    if found is None and (not keeps or (to_come and not growing.can_start(meeting))):
        return None
    return Block("governance/minutes_block.html", {"meeting": meeting, "minutes": found, "keeps": keeps})


def after_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """On the screen of a meeting that is over: the next thing to do for who keeps its minutes."""
    if not may(request.user, "governance.keep_minutes", meeting):
        return None
    found = Minutes.objects.filter(meeting=meeting).first()
    return Block("governance/minutes_next.html", {"meeting": meeting, "minutes": found})


def of_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """For who keeps the minutes: those that wait to be approved at this item."""
    if not may(request.user, "governance.keep_minutes", item):
        return None
    rows = waiting_at(item, request.user)
    return Block("governance/minutes_waiting.html", {"rows": rows, "item": item}) if rows else None


def _said() -> MinutesLineQuerySet:
    heavy = ("canonical", "html", "plain", "pdf")
    rows = MinutesLine.objects.select_related("publication__minutes__meeting__body")
    return rows.defer(*(f"publication__{name}" for name in heavy))


def _when(row: MinutesLine) -> str:
    meeting = row.publication.minutes.meeting
    return f"{meeting.body.name}, {moment(meeting.starts_at)}"
