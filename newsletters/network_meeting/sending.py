"""Waves of mail: each person gets each wave once, by facts in the database. Firing twice or late does no harm.

The letter and the mail in the book are written in one transaction, under a lock on the invitee; a worker that is killed
leaves either both or neither.
"""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from governance.meetings.facts import all_as_published, as_published
from newsletters.network_meeting import emails, facts
from newsletters.network_meeting.circle import gather, left
from newsletters.network_meeting.listing import is_unwilling, unwilling
from newsletters.network_meeting.models import (
    Answer,
    Arrival,
    Attendee,
    Invitee,
    NetworkMeeting,
    Wave,
    WaveKind,
    WaveLetter,
)
from newsletters.network_meeting.put_back import waits_for_a_person
from partners.organisations.models import Organisation, ParticipationKind
from zorgzaam.audit.actors import Actor, SystemActor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import put
from zorgzaam.post.permission import NotNow
from zorgzaam.post.restored import restored_at
from zorgzaam.versions import StaleVersion

KIND = "network-wave"
# How long after the meeting thanks and the invitation to join are still of use.
AFTERWARDS = datetime.timedelta(days=60)
OVER = "De bijeenkomst is al begonnen. Deze mail gaat niet meer uit."
OFF = "De bijeenkomst gaat niet door. Deze mail gaat niet uit."


def start(wave: Wave, *, by: Actor) -> bool:
    """From its moment on the wave goes to everybody it is for. Twice is once; after a stop it goes on where it was.
    After a restore that came later than its moment somebody sets it going again."""
    with acting(by), transaction.atomic():
        now = _locked(wave)
        if not has_time(now):
            raise ValidationError(OFF if now.network_meeting.is_off else OVER)
        if (
            now.started_at is not None
            and now.stopped_at is None
            and not waits_for_a_person(now, restored_at())
        ):
            return False
        if now.kind == WaveKind.INVITATION:
            gather(now.network_meeting, by=by)
        now.started_at, now.stopped_at = timezone.now(), None
        now.started_by_id = actor_person_id(actor_key(by))
        now.save()
    return True


def stop(wave: Wave, *, by: Actor) -> bool:
    """Nothing more of this wave goes; who got it has it. Twice is once."""
    with acting(by), transaction.atomic():
        now = _locked(wave)
        if now.started_at is None or now.stopped_at is not None:
            return False
        now.stopped_at = timezone.now()
        now.save()
    return True


def _locked(wave: Wave) -> Wave:
    rows = Wave.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("network_meeting__meeting__body").get(pk=wave.pk)
    as_published(found.network_meeting.meeting)
    return found


# ---------------------------------------------------------------- for whom
def is_on(wave: Wave) -> bool:
    """Whether mail of this wave may go now; its meeting as readers know it."""
    meeting = wave.network_meeting
    if meeting.is_off or wave.started_at is None or wave.stopped_at is not None:
        return False
    if wave.goes_at > timezone.now():
        return False
    return not _is_past(wave) and (meeting.is_over or not wave.is_after)


def meant_for(wave: Wave) -> "QuerySet[Invitee]":
    """Whom a wave is for as they answered by now, whether they got it or not. An address without mail is left out by
    `unwilling`, which the database does not know by name."""
    people = wave.network_meeting.invitees.reachable().exclude(person__erased_at__isnull=False)
    match wave.kind:
        case WaveKind.INVITATION:
            gone = left(wave.network_meeting).values("pk")
            return people.filter(answer=Answer.NONE).exclude(pk__in=gone)
        case WaveKind.REMINDER:
            return people.filter(Exists(_invited_before(wave)), ~Exists(_told_soon(wave)), answer=Answer.NONE)
        case WaveKind.PRACTICAL:
            return people.filter(Exists(_seated()), answer=Answer.YES)
        case WaveKind.AFTERWARDS:
            return people.filter(_came(wave), answer=Answer.YES)
        case _:
            return people.filter(_came(wave), ~Exists(_joined()), answer=Answer.YES)


def _seated() -> "QuerySet[Attendee]":
    return Attendee.objects.filter(invitee=OuterRef("pk"), seated_at__isnull=False)


def _came(wave: Wave) -> Q:
    """Who was there, as far as the door wrote it down; where it wrote down nobody, who had a seat."""
    arrived = Arrival.objects.filter(attendee__invitee=OuterRef("pk"))
    wrote = Exists(Arrival.objects.filter(attendee__network_meeting=wave.network_meeting_id))
    return Q(Exists(arrived)) | Q(Exists(_seated())) & ~Q(wrote)


def _joined() -> "QuerySet[Organisation]":
    """Organisations that are directly joined already."""
    joined = Organisation.objects.taking_part_on(timezone.localdate())
    return joined.filter(takes_part=ParticipationKind.MEMBER, network_invitees=OuterRef("pk"))


def _invited_before(wave: Wave) -> "QuerySet[WaveLetter]":
    """A reminder is for who had time to answer: invited a day before it goes at the latest."""
    before = wave.goes_at - datetime.timedelta(days=1)
    return WaveLetter.objects.filter(
        invitee=OuterRef("pk"), wave__kind=WaveKind.INVITATION, written_at__lt=before
    )


def _told_soon(wave: Wave) -> "QuerySet[WaveLetter]":
    """A mail of the last day: after a stop of the machines nobody gets two reminders at once."""
    soon = Q(written_at__gt=timezone.now() - datetime.timedelta(days=1))
    later = Q(wave__goes_at__gt=wave.goes_at, wave__kind=WaveKind.REMINDER)
    return WaveLetter.objects.filter(soon | later, invitee=OuterRef("pk")).exclude(wave=wave)


