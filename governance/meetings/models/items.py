"""Agenda items: on the agenda of a meeting at a place, or in the parking lot of the body.

An item may have parts: items inside it, one level deep. They stand right below it in the one run of places 1..n, last
no longer together than it does itself, and are never more open: who may not read the item meets none of its parts. An
item and its parts are called 3, 3a and 3b. Only `governance.meetings.order` writes places and parents.
"""

import uuid
from typing import Any, Self

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.bodies.models import Body
from governance.meetings.models.lasting import never_deleted_when_named
from governance.meetings.models.meetings import Meeting
from governance.meetings.models.parts import parts_by_trigger
from governance.meetings.models.reckoning import agenda_shifted
from governance.meetings.models.visibility import by_publicity, kept_by, on_published_agenda
from partners.organisations.models import Organisation
from zorgzaam.access import Share, shared_ids
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity, WithPublicity
from zorgzaam.richfields import RichTextField
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class ItemKind(models.TextChoices):
    """What the meeting is asked (domain.md 15)."""

    INFORMATION = "informatie", "Informatie"
    EXPLORATION = "beeldvorming", "Beeldvorming"
    OPINION = "oordeelsvorming", "Oordeelsvorming"
    DECISION = "besluit", "Besluit"


class Treatment(models.TextChoices):
    DISCUSS = "bespreekstuk", "Bespreekstuk"
    FORMALITY = "hamerstuk", "Hamerstuk"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: Reader) -> Self:
        """Published and open to this reader, kept by this reader, or shared with them by hand."""
        published = on_published_agenda() & by_publicity(user, "body_id")
        return self.present().filter(published | _read_live_by(user))

    def read_live_by(self, user: Reader) -> Self:
        """What this reader reads as it stands now, published or not: kept by them, or shared with them by hand."""
        return self.present().filter(_read_live_by(user))

    def shared_with(self, user: Reader) -> Self:
        """What chair or secretary let this reader read by hand, as long as that lasts."""
        return self.present().filter(_shared_with(user))

    def readable_by(self, user: Reader) -> Self:
        """As visible_to, as if the agenda were published as it stands now: for previews and snapshots."""
        return self.present().filter(by_publicity(user, "body_id") | kept_by(user, "body_id"))

    def present(self) -> Self:
        """Items that were not taken off for good."""
        return self.filter(removed_at__isnull=True)

    def parked(self) -> Self:
        """Items in a parking lot, the newest last."""
        return self.present().filter(meeting__isnull=True).order_by("created_at", "pk")


def _read_live_by(user: Reader) -> Q:
    return kept_by(user, "body_id") | _shared_with(user)


def _shared_with(user: Reader) -> Q:
    return Q(pk__in=shared_ids(user, AgendaItemShare, "view_agendaitem"))


# Where an item stands is no part of what it says: moving it never refuses a text somebody is typing.
PLACE = ("position", "meeting", "published_at", "parent")


def _raise_version_of(rows: str) -> str:
    # `rows` is one of two texts of this module.
    return f"""
        UPDATE governance_meeting SET agenda_version = agenda_version + 1
         WHERE id IN (SELECT DISTINCT row.meeting_id FROM {rows} row WHERE row.meeting_id IS NOT NULL);
        RETURN NULL;
    """  # noqa: S608


_MOVED = """(SELECT COALESCE(n.meeting_id, o.meeting_id) AS meeting_id FROM old_rows o JOIN new_rows n USING (id)
              WHERE (o.meeting_id, o.position, o.parent_id) IS DISTINCT FROM (n.meeting_id, n.position, n.parent_id)
             UNION SELECT o.meeting_id FROM old_rows o JOIN new_rows n USING (id)
              WHERE o.meeting_id IS DISTINCT FROM n.meeting_id)"""

