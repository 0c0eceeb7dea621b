"""What meetings tell the rest of the house: todos, places, search and subjects to follow."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import embargo_emails, rules, stop_emails
from governance.meetings.emails import KIND, still_readable
from governance.meetings.facts import coming, past
from governance.meetings.models import AgendaItem, Meeting, MeetingStatus, PublishedLine
from governance.meetings.models.lines import PublishedLineQuerySet
from governance.meetings.models.meetings import OFFICES, bodies_where
from governance.meetings.publishing import Behind, behind
from zorgzaam import places, search, today
from zorgzaam.accounts import factor
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader
from zorgzaam.today import Todo
from zorgzaam.ui.dates import duration, moment

OFF = (MeetingStatus.CANCELLED, MeetingStatus.DROPPED)
SOON = datetime.timedelta(days=14)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    # Chair and secretary read what is vertrouwelijk: a password alone is not enough for that (BIO2).
    factor.register("offices", lambda standing: bool(bodies_where(standing, OFFICES)))
    today.register("meetings", todos)
    may_still_go(KIND, still_readable)
    may_still_go(embargo_emails.KIND, embargo_emails.still_waits)
    may_still_go(stop_emails.KIND, stop_emails.still_true)
    places.register("werkbank", "meetings", on_werkbank, order=10)
    places.register("home", "meetings", on_home, order=10)
    places.register("body.meetings", "meetings", of_body)
    search.register(
        "meeting",
        search.Searchable("Vergadering", _meetings_said, "title", line=_when, drafts=_managed_by),
    )
    search.register(
        "item",
        search.Searchable("Agendapunt", _items_said, "title", "text", line=_when, drafts=_read_live_by),
    )


def _said() -> PublishedLineQuerySet:
    heavy = ("publication__data", "publication__html", "publication__changes")
    return PublishedLine.objects.select_related("publication__meeting__body").defer(*heavy)


def _meetings_said() -> PublishedLineQuerySet:
    return _said().filter(item__isnull=True)


def _items_said() -> PublishedLineQuerySet:
    return _said().filter(item__isnull=False)


def _managed_by(user: Reader) -> "QuerySet[Meeting]":
    return Meeting.objects.managed_by(user).listed().select_related("body")


def _read_live_by(user: Reader) -> "QuerySet[AgendaItem]":
    live = AgendaItem.objects.read_live_by(user).exclude(meeting__status=MeetingStatus.DISCARDED)
    return live.select_related("meeting__body")


def _when(row: PublishedLine | AgendaItem | Meeting) -> str:
    """Whose meeting a search result is about, and when: titles come back every month. Empty for a parked item."""
    of = row.publication if isinstance(row, PublishedLine) else row
    meeting = of if isinstance(of, Meeting) else of.meeting
    return f"{meeting.body.name}, {moment(meeting.starts_at)}" if meeting else ""


def todos(user: Reader) -> list[Todo]:
    """Agendas of mine that changed since readers got them; and those within two weeks that are not published, too
    long, or have items nobody brings in."""
    coming_up = Meeting.objects.managed_by(user).coming().exclude(status__in=OFF).select_related("body")
    ownerless = Q(items__isnull=False, items__owner_person=None, items__owner_organisation=None)
    meetings = list(
        coming_up.annotate(
            asked=Sum("items__minutes", filter=Q(items__parent__isnull=True)),
            ownerless=Count("items", filter=ownerless),
        )
    )
    late = behind(meetings)
    found = [_to_publish_again(meeting, late[meeting.pk]) for meeting in meetings if meeting.pk in late]
    until = timezone.now() + SOON
    return found + [todo for each in meetings if each.starts_at <= until for todo in _todos_of(each)]


def _to_publish_again(meeting: Meeting, seen: Behind) -> Todo:
    why = f"Gewijzigd na publicatie: wat lezers zien is nog versie {seen.version} van {moment(seen.published_at)}."
    title, day = f"Nieuwe versie publiceren: {meeting.title}", timezone.localdate(meeting.starts_at)
    return Todo(title, meeting.get_absolute_url(), why, day, "attention")


def _todos_of(meeting: Any) -> list[Todo]:
    """Of a meeting with `asked` minutes and `ownerless` items."""
    url, day = meeting.get_absolute_url(), timezone.localdate(meeting.starts_at)
    found = []
    if meeting.status == MeetingStatus.DRAFT:
        late = (day - timezone.localdate()).days <= 7
        why = "De agenda is nog niet gepubliceerd."
        found.append(Todo(f"Publiceer: {meeting.title}", url, why, day, "attention" if late else "info"))
    asked, available, ownerless = meeting.asked or 0, meeting.available_minutes, meeting.ownerless
    if available is not None and asked > available:
        why = f"De punten duren samen {duration(asked - available)} te lang."
        found.append(Todo(f"Te vol: {meeting.title}", url, why, day, "attention"))
    if ownerless:
        words = "Eén punt heeft" if ownerless == 1 else f"{ownerless} punten hebben"
        found.append(
            Todo(f"Wie brengt in: {meeting.title}", url, f"{words} nog niemand die het inbrengt.", day)
        )
    return found


def on_werkbank(request: HttpRequest, subject: object) -> places.Block | None:
    """My next meetings."""
    bodies = list(request.user.standing.bodies)  # type: ignore[union-attr]
    mine = Meeting.objects.visible_to(request.user).filter(body_id__in=bodies).select_related("body")
    soon = coming(request.user, mine, 5)
    return places.Block("governance/meetings_block.html", {"coming": soon}) if soon else None


def on_home(request: HttpRequest, subject: object) -> places.Block | None:
    """The next public meetings."""
    public = Meeting.objects.visible_to(request.user).public().select_related("body")
    soon = coming(request.user, public, 3)
    return places.Block("governance/meetings_block.html", {"coming": soon}) if soon else None


def of_body(request: HttpRequest, subject: Body) -> places.Block | None:
    """Meetings on the page of a body."""
    meetings = Meeting.objects.visible_to(request.user).filter(body=subject).select_related("body")
    context = {"coming": coming(request.user, meetings, 5), "past": past(request.user, meetings.public(), 5)}
    return places.Block("governance/meetings_block.html", context) if any(context.values()) else None
