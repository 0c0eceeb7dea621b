"""Minutes of a meeting: a part per item that is worked on, and what was published of it, frozen per audience.

A part is of one item and of one side of the doors. The public version is made by leaving whole parts out, so no hand
ever decides which sentence is secret. See docs/decisions/0024.
"""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.live.models.pulse import raises_the_pulse
from governance.meetings.models import MANAGERS, AgendaItem, Audience, Meeting
from governance.meetings.models.meetings import bodies_where
from governance.meetings.models.visibility import kept_by, words_kept_by
from governance.meetings.sides import keeps_its_side
from governance.minutes.following import has_its_part
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.richfields import RichTextField
from zorgzaam.snapshots import Frozen
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class MinutesState(models.TextChoices):
    DRAFT = "concept", "Concept"
    PUBLISHED = "gepubliceerd", "Gepubliceerd, nog niet vastgesteld"
    APPROVED = "vastgesteld", "Vastgesteld"


STEPS = [(MinutesState.DRAFT, MinutesState.PUBLISHED), (MinutesState.PUBLISHED, MinutesState.APPROVED)]


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: Reader) -> Self:
        """Who keeps the agenda; once published who sits in the body, and everybody when the meeting is public."""
        standing = standing_of(user)
        kept = Q(meeting__body_id__in=bodies_where(standing, MANAGERS))
        members = Q(meeting__body_id__in=list(standing.bodies))
        public = Q(meeting__in=Meeting.objects.all().public().values("pk"))
        return self.filter(kept | (~Q(state=MinutesState.DRAFT) & (members | public)))


@track()
class Minutes(Versioned):
    """`approved_in` is the item of a later meeting at which they were approved; from then on they stay as they are."""

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, primary_key=True, related_name="minutes", verbose_name="vergadering"
    )
    state = models.CharField(
        "stand", max_length=12, choices=MinutesState.choices, default=MinutesState.DRAFT, editable=False
    )
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gemaakt door")
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    approved_in = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, editable=False, related_name="approved_minutes",
        verbose_name="vastgesteld bij punt",
    )  # fmt: skip
    approved_on = models.DateField("vastgesteld op", null=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MinutesState.APPROVED, approved_in__isnull=False, approved_on__isnull=False)
                | (~Q(state=MinutesState.APPROVED) & Q(approved_in__isnull=True, approved_on__isnull=True)),
                name="minutes_approved_at_an_item",
            )
        ]
        triggers = [
            version_trigger(),
            raises_the_pulse("NEW.meeting_id"),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_once_approved",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state = 'vastgesteld'"),
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag van {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.meeting_id])

    @property
    def body_id(self) -> uuid.UUID:
        """The body whose minutes these are: what the rules ask."""
        return self.meeting.body_id

    @property
    def is_approved(self) -> bool:
        return self.state == MinutesState.APPROVED

    # ------------------------------------------------------------ transitions
    def publish(self, *, by: Any, seen: str) -> "int | None":
        """Freeze it per audience; the new version, or None when nothing changed. See governance.minutes.publishing."""
        from governance.minutes.publishing import publish

        return publish(self, by=by, seen=seen)

    def approve(self, item: AgendaItem, *, by: Any) -> bool:
        """The body approved it at this item of a later meeting. See governance.minutes.publishing."""
        from governance.minutes.publishing import approve

        return approve(self, item, by=by)


class MinutesPartQuerySet(models.QuerySet["MinutesPart"]):
    def visible_to(self, user: Reader) -> Self:
        """Parts are worked on by who keeps the item, confidential ones by chair and secretary; readers read what was
        published."""
        return self.filter(kept_by(user, "item__body_id", "item__"), words_kept_by(user))


_APPROVED = """
    IF (SELECT state FROM governance_minutes WHERE meeting_id = NEW.minutes_id) = 'vastgesteld' THEN
        RAISE EXCEPTION 'approved minutes' USING ERRCODE = 'check_violation', CONSTRAINT = 'part_stays_as_approved',
            HINT = 'Dit verslag is vastgesteld. Zet een verbetering in het verslag van een volgende vergadering.';
    END IF;
    RETURN NEW;
"""


@track()
class MinutesPart(Versioned):
    """What the minutes say at one item, in the open or behind closed doors. What was written in it while the item was
    confidential is in no version, also when the item is opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(
        Minutes, models.PROTECT, related_name="parts", verbose_name="verslag", editable=False
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="minutes_parts", verbose_name="agendapunt", editable=False
    )
    closed = models.BooleanField("besloten deel", default=False, editable=False)
    confidential = models.BooleanField("vertrouwelijk geschreven", default=False, editable=False)
    text = RichTextField("tekst", blank=True, top_heading=4)

    objects = MinutesPartQuerySet.as_manager()

    class Meta:
        verbose_name = "deel van een verslag"
        verbose_name_plural = "delen van een verslag"
        ordering = ["item__position", "closed"]
        constraints = [
            models.UniqueConstraint("minutes", "item", "closed", name="one_part_per_item_and_side")
        ]
        triggers = [
            version_trigger(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_on_its_side",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("minutes", "item", "closed"),
            ),
            pgtrigger.Trigger(
                name="part_stays_as_approved",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=_APPROVED,
            ),
            keeps_its_side(),
        ]

    def __str__(self) -> str:
        return f"{self.item}{' (besloten deel)' if self.closed else ''}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of who writes it; the one in the open as on the page readers get."""
        return f"besloten-{self.item_id}" if self.closed else f"punt-{self.item_id}"


pgtrigger.register(has_its_part())(AgendaItem)


class MinutesPublicationQuerySet(models.QuerySet["MinutesPublication"]):
    def visible_to(self, user: Reader) -> Self:
        """The one without closed parts for everybody, the other for who sits in the body now."""
        members = Q(minutes__meeting__body_id__in=list(standing_of(user).bodies))
        audience = Q(audience=Audience.PUBLIC) | members
        return self.filter(audience, minutes__in=Minutes.objects.visible_to(user).values("pk"))

    def light(self) -> Self:
        """Without the PDF."""
        return self.defer("pdf")


@track(exclude=["canonical", "html", "plain", "pdf"])
class MinutesPublication(Frozen):
    """One version for one audience, as it went out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="publications", verbose_name="verslag")
    version = models.PositiveIntegerField("versie")
    audience = models.CharField("voor wie", max_length=8, choices=Audience.choices)

    objects = MinutesPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerd verslag"
        verbose_name_plural = "gepubliceerde verslagen"
        ordering = ["minutes", "version", "audience"]
        constraints = [
            models.UniqueConstraint("minutes", "version", "audience", name="minutes_version_once"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"Versie {self.version} ({self.get_audience_display()})"


@track()
class MinutesNotice(models.Model):
    """Readers were told of this version: a consequence, so it sits outside the frozen row."""

    publication = models.OneToOneField(
        MinutesPublication, models.PROTECT, primary_key=True, related_name="notice", verbose_name="publicatie"
    )
    told = models.PositiveIntegerField("aantal berichten")
    done_at = models.DateTimeField("gedaan op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een verslag"
        verbose_name_plural = "berichten over verslagen"

    def __str__(self) -> str:
        return f"{self.told} berichten over {self.publication_id}"
