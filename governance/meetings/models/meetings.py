"""A meeting of a body: when, where, and how far its agenda is."""

import datetime
import uuid
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body, Role
from governance.meetings.models.lasting import never_deleted_when_named
from zorgzaam.audit.actors import Actor
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


# From which states a meeting may be called off or taken back. What was taken back stays so until who keeps the
# agenda publishes it again; publishing is allowed from every state.
STEPS = {
    MeetingStatus.CANCELLED: (MeetingStatus.DRAFT, MeetingStatus.PUBLISHED),
    MeetingStatus.DROPPED: (MeetingStatus.WITHDRAWN,),
    MeetingStatus.WITHDRAWN: (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED),
}


def bodies_where(standing: Standing, roles: tuple[str, ...]) -> list[uuid.UUID]:
    """Ids of the bodies where somebody holds one of these roles now."""
    return [body for body, held in standing.bodies.items() if held & set(roles)]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody once published (a withdrawn one leaves its tombstone); before that who sits in the body, who must
        know when and where, and that it is called off. The items have rules of their own."""
        return self.filter(_was_published() | Q(body_id__in=list(standing_of(user).bodies)))

    def managed_by(self, user: Reader) -> Self:
        """Meetings of the bodies whose agenda this reader keeps."""
        return self.filter(body_id__in=bodies_where(standing_of(user), MANAGERS))

    def coming(self) -> Self:
        """Meetings that are not over yet, the first one first."""
        return self.filter(_still_to_come()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Meetings that are over, the last one first."""
        return self.exclude(_still_to_come()).order_by("-starts_at", "pk")

    def public(self) -> Self:
        """Meetings the public agenda lists: what was withdrawn keeps its page but no line here."""
        return self.filter(_was_published(), status__in=[MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED])


def _was_published() -> Q:
    # A state does not tell: a draft that is called off was never published.
    return Q(pk__in=Meeting.objects.filter(publications__isnull=False).values("pk"))


def _still_to_come() -> Q:
    now = timezone.now()
    open_end = Q(ends_at__isnull=True, starts_at__gte=now - datetime.timedelta(hours=3))
    return Q(ends_at__gte=now) | open_end


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
                condition=Q(status__in=[MeetingStatus.DRAFT, MeetingStatus.PUBLISHED]) | ~Q(status_note=""),
                name="meeting_end_has_reason",
                violation_error_message="Schrijf erbij waarom.",
            ),
        ]
        indexes = [models.Index(fields=["body", "starts_at"]), search_index("meeting_search")]
        triggers = [
            version_trigger(ignoring=("search", "agenda_version", *STATE)),
            never_deleted_when_named("governance_agendapublication", "meeting_id"),
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
    def is_taken_back(self) -> bool:
        """The agenda was withdrawn, whether the meeting takes place or not."""
        return self.status in (MeetingStatus.WITHDRAWN, MeetingStatus.DROPPED)

    @property
    def can_be_withdrawn(self) -> bool:
        """There is a published agenda to take back; one query where the state allows it."""
        return self.status in STEPS[MeetingStatus.WITHDRAWN] and self.publications.exists()

    # ------------------------------------------------------------ transitions
    def publish(
        self, *, by: Actor, reason: str = "", only_again: bool = False, seen: str | None = None
    ) -> int | None:
        """Freeze the agenda as it stands, per audience; the new version, or None when nothing changed.

        `only_again`: do nothing when the agenda is no longer published, for who did not read it. `seen`: raise
        ChangedSinceSeen when this is not the proof of what was looked at.
        """
        from governance.meetings import publishing

        version = publishing.publish(self, by=by, reason=reason, only_again=only_again, seen=seen)
        self.refresh_from_db(fields=["status", "status_note", "status_since", "version"])
        return version

    def cancel(self, *, by: Actor, reason: str) -> bool:
        """The meeting is off; what is published stays and says why. Twice is the same. `reason` is shown to
        everybody. An agenda that was withdrawn stays withdrawn."""
        self._become(MeetingStatus.CANCELLED, by, reason)
        return self.is_off

    def withdraw(self, *, by: Actor, reason: str) -> bool:
        """Take the published agenda back: a tombstone with the reason stays. Twice is the same. False when no
        agenda was ever published, called off or not."""
        return self._become(MeetingStatus.WITHDRAWN, by, reason)

    def _become(self, status: MeetingStatus, by: Actor, reason: str) -> bool:
        """Whether the meeting has this state now. The row in the database decides, not what was read before."""
        from governance.meetings.order import lock

        with acting(by, reason=reason), transaction.atomic():
            now = lock(self)
            allowed = now.can_be_withdrawn if status == MeetingStatus.WITHDRAWN else now.can_be_cancelled
            if allowed:
                off_and_back = status == MeetingStatus.CANCELLED and now.is_taken_back
                status = MeetingStatus.DROPPED if off_and_back else status
                now.status, now.status_note, now.status_since = status, reason, timezone.now()
                now.save(update_fields=STATE)
        self.status, self.status_note, self.status_since = now.status, now.status_note, now.status_since
        return self.status == status