_NO_GAPS = """
    IF TG_OP <> 'DELETE' THEN place := NEW.meeting_id; ELSE place := OLD.meeting_id; END IF;
    IF EXISTS (SELECT FROM governance_agendaitem WHERE meeting_id IN (place, was)
               GROUP BY meeting_id HAVING COUNT(*) <> MAX(position) OR MIN(position) <> 1) THEN
        RAISE EXCEPTION 'positions of an agenda run from 1 without gaps' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


@track(exclude=["search"])
class AgendaItem(Versioned, WithPublicity):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="agenda_items", verbose_name="orgaan")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="vergadering",
        editable=False, help_text="Leeg: op de parkeerplaats.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("plaats", null=True, blank=True, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="onderdeel van",
        editable=False,
    )  # fmt: skip
    title = models.CharField("titel", max_length=250)
    kind = models.CharField(
        "wat vragen we", max_length=16, choices=ItemKind.choices, default=ItemKind.INFORMATION
    )
    treatment = models.CharField(
        "behandeling", max_length=12, choices=Treatment.choices, default=Treatment.DISCUSS
    )
    minutes = models.PositiveSmallIntegerField("minuten", default=10, validators=[MaxValueValidator(600)])
    owner_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie die inbrengt",
    )
    owner_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie brengt het in"
    )
    explanation = RichTextField("toelichting", blank=True, top_heading=4)
    # Written by the database when what the item is about changes: see governance.meetings.models.subjects.
    subjects_at = models.DateTimeField("onderwerpen gekozen op", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    # Since when it stands on the published agenda of its meeting; see governance.meetings.publishing.
    published_at = models.DateTimeField("gepubliceerd sinds", null=True, blank=True, editable=False)
    removed_at = models.DateTimeField("van de agenda gehaald op", null=True, blank=True, editable=False)
    search = search_column(title="A", explanation="B")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["meeting", "position", "created_at"]
        constraints = [
            *WithPublicity.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="item_place_taken_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een punt.",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, position__isnull=True)
                | Q(meeting__isnull=False, position__isnull=False, removed_at__isnull=True),
                name="item_has_place_on_agenda",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="item_no_part_of_itself",
                violation_error_message="Een punt is geen onderdeel van zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=600),
                name="item_minutes_within_day",
                violation_error_message="Een punt duurt hoogstens 600 minuten.",
            ),
        ]
        indexes = [search_index("agendaitem_search")]
        triggers = [
            version_trigger(ignoring=("search", *PLACE)),
            never_deleted_when_named("governance_publishedline", "item_id"),
            pgtrigger.Trigger(
                name="agenda_grew",
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(new="new_rows"),  # type: ignore[no-untyped-call]
                func=_raise_version_of("new_rows"),
            ),
            pgtrigger.Trigger(
                name="agenda_moved",
                level=pgtrigger.Statement,
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),  # type: ignore[no-untyped-call]
                func=_raise_version_of(_MOVED),
            ),
            pgtrigger.Trigger(
                name="agenda_shrank",
                level=pgtrigger.Statement,
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                referencing=pgtrigger.Referencing(old="old_rows"),  # type: ignore[no-untyped-call]
                func=_raise_version_of("old_rows"),
            ),
            agenda_shifted(),
            *parts_by_trigger(),
            pgtrigger.Trigger(
                name="no_gaps",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("meeting_id", "position") | pgtrigger.Delete,  # type: ignore[no-untyped-call]
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                declare=[("place", "uuid"), ("was", "uuid")],
                func="IF TG_OP <> 'INSERT' THEN was := OLD.meeting_id; END IF;" + _NO_GAPS,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The line on the agenda, or the page of a parked item."""
        if self.meeting_id is None:
            return reverse("item", args=[self.pk])
        return f"{reverse('meeting', args=[self.meeting_id])}#punt-{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving a text never writes a place: only `governance.meetings.order` moves items."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [
                f.name
                for f in self._meta.concrete_fields
                if f.name not in ("id", "search", "removed_at", "subjects_at", *PLACE)
            ]
        super().save(*args, **kwargs)

    @property
    def is_parked(self) -> bool:
        return self.meeting_id is None and self.removed_at is None

    @property
    def is_confidential(self) -> bool:
        return self.publicity == Publicity.CONFIDENTIAL

    @property
    def is_formality(self) -> bool:
        """Settled without discussing it."""
        return self.treatment == Treatment.FORMALITY

    @property
    def has_owner(self) -> bool:
        return self.owner_person_id is not None or self.owner_organisation_id is not None


@track()
class AgendaItemShare(Share):
    """One confidential or parked item, for one person, until a day, with a reason."""

    content_object = models.ForeignKey(AgendaItem, models.CASCADE, related_name="shares")

    class Meta(Share.Meta):
        abstract = False
        verbose_name = "gedeeld agendapunt"
        verbose_name_plural = "gedeelde agendapunten"
