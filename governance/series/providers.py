"""What this room tells the rest of the house: todos, blocks on the pages of meetings, items and bodies, and history."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import closing, handing_over, lateness, remarks, starting
from governance.meetings.models import AgendaItem, Meeting, MeetingStatus
from governance.series import beginning, coming_up, known, remarking, reminding, rules, slipping, terms
from governance.series.coming_up import titles_for
from governance.series.models import (
    MeetingSeries,
    Recess,
    Recurrence,
    Slip,
    StandingOccurrence,
    TermKind,
    TermSet,
)
from governance.series.terms import checklist, checklists
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader
from zorgzaam.today import Todo

SOON = datetime.timedelta(days=14)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    starting.register("series", beginning.fill)
    closing.register("series", beginning.closing_items)
    remarks.register("moved", remarking.moved, remarks.Riding(remarking.riding, remarking.read))
    remarks.register("recurring", remarking.coming_back)
    handing_over.leave("standing", lambda: StandingOccurrence.objects.values("item"))
    terms.register(TermKind.AGENDA, known.agenda_published)
    terms.register(TermKind.PAPERS, known.papers_in)
    lateness.register("terms", terms.papers_by)
    coming_up.register()
    today.register("terms", todos)
    may_still_go(reminding.KIND, reminding.still_true)
    places.register("meeting.work", "series", on_meeting, order=10)
    places.register("meeting.steps", "series", steps_of_meeting)
    places.register("item.kept", "series", on_item, order=10)
    places.register("meetings.planning", "series", on_meetings)
    places.register("agenda.ahead", "series", on_agenda)
    places.register("body.meetings", "series", of_body, order=60)
    pages.register(
        "series",
        pages.Historied(
            MeetingSeries.objects.select_related("body").all, "governance.view_history_of_series", _parts
        ),
    )
    pages.register("recess", pages.Historied(Recess.objects.all, "governance.keep_recess"))
    pages.register("terms", pages.Historied(TermSet.objects.all, "governance.keep_terms"))


def _parts(series: MeetingSeries, reader: Reader) -> list[Any]:
    return [series.dates.all()]


def todos(user: Reader) -> list[Todo]:
    """Terms of agendas I keep that are late, or due within two weeks; nothing about meetings that are over, except
    their minutes."""
    if not may(user, "governance.change_meeting"):
        return []
    rows = Meeting.objects.managed_by(user).filter(
        status__in=[MeetingStatus.DRAFT, MeetingStatus.PUBLISHED],
        starts_at__gte=timezone.now() - reminding.LATE,
        body__in=TermSet.objects.values("body"),
    )
    lines = [line for found in checklists(rows.select_related("body")).values() for line in found]
    until = timezone.localdate() + SOON
    return [_todo(line) for line in lines if _asks(line) and line.due_on <= until]


def _asks(line: terms.Line) -> bool:
    over = line.meeting.starts_at < timezone.now()
    published = line.meeting.status == MeetingStatus.PUBLISHED
    return line.done is None and (over and published if line.kind == TermKind.MINUTES else not over)


def _todo(line: terms.Line) -> Todo:
    why = f"Volgens het reglement: {line.how}."
    tone = "late" if line.is_late else "attention" if line.days_left <= line.remind_days else "info"
    url = f"{line.meeting.get_absolute_url()}#termijnen"
    return Todo(f"{line.asks}: {line.meeting.title}", url, why, line.due_on, tone)


def on_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The checklist, and what moved on from here."""
    off = meeting.is_off or meeting.is_discarded
    begun = slipping.may_slip(meeting)
    known = Slip.objects.holding().filter(meeting=meeting).select_related("onto__meeting")
    slips = list(known) if begun else []
    titles = titles_for(request.user, [slip.item_id for slip in slips]) if slips else {}
    context = {
        "meeting": meeting,
        "lines": [] if off else checklist(meeting),
        "slips": [(slip, titles[slip.item_id]) for slip in slips if slip.item_id in titles],
        "hidden": sum(slip.item_id not in titles for slip in slips),
        "off": off,
        "left": len(slipping.left_over(meeting)) if begun else 0,
    }
    return Block("governance/meeting_planning.html", context)


def steps_of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """Links beside the agenda: the next meeting, and the series this one belongs to."""
    if meeting.is_discarded:
        return None
    tied = Meeting.objects.select_related("in_series__series", "followed_by__following").get(pk=meeting.pk)
    series, after = getattr(tied, "in_series", None), getattr(tied, "followed_by", None)
    context = {"meeting": meeting, "own": series, "following": after.following if after else None}
    return Block("governance/meeting_steps.html", context)


def on_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """Where the item stood before and goes on, and whether it comes back."""
    own = Recurrence.objects.filter(item=item).select_related("recurring").first()
    times = (
        list(own.recurring.occurrences.select_related("meeting").order_by("meeting__starts_at"))
        if own
        else []
    )
    onto = Slip.objects.holding().filter(item=item).select_related("onto__meeting").first()
    came = Slip.objects.holding().filter(onto=item).select_related("meeting", "item").first()
    may_recur = item.meeting_id is not None and own is None and not hasattr(item, "made_from")
    if not (own or onto or came or may_recur):
        return None
    context = {"item": item, "own": own, "times": times, "onto": onto, "came": came, "may_recur": may_recur}
    return Block("governance/item_planning.html", context)


def on_meetings(request: HttpRequest, subject: Any) -> Block:
    """The ways to series and the termijnagenda."""
    return Block("governance/planning_links.html", {})


def on_agenda(request: HttpRequest, subject: Any) -> Block:
    """The way from the public agenda to what comes up later."""
    return Block("governance/ahead_link.html", {})


def of_body(request: HttpRequest, body: Body) -> Block | None:
    """The way to the planning of a body, for who may see it."""
    if not may(request.user, "governance.view_planning", body):
        return None
    return Block("governance/body_planning_link.html", {"body": body})
