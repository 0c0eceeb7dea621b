"""A meeting that gets another day takes its mail along: what did not go yet keeps its distance to the day."""

import datetime
import uuid

from django.db.models import Exists, OuterRef
from django.utils import timezone

from governance.meetings.facts import all_as_published, published_start
from newsletters.network_meeting.models import NetworkMeeting, Wave, WaveLetter
from newsletters.network_meeting.settling import taking
from newsletters.network_meeting.starting import ahead, on_a_workday
from zorgzaam.audit.actors import SystemActor

REASON = "de bijeenkomst kreeg een andere dag"
HOUR = datetime.timedelta(hours=1)


def behind() -> list[uuid.UUID]:
    """Keys of meetings to come of which readers know another day than the mail was planned around."""
    begins = published_start("meeting", "meeting__starts_at")
    rows = NetworkMeeting.objects.annotate(begins=begins).filter(begins__gt=timezone.now())
    found = list(rows.select_related("meeting"))
    all_as_published(row.meeting for row in found)
    return [row.pk for row in found if row.planned_for != row.meeting.day]


def follow(pk: uuid.UUID) -> bool:
    """Move the mail nobody got yet, and the day before which one answers; False when that was done. A wave that goes
    already stays: who did not get it gets it."""
    with taking(NetworkMeeting(pk=pk), SystemActor.WORKER, REASON) as row:
        day = row.meeting.day
        moved = day - (row.planned_for or day)
        if row.planned_for == day:
            return False
        row.planned_for = day
        if moved and row.reply_by is not None:
            row.reply_by = ahead(row.reply_by + moved)
        row.save(update_fields=["planned_for", "reply_by"])
        if moved:
            _move_waves(row, moved)
    return True


def _move_waves(meeting: NetworkMeeting, moved: datetime.timedelta) -> None:
    # What moves on goes last first, what moves back first first: no two reminders meet on the way.
    order = "-goes_at" if moved > datetime.timedelta() else "goes_at"
    untouched = meeting.waves.exclude(Exists(WaveLetter.objects.filter(wave=OuterRef("pk"))))
    for wave in untouched.select_for_update(no_key=True, of=("self",)).order_by(order):
        wave.goes_at = _free(wave, _at(wave, moved))
        wave.save()


def _at(wave: Wave, moved: datetime.timedelta) -> datetime.datetime:
    """The same hour on another day, in summer and in winter."""
    local = timezone.localtime(wave.goes_at)
    day = on_a_workday(local.date() + moved, later=wave.is_after)
    return timezone.make_aware(datetime.datetime.combine(day, local.time()))


def _free(wave: Wave, moment: datetime.datetime) -> datetime.datetime:
    others = Wave.objects.filter(network_meeting=wave.network_meeting_id, kind=wave.kind).exclude(pk=wave.pk)
    taken = set(others.values_list("goes_at", flat=True)) if wave.is_reminder else set()
    while moment in taken:
        moment += HOUR
    return moment
