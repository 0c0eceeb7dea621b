"""Where a task or a theme was talked about, or will be: on the page of that task or theme."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, MeetingStatus, PublishedLine
from governance.meetings.models.subjects import TASK, THEME, ItemSubject, PublishedSubject
from governance.meetings.portal import NOBODY_READS
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of

HEAVY = ("publication__data", "publication__html", "publication__changes")
MOST = 20


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("task.discussed", "meetings", of_task)
    places.register("theme.related", "meetings", of_theme, order=20)


def of_task(request: HttpRequest, task: Any) -> Block | None:
    """Agenda items about a task."""
    return _block(request.user, TASK, task, {})


def of_theme(request: HttpRequest, theme: Any) -> Block | None:
    """Agenda items about a theme, under a heading of their own."""
    return _block(request.user, THEME, theme, {"heading": "Besproken in het netwerk"})


def items_about(user: Reader, kind: str, subject: Any) -> Q:
    """What hangs under items that are about a subject, as far as this reader may know: as they stand now for who keeps
    them, as they were published for everybody else. A row tells no more of its item than the item itself does."""
    return items_about_any(user, {kind: [subject.pk]})


def items_about_any(user: Reader, subjects: Mapping[str, Iterable[uuid.UUID]]) -> Q:
    """As `items_about`, for any of these themes and tasks (ids by kind); nothing when none is asked."""
    about, said = Q(pk__in=[]), Q(pk__in=[])
    for kind, ids in subjects.items():
        about |= Q(**{f"{kind}__in": list(ids)})
        said |= Q(**{f"subjects__{kind}__in": list(ids)})
    live = ItemSubject.objects.visible_to(user).filter(about).values("item_id")
    lines = PublishedLine.objects.visible_to(user).filter(said).values("item_id")
    return Q(item__in=live) | Q(item__in=lines)


def themes_of(user: Reader, items: Any) -> Q:
    """The themes these items are about, as far as this reader may know; see `items_about`."""
    live = ItemSubject.objects.visible_to(user).filter(item__in=items, theme__isnull=False)
    lines = PublishedLine.objects.visible_to(user).filter(item__in=items)
    said = PublishedSubject.objects.filter(line__in=lines.values("pk"), theme__isnull=False)
    return Q(pk__in=live.values("theme")) | Q(pk__in=said.values("theme"))


def _block(user: Reader, kind: str, subject: Any, more: dict[str, Any]) -> Block | None:
    lines, prepared = published(user, kind, subject), in_the_making(user, kind, subject)
    now = timezone.now()
    coming = [line for line in lines if line.publication.starts_at >= now]
    past = [line for line in lines if line.publication.starts_at < now]
    context = {"coming": coming[::-1], "past": past, "prepared": prepared, **more}
    return Block("governance/discussed_block.html", context) if lines or prepared else None


def published(user: Reader, kind: str, subject: Any) -> list[PublishedLine]:
    """Lines of published agendas about a subject that this reader may read, the last meeting first."""
    return _last_first(PublishedLine.objects.visible_to(user).filter(**{f"subjects__{kind}": subject}))


def published_about(user: Reader, themes: Any) -> list[PublishedLine]:
    """As `published`, for any of these themes (ids, or a queryset of them); each line once."""
    about = PublishedSubject.objects.filter(theme__in=themes).values("line")
    return _last_first(PublishedLine.objects.visible_to(user).filter(pk__in=about))


def _last_first(lines: Any) -> list[PublishedLine]:
    lines = lines.select_related("publication__meeting__body").defer(*HEAVY)
    found = list(lines.order_by("-publication__starts_at", "pk")[:MOST])
    as_read_by(NOBODY_READS, [line.publication.meeting for line in found])
    return found


def in_the_making(user: Reader, kind: str, subject: Any) -> list[AgendaItem]:
    """Items about a subject that this reader keeps and that stand on no published agenda yet."""
    if not standing_of(user).is_somebody:
        return []
    live = AgendaItem.objects.read_live_by(user).filter(**{f"subjects__{kind}": subject})
    live = live.filter(published_at__isnull=True).exclude(meeting__status=MeetingStatus.DISCARDED)
    return list(live.select_related("meeting", "body").order_by("meeting__starts_at", "created_at")[:MOST])
