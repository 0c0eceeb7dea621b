"""A meeting of a body: when, where, and how far its agenda is."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any, Self

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body, Role
from governance.meetings.models.lasting import never_deleted_when_named
from governance.meetings.models.reckoning import reckoned_anew
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting, track
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.ui.dates import clock
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment, sensible

# Chair and secretary hold office in the body; staff help them with the agenda but read nothing confidential.
OFFICES = (Role.CHAIR, Role.SECRETARY)
MANAGERS = (*OFFICES, Role.STAFF)


class MeetingStatus(models.TextChoices):
    DRAFT = "concept", "Concept"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    CANCELLED = "geannuleerd", "Gaat niet door"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    # Called off after its agenda was taken back: what was taken back stays unread.
    DROPPED = "vervallen", "Gaat niet door"
    # A draft nobody outside the body ever read, thrown away; it can come back.
    DISCARDED = "weggegooid", "Weggegooid"


# From which states a meeting may be called off or taken back. What was taken back stays so until who keeps the
# agenda publishes it again; publishing is allowed from every state.
STEPS = {
    MeetingStatus.CANCELLED: (MeetingStatus.DRAFT, MeetingStatus.PUBLISHED),
    MeetingStatus.DROPPED: (MeetingStatus.WITHDRAWN,),
    MeetingStatus.WITHDRAWN: (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED),
}
# A meeting that is both off and taken back: whichever came first, the other makes it so.
BOTH = {
    (MeetingStatus.WITHDRAWN, MeetingStatus.CANCELLED),
    (MeetingStatus.CANCELLED, MeetingStatus.WITHDRAWN),
}


# Nobody outside the body has to be told why.
WITHOUT_REASON = [MeetingStatus.DRAFT, MeetingStatus.PUBLISHED, MeetingStatus.DISCARDED]


def bodies_where(standing: Standing, roles: tuple[str, ...]) -> list[uuid.UUID]:
    """Ids of the bodies where somebody holds one of these roles now."""
    return [body for body, held in standing.bodies.items() if held & set(roles)]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody once published (a withdrawn one leaves its tombstone); before that who sits in the body, who must
        know when and where, and that it is called off. What was thrown away is there for who keeps the agenda. The
        items have rules of their own."""
        standing = standing_of(user)
        sits_in = Q(body_id__in=list(standing.bodies)) & ~Q(status=MeetingStatus.DISCARDED)
        return self.filter(_was_published() | sits_in | Q(body_id__in=bodies_where(standing, MANAGERS)))

    def managed_by(self, user: Reader) -> Self:
        """Meetings of the bodies whose agenda this reader keeps."""
        return self.filter(body_id__in=bodies_where(standing_of(user), MANAGERS))

    def coming(self) -> Self:
        """Meetings that are not over yet, the first one first."""
        return self.listed().filter(still_to_come()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Meetings that are over, the last one first."""
        return self.listed().exclude(still_to_come()).order_by("-starts_at", "pk")

    def listed(self) -> Self:
        """All but what was thrown away, which no list, search or todo shows."""
        return self.exclude(status=MeetingStatus.DISCARDED)

    def discarded(self) -> Self:
        """What was thrown away, the last one first."""
        return self.filter(status=MeetingStatus.DISCARDED).order_by("-status_since", "pk")

    def taking_items(self) -> Self:
        """Meetings to come on whose agenda a parked item can go."""
        return self.coming().filter(status__in=[MeetingStatus.DRAFT, MeetingStatus.PUBLISHED])

    def public(self) -> Self:
        """Meetings the public agenda lists: what was withdrawn keeps its page but no line here."""
        return self.filter(_was_published(), status__in=[MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED])


def _was_published() -> Q:
    # A state does not tell: a draft that is called off was never published.
    return Q(pk__in=Meeting.objects.filter(publications__isnull=False).values("pk"))


def still_to_come(start: str = "starts_at", end: str = "ends_at", meeting: str = "") -> Q:
    """Meetings that are not over: by the clock, and not ended at the table before their time.

    `start` and `end` are the fields that say when they begin and end; `meeting` is a lookup path to the meeting, such
    as "publication__meeting__".
    """
    now = timezone.now()
    open_end = Q(**{f"{end}__isnull": True, f"{start}__gte": now - datetime.timedelta(hours=3)})
    return (Q(**{f"{end}__gte": now}) | open_end) & Q(**{f"{meeting}live__ended_at__isnull": True})


# How far the agenda is, is no part of what the meeting says: publishing never refuses somebody's edit.
STATE = ("status", "status_note", "status_since")


@track(exclude=["search", "agenda_version"])
class Meeting(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="orgaan")
    title = models.CharField("titel", max_length=200)
    starts_at = models.DateTimeField("begint", validators=[sensible])
    ends_at = models.DateTimeField(
        "eindigt", null=True, blank=True, validators=[sensible], help_text="De tijd die gepland is."
    )
    location = models.CharField("plaats", max_length=200, blank=True)
    status = models.CharField(
        "toestand", max_length=12, choices=MeetingStatus.choices, default=MeetingStatus.DRAFT, editable=False
    )
    status_note = models.CharField("toelichting bij de toestand", max_length=300, blank=True, editable=False)
    status_since = models.DateTimeField("in deze toestand sinds", default=timezone.now, editable=False)
    # Raised by the database whenever an item comes, goes or moves: what a reordering was based on.
    agenda_version = models.PositiveIntegerField("versie van de volgorde", default=1, editable=False)
    search = search_column(title="A", location="C")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ["starts_at"]
        constraints = [
            sane_moment("starts_at"),
            sane_moment("ends_at"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="De vergadering eindigt voordat zij begint.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=WITHOUT_REASON) | ~Q(status_note=""),
                name="meeting_end_has_reason",
                violation_error_message="Schrijf erbij waarom.",
            ),
        ]
        indexes = [models.Index(fields=["body", "starts_at"]), search_index("meeting_search")]
        triggers = [
            version_trigger(ignoring=("search", "agenda_version", *STATE)),
            never_deleted_when_named("governance_agendapublication", "meeting_id"),
            reckoned_anew(
                "reckon_meeting",
                pgtrigger.UpdateOf("starts_at", "status"),  # type: ignore[no-untyped-call]
                "i.meeting_id = NEW.id",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes the state or the count of moves: transitions and the database own those."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left_alone = ("id", "search", "agenda_version", *STATE)
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left_alone]
        super().save(*args, **kwargs)

    # Day and times as a form asks them and as a refused save compares them.
    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.starts_at)

    @property
    def start_time(self) -> str:
        return clock(self.starts_at)

    @property
    def end_time(self) -> str:
        return clock(self.ends_at)

    @property
    def available_minutes(self) -> int | None:
        """Planned length in minutes; None while the end is not planned."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60) if self.ends_at else None

    @property
    def can_be_cancelled(self) -> bool:
        """Calling off is a step from here."""
        return self.status in (*STEPS[MeetingStatus.CANCELLED], *STEPS[MeetingStatus.DROPPED])

    @property
    def is_off(self) -> bool:
        """The meeting does not take place."""
        return self.status in (MeetingStatus.CANCELLED, MeetingStatus.DROPPED)

    @property
    def has_begun(self) -> bool:
        """Its first minute came, whether it takes place or not."""
        return self.starts_at <= timezone.now()

    @property
    def is_discarded(self) -> bool:
        """Thrown away as a draft."""
        return self.status == MeetingStatus.DISCARDED

    @property
    def takes_items(self) -> bool:
        """Its agenda is still worked on."""
        return not (self.is_off or self.is_discarded)

    @property
    def can_be_discarded(self) -> bool:
        """A draft that was never published; one query where the state allows it."""
        return self.status == MeetingStatus.DRAFT and not self.publications.exists()

    @property
    def is_taken_back(self) -> bool:
        """The agenda was withdrawn, whether the meeting takes place or not."""
        return self.status in (MeetingStatus.WITHDRAWN, MeetingStatus.DROPPED)

    @property
    def can_be_withdrawn(self) -> bool:
        """There is a published agenda to take back; one query where the state allows it."""
        return self.status in STEPS[MeetingStatus.WITHDRAWN] and self.publications.exists()

    # ------------------------------------------------------------ transitions
    def publish(
        self,
        *,
        by: Actor,
        reason: str = "",
        seen: str | None = None,
        without_mail: bool = False,
    ) -> int | None:
        """Freeze the agenda as it stands, per audience; the new version, or None when nothing changed.

        `seen`: raise ChangedSinceSeen when this is not the proof of what was looked at. `without_mail`: nobody is
        written to.
        """
        from governance.meetings import publishing

        version = publishing.publish(self, by=by, reason=reason, seen=seen, without_mail=without_mail)
        self.refresh_from_db(fields=["status", "status_note", "status_since", "version"])
        return version

    def cancel(self, *, by: Actor, reason: str, without_mail: bool = False) -> bool:
        """The meeting is off; what is published stays and says why. Twice is the same. `reason` is shown to
        everybody. An agenda that was withdrawn stays withdrawn."""
        self._stop(MeetingStatus.CANCELLED, by, reason, without_mail)
        return self.is_off

    def withdraw(self, *, by: Actor, reason: str, without_mail: bool = False) -> bool:
        """Take the published agenda back: a tombstone with the reason stays. Twice is the same. A meeting that is off
        stays off. False when no agenda was ever published, called off or not."""
        self._stop(MeetingStatus.WITHDRAWN, by, reason, without_mail)
        return self.is_taken_back

    def discard(self, *, by: Actor) -> bool:
        """Throw a draft away; its rows and history stay. Twice is the same. False once it was published or off."""
        return self._become(MeetingStatus.DISCARDED, by, lambda now: now.can_be_discarded)

    def bring_back(self, *, by: Actor) -> bool:
        """A draft that was thrown away is a draft again. Twice is the same."""
        return self._become(MeetingStatus.DRAFT, by, lambda now: now.is_discarded)

    def _become(self, status: MeetingStatus, by: Actor, allowed: "Callable[[Meeting], bool]") -> bool:
        """Whether the meeting has this state now. The row in the database decides, not what was read before."""
        from governance.meetings.order import lock

        with acting(by), transaction.atomic():
            now = lock(self)
            if allowed(now):
                now._write_state(status)
        self._read_state(now)
        return self.status == status

    def _stop(self, status: MeetingStatus, by: Actor, reason: str, without_mail: bool) -> bool:
        """As `_become`, for what readers must hear of: with its reason, and a fact that mail follows from."""
        from governance.meetings.order import lock

        with acting(by, reason=reason), transaction.atomic():
            now = lock(self)
            allowed = now.can_be_withdrawn if status == MeetingStatus.WITHDRAWN else now.can_be_cancelled
            if allowed:
                both = (MeetingStatus(now.status), status) in BOTH
                status = MeetingStatus.DROPPED if both else status
                now._write_state(status, reason)
                now._keep_stop(by, without_mail)
        self._read_state(now)
        return self.status == status

    def _keep_stop(self, by: Actor, without_mail: bool) -> None:
        if self.publications.exists():
            self.stops.create(
                status=self.status,
                reason=self.status_note,
                happened_at=self.status_since,
                stopped_by_id=actor_person_id(actor_key(by)),
                without_mail=without_mail,
            )

    def _write_state(self, status: MeetingStatus, note: str = "") -> None:
        self.status, self.status_note, self.status_since = status, note, timezone.now()
        self.save(update_fields=STATE)

    def _read_state(self, now: "Meeting") -> None:
        self.status, self.status_note, self.status_since = now.status, now.status_note, now.status_since
