"""What meetings tell the rest of the house: todos, places, search and subjects to follow."""

import datetime

from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import rules
from governance.meetings.models import AgendaItem, Meeting, MeetingStatus
from zorgzaam import places, search, today
from zorgzaam.standing import Reader
from zorgzaam.today import Todo
from zorgzaam.ui.dates import duration

SOON = datetime.timedelta(days=14)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    today.register("meetings", todos)
    places.register("werkbank", "meetings", on_werkbank, order=10)
    places.register("home", "meetings", on_home, order=10)
    places.register("body.meetings", "meetings", of_body)
    search.register("meeting", search.Searchable("Vergadering", _listed, "title"))
    search.register("item", search.Searchable("Agendapunt", AgendaItem.objects.all, "title"))


def _listed() -> object:
    return Meeting.objects.public().select_related("body")


def todos(user: Reader) -> list[Todo]:
    """Agendas of mine within two weeks that are not published, too long, or have items nobody brings in."""
    soon = Meeting.objects.managed_by(user).coming().filter(starts_at__lte=timezone.now() + SOON)
    ownerless = Q(items__owner_person__isnull=True, items__owner_organisation__isnull=True)
    counted = soon.exclude(status=MeetingStatus.CANCELLED).annotate(asked=Sum("items__minutes"))
    without = dict(soon.filter(ownerless, items__isnull=False).values_list("pk").annotate(n=Count("items")))
    return [todo for meeting in counted for todo in _todos_of(meeting, without.get(meeting.pk, 0))]


def _todos_of(meeting: Meeting, ownerless: int) -> list[Todo]:
    url, day = meeting.get_absolute_url(), timezone.localdate(meeting.starts_at)
    found = []
    if meeting.status == MeetingStatus.DRAFT:
        late = (day - timezone.localdate()).days <= 7
        why = "De agenda is nog niet gepubliceerd."
        found.append(Todo(f"Publiceer: {meeting.title}", url, why, day, "attention" if late else "info"))
    asked, available = getattr(meeting, "asked", None) or 0, meeting.available_minutes
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
    coming = (
        Meeting.objects.visible_to(request.user)
        .filter(body_id__in=bodies)
        .coming()
        .select_related("body")[:5]
    )
    return (
        places.Block("governance/meetings_block.html", {"coming": coming, "staff": True}) if coming else None
    )


def on_home(request: HttpRequest, subject: object) -> places.Block | None:
    """The next public meetings."""
    coming = Meeting.objects.visible_to(request.user).public().coming().select_related("body")[:3]
    return places.Block("governance/meetings_block.html", {"coming": coming}) if coming else None


def of_body(request: HttpRequest, subject: Body) -> places.Block | None:
    """Meetings on the page of a body."""
    meetings = Meeting.objects.visible_to(request.user).filter(body=subject).select_related("body")
    context = {"coming": meetings.coming()[:5], "past": meetings.public().past()[:5]}
    return places.Block("governance/meetings_block.html", context) if any(context.values()) else None