def waiting(wave: Wave) -> "QuerySet[Invitee]":
    """Who is meant and did not get it."""
    got = WaveLetter.objects.filter(wave=wave, invitee=OuterRef("pk"))
    return meant_for(wave).exclude(Exists(got))


def progress(wave: Wave) -> tuple[int, int]:
    """How many got it, and how many will."""
    rows = list(waiting(wave))
    gone = unwilling(rows)
    return wave.letters.count(), sum(row.address not in gone for row in rows)


# ---------------------------------------------------------------- sending
def due() -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Keys of wave and invitee for every mail that should be written now; `send` looks again under its lock."""
    found = []
    # The latest first: of two reminders that are both late only the last one goes.
    waves = list(Wave.objects.due().select_related("network_meeting__meeting").order_by("-goes_at"))
    all_as_published(wave.network_meeting.meeting for wave in waves)
    back = restored_at()
    for wave in waves:
        if not is_on(wave) or waits_for_a_person(wave, back):
            continue
        _look_again(wave)
        rows = list(waiting(wave).order_by("pk"))
        gone = unwilling(rows)
        found += [(wave.pk, row.pk) for row in rows if row.address not in gone]
    return found


def _look_again(wave: Wave) -> None:
    """Weeks may lie between setting the invitation going and its moment: who joined the circle meanwhile, or is reached
    by another address now, is on the list before the first of them goes. Who comes later is for a person to add."""
    if wave.kind == WaveKind.INVITATION and not wave.letters.exists():
        gather(wave.network_meeting, by=SystemActor.WORKER)


@transaction.atomic
def send(wave_pk: uuid.UUID, pk: uuid.UUID) -> bool:
    """One mail of a wave: True when it was written by this worker."""
    # The wave is held for as long as this takes: who presses stop hears it when nothing more goes.
    wave = _to_send(wave_pk)
    if wave is None:
        return False
    rows = Invitee.objects.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=pk)
    row = rows.first()
    if row is None or not waiting(wave).filter(pk=pk).exists() or is_unwilling(row):
        return False
    row.network_meeting = wave.network_meeting
    killpoint("network.before_letter")
    WaveLetter.objects.create(wave=wave, invitee=row)
    if wave.kind == WaveKind.INVITATION:
        row.known, row.told = facts.of(row), row.told + 1
        row.save(update_fields=["known", "told"])
    put(
        KIND,
        f"{wave.pk.hex}-{row.pk.hex}",
        row.person or row.address,
        emails.of_wave(wave, row),
        private=True,
    )
    killpoint("network.after_letter")
    return True


def _to_send(pk: uuid.UUID) -> Wave | None:
    rows = Wave.objects.due().select_related("network_meeting__meeting__body")
    wave = rows.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if wave is not None:
        as_published(wave.network_meeting.meeting)
    if wave is None or not is_on(wave) or waits_for_a_person(wave, restored_at()):
        return None
    return wave


def still_true(mail: OutgoingMail) -> bool:
    """Whether a mail that waits may still go: its reader is still meant. NotNow while the wave is stopped or has a
    later moment, the meeting is called off, or the reader is left out: all of that can be taken back, and nobody gets a
    wave twice."""
    wave_key, _, key = mail.about.partition("-")
    wave = Wave.objects.filter(pk=wave_key).select_related("network_meeting__meeting").first()
    if wave is not None:
        as_published(wave.network_meeting.meeting)
    if wave is None or _is_past(wave):
        return False
    people = wave.network_meeting.invitees.filter(pk=key, forgotten_at__isnull=True).exclude(address="")
    row = people.exclude(person__erased_at__isnull=False).first()
    if row is None or row.answer != (Answer.NONE if wave.kind in ASKING else Answer.YES):
        return False
    if not is_on(wave) or not row.is_asked or is_unwilling(row):
        raise NotNow
    return True


def _is_past(wave: Wave) -> bool:
    """Whether its time is over for good, unless the meeting gets another day."""
    meeting = wave.network_meeting
    return timezone.now() >= meeting.ends_at + AFTERWARDS if wave.is_after else meeting.meeting.has_begun


ASKING = (WaveKind.INVITATION, WaveKind.REMINDER)


def has_time(wave: Wave) -> bool:
    """Whether it may still be set going: nothing goes of a meeting that is off, and what goes before it not once it
    began."""
    meeting = wave.network_meeting
    return meeting.takes_replies or (wave.is_after and not meeting.is_off)


def drafts(meeting: NetworkMeeting) -> list[Wave]:
    """The waves nobody set going that still have their time before them, in the order in which they go."""
    as_published(meeting.meeting)
    rows = meeting.waves.filter(started_at__isnull=True).order_by("goes_at")
    return [wave for wave in rows if has_time(wave)]


def all_on(meeting: NetworkMeeting, *, by: Actor) -> int:
    """Set every wave of `drafts` going; how many."""
    with transaction.atomic():
        return sum(start(wave, by=by) for wave in drafts(meeting))


def edit(wave: Wave, goes_at: datetime.datetime, words: str, *, by: Actor) -> None:
    """Another moment or other words; only as it was seen."""
    with acting(by), transaction.atomic():
        now = _locked(wave)
        if now.version != wave.version:
            raise StaleVersion
        now.goes_at, now.words = goes_at, words
        now.save()
