"""What this room and the rooms below it put on the termijnagenda.

Who keeps an agenda reads it as it stands now; everybody else what was published of it.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from governance.meetings.facts import coming
from governance.meetings.models import (
    MANAGERS,
    AgendaItem,
    ItemSubject,
    Meeting,
    MeetingStatus,
    PublishedLine,
    PublishedSubject,
)
from governance.meetings.models.meetings import bodies_where, still_to_come
from governance.series import ahead
from governance.series.ahead import Entry, Window
from governance.series.coming_back import with_last
from governance.series.days import Away
from governance.series.models.recurring import RecurringItem
from governance.series.models.series import MeetingSeries, SeriesDate, SeriesMeeting
from governance.series.models.slips import Slip
from governance.series.planning import MARGIN, plan_with
from governance.series.rhythm import days_of
from governance.series.terms import checklists
from regioplan.agreements.models import Agreement, State
from regioplan.progress.models import Milestone
from themes.tasks.links import TaskTheme
from zorgzaam.periods import Precision, describe
from zorgzaam.standing import Reader, standing_of

HEAVY = ("publication__data", "publication__html", "publication__changes")
GOES_ON = (MeetingStatus.DRAFT, MeetingStatus.PUBLISHED)
MOST = 500


def register() -> None:
    """Called once, when the app registry is ready."""
    ahead.register("meetings", meetings)
    ahead.register("items", items)
    ahead.register("dates", dates)
    ahead.register("recurring", recurring)
    ahead.register("waiting", waiting)
    ahead.register("terms", terms)
    ahead.register("milestones", milestones)
    ahead.register("agreements", agreements)


def _of_body(rows: Any, window: Window, path: str = "body_id") -> Any:
    return rows.filter(**{path: window.body_id}) if window.body_id else rows


def _meetings_ahead(window: Window) -> list[Meeting]:
    """Meetings to come as this reader knows them; what was taken back is not shown."""
    rows = Meeting.objects.visible_to(window.reader).select_related("body")
    rows = rows.exclude(status__in=[MeetingStatus.WITHDRAWN, MeetingStatus.DROPPED])
    return [one for one in coming(window.reader, _of_body(rows, window)) if window.holds(one.day)]


def meetings(window: Window) -> Iterator[Entry]:
    """Meetings; under a theme their items are enough."""
    for one in _meetings_ahead(window) if not window.theme_id else ():
        note = "gaat niet door" if one.is_off else "concept" if one.status == MeetingStatus.DRAFT else ""
        yield Entry(
            one.day, "Vergadering", one.title, one.get_absolute_url(), one.body.name, note=note, rank=0
        )


def items(window: Window) -> Iterator[Entry]:
    """Items on agendas to come, standing ones left out, with how often each slipped."""
    live = list(_live_items(window))
    lines: list[Any] = [line for line in _lines(window) if line.item_id not in {item.pk for item in live}]
    slips = _times([item.pk for item in live] + [line.item_id for line in lines])
    for item in live:
        meeting: Any = item.meeting
        where = (meeting.day, item.position or 0)
        yield _item(item, meeting, where, slips.get(item.pk, 0))
    for place, line in enumerate(lines, start=1):
        where = (timezone.localdate(line.publication.starts_at), place)
        yield _item(line, line.publication.meeting, where, slips.get(line.item_id, 0))


def _item(row: Any, meeting: Meeting, where: tuple[datetime.date, int], slips: int) -> Entry:
    """An item or a published line of one; `where` is the day and the place on the agenda."""
    day, place = where
    url, rank = row.get_absolute_url(), min(place, 999)
    return Entry(day, "Agendapunt", row.title, url, meeting.body.name, slips=slips, rank=rank)


def _live_items(window: Window) -> Any:
    rows = AgendaItem.objects.read_live_by(window.reader).filter(
        made_from__isnull=True, meeting__status__in=GOES_ON, meeting__starts_at__gte=timezone.now()
    )
    rows = _of_body(_about(rows, ItemSubject, "item", window), window)
    found = rows.select_related("meeting__body").order_by("meeting__starts_at", "position")[:MOST]
    return [item for item in found if window.holds(item.meeting.day)]


def _lines(window: Window) -> list[PublishedLine]:
    rows = PublishedLine.objects.visible_to(window.reader).filter(
        still_to_come("publication__starts_at", "publication__ends_at", "publication__meeting__"),
        item__isnull=False,
        item__made_from__isnull=True,
        publication__meeting__status=MeetingStatus.PUBLISHED,
    )
    rows = _of_body(_about(rows, PublishedSubject, "line", window), window, "publication__meeting__body_id")
    kept = bodies_where(standing_of(window.reader), MANAGERS)
    rows = rows.exclude(publication__meeting__body_id__in=kept)
    found = rows.select_related("publication__meeting__body").defer(*HEAVY).order_by("pk")[:MOST]
    return [one for one in found if window.holds(timezone.localdate(one.publication.starts_at))]


def _about(rows: Any, links: Any, path: str, window: Window) -> Any:
    """Only rows about the theme that is asked for, or about a task that touches it."""
    if not window.theme_id:
        return rows
    tasks = TaskTheme.objects.filter(theme=window.theme_id).values("task")
    mine = links.objects.filter(Q(theme=window.theme_id) | Q(task__in=tasks), **{path: OuterRef("pk")})
    return rows.filter(Exists(mine))


def _times(pks: Iterable[Any]) -> dict[uuid.UUID, int]:
    """How often the subject of each item slipped before it came to stand there; one query."""
    rows = Slip.objects.holding().filter(onto__in=list(pks))
    return dict(rows.values_list("onto", "times"))


def dates(window: Window) -> Iterator[Entry]:
    """Dates of series that have no meeting yet; three queries for any number of series."""
    if window.theme_id:
        return
    rows = list(_of_body(MeetingSeries.objects.visible_to(window.reader), window).select_related("body"))
    days = {one.pk: days_of(one, window.first - MARGIN, window.last + MARGIN) for one in rows}
    if not any(days.values()):
        return
    away = Away.between(window.first - 2 * MARGIN, window.last + 2 * MARGIN)
    decided, made = _decided(rows), _made(rows)
    for series in rows:
        for one in plan_with(series, days[series.pk], away, decided[series.pk], made[series.pk]):
            if one.can_be_made and window.holds(one.day):
                yield Entry(
                    one.held_on, "Geplande datum", series.title, series.get_absolute_url(), series.body.name,
                    note="nog geen vergadering gemaakt",
                )  # fmt: skip


def _decided(rows: list[MeetingSeries]) -> dict[Any, dict[datetime.date, SeriesDate]]:
    found: dict[Any, dict[datetime.date, SeriesDate]] = defaultdict(dict)
    for one in SeriesDate.objects.filter(series__in=rows):
        found[one.series_id][one.day] = one
    return found


def _made(rows: list[MeetingSeries]) -> dict[Any, dict[datetime.date, Meeting]]:
    found: dict[Any, dict[datetime.date, Meeting]] = defaultdict(dict)
    for one in SeriesMeeting.objects.filter(series__in=rows, day__isnull=False).select_related("meeting"):
        found[one.series_id][one.day] = one.meeting  # type: ignore[index]
    return found


def titles_for(reader: Reader, pks: Iterable[Any]) -> dict[uuid.UUID, str]:
    """What these items are called for this reader: as they stand for who keeps them, else as published; those that
    may not be read are left out. Two queries."""
    asked = list(pks)
    lines = PublishedLine.objects.visible_to(reader).filter(item__in=asked).values_list("item", "title")
    live = AgendaItem.objects.read_live_by(reader).filter(pk__in=asked).values_list("pk", "title")
    return {**dict(lines), **dict(live)}


def recurring(window: Window) -> Iterator[Entry]:
    """What comes back, on the first meeting after the one it stood on last."""
    rows = RecurringItem.objects.visible_to(window.reader).open().select_related("body")
    found = list(with_last(_of_body(rows, window)))
    if not found or window.theme_id:
        return
    titles = titles_for(window.reader, [row.last_item for row in found])
    ahead_of = defaultdict(list)
    for meeting in _meetings_ahead(window):
        if not meeting.is_off:
            ahead_of[meeting.body_id].append(meeting)
    for row in found:
        if row.last_item not in titles:
            continue
        following = next((one for one in ahead_of[row.body_id] if one.starts_at > row.last_start), None)
        yield Entry(
            following.day if following else None, "Komt terug", titles[row.last_item],
            following.get_absolute_url() if following else "", row.body.name,
        )  # fmt: skip


def waiting(window: Window) -> Iterator[Entry]:
    """What a meeting did not come to and that waits for the next one."""
    rows = Slip.objects.waiting().select_related("item", "meeting__body")
    found = list(_about_item(_of_body(rows, window, "meeting__body_id"), window)[:MOST])
    titles = titles_for(window.reader, [slip.item_id for slip in found]) if found else {}
    for slip in found:
        if slip.item_id in titles:
            yield Entry(
                None, "Doorgeschoven", titles[slip.item_id], slip.item.get_absolute_url(),
                slip.meeting.body.name, note="wacht op de volgende vergadering", slips=slip.times,
            )  # fmt: skip


def _about_item(rows: Any, window: Window) -> Any:
    if not window.theme_id:
        return rows
    items_about = _about(AgendaItem.objects.all(), ItemSubject, "item", window)
    return rows.filter(item__in=items_about.values("pk"))


def terms(window: Window) -> Iterator[Entry]:
    """Terms from bylaws that are not met yet, for who keeps the agenda."""
    if window.theme_id or not bodies_where(standing_of(window.reader), MANAGERS):
        return
    rows = _of_body(Meeting.objects.managed_by(window.reader), window).filter(status__in=GOES_ON)
    rows = rows.filter(starts_at__gte=timezone.now() - datetime.timedelta(days=60)).select_related("body")
    for lines in checklists(rows).values():
        for line in lines:
            if line.done is None and window.holds(line.due_on):
                yield Entry(
                    line.due_on, "Termijn", line.asks, f"{line.meeting.get_absolute_url()}#termijnen",
                    line.meeting.body.name, note=f"voor {line.meeting.title}",
                )  # fmt: skip


def milestones(window: Window) -> Iterator[Entry]:
    """Milestones of the Regioplan; they are of no body."""
    if window.body_id:
        return
    rows = Milestone.objects.visible_to(window.reader).coming(window.first, window.last)
    if window.theme_id:
        rows = rows.filter(task__in=TaskTheme.objects.filter(theme=window.theme_id).values("task"))
    for one in rows.select_related("task").order_by("planned_on", "title")[:MOST]:
        when = "" if one.planned_precision == Precision.DAY else f"uiterlijk {one.planned}"
        url = one.task.get_absolute_url()
        yield Entry(one.planned_on, "Mijlpaal", one.title, url, when=when, note=str(one.task))


def agreements(window: Window) -> Iterator[Entry]:
    """Regio-afspraken that begin or end; they are of no body."""
    if window.body_id:
        return
    rows = Agreement.objects.visible_to(window.reader).filter(state=State.ACCEPTED).shown()
    if window.theme_id:
        rows = rows.filter(task__in=TaskTheme.objects.filter(theme=window.theme_id).values("task"))
    days = {"starts": "begint", "ends": "loopt af"}
    soon = Q(starts_on__gt=window.first, starts_on__lte=window.last) | Q(
        ends_on__gte=window.first, ends_on__lte=window.last
    )
    for one in rows.filter(soon).order_by("pk")[:MOST]:
        for side, word in days.items():
            day, precision = getattr(one, f"{side}_on"), getattr(one, f"{side}_precision")
            if day is None or not window.holds(day) or (side == "starts" and day == window.first):
                continue
            when = "" if precision == Precision.DAY else describe(day, precision)
            title, note = f"{one.organisation}: {one.get_role_display()}", f"{word}, {one.task}"
            yield Entry(day, "Regio-afspraak", title, one.get_absolute_url(), when=when, note=note)
