"""Bodies and their life: parts, predecessors and successors, seats of organisations, mandates of people."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting, track
from zorgzaam.audit.triggers import not_by_oneself
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, Precision, describe, holds_on, no_overlap, span
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.trees import NoCircle
from zorgzaam.versions import Versioned, version_trigger


class BodyKind(models.TextChoices):
    COALITION = "bestuurlijk_netwerk", "Bestuurlijk netwerk"
    OFFICE = "netwerkbureau", "Netwerkbureau"
    NETWORK = "netwerksamenwerking", "Netwerksamenwerking"
    PLATFORM = "netwerkplatform", "Netwerkplatform"
    EXECUTIVE_MEETING = "bestuurlijk_overleg", "Bestuurlijk overleg"
    STEERING_GROUP = "voorbereidend_overleg", "Voorbereidend overleg"
    SUPPORT_OFFICE = "ondersteunend_bureau", "Ondersteunend bureau"
    FUNCTION = "functie", "Functie"
    PARTICIPANTS = "deelnemers", "Deelnemers"
    CORE_TEAM = "kernteam", "Kernteam"
    WRITING_TEAM = "schrijfteam", "Schrijfteam"
    WORKING_GROUP = "werkgroep", "Werkgroep"
    ARRANGEMENT = "regeling", "Regeling"
    YEARLY_MEETING = "jaarlijks_overleg", "Jaarlijks overleg"
    PROVINCIAL_COUNCIL = "provinciale_staten", "Provinciale Staten"
    PROVINCIAL_COMMITTEE = "statencommissie", "Statencommissie"
    MUNICIPAL_COUNCIL = "gemeenteraad", "Gemeenteraad"
    EXECUTIVE = "college", "College"


COUNCIL_KINDS = (BodyKind.PROVINCIAL_COUNCIL, BodyKind.PROVINCIAL_COMMITTEE, BodyKind.MUNICIPAL_COUNCIL)


class Role(models.TextChoices):
    CHAIR = "voorzitter", "Voorzitter"
    SECRETARY = "secretaris", "Secretaris"
    MEMBER = "lid", "Lid"
    ALTERNATE = "plaatsvervanger", "Plaatsvervanger"
    LEAD = "trekker", "Trekker/ambassadeur"
    COORDINATOR = "coordinator", "Coördinator"
    EXPERT = "deskundige", "Inhoudsdeskundige"
    STAFF = "medewerker", "Medewerker"
    PROJECT_LEADER = "projectleider", "Projectleider"
    PORTFOLIO_HOLDER = "portefeuillehouder", "Portefeuillehouder"
    PROVINCIAL_MEMBER = "statenlid", "Statenlid"
    COUNCIL_MEMBER = "raadslid", "Raadslid"
    CLERK = "griffier", "Griffier"


class BodyState(models.TextChoices):
    FORMING = "in_oprichting", "In oprichting"
    ACTIVE = "actief", "Actief"
    PHASING_OUT = "in_afbouw", "In afbouw"
    DISSOLVED = "opgeheven", "Opgeheven"
    MERGED = "opgegaan", "Opgegaan in een ander orgaan"


GONE_STATES = (BodyState.DISSOLVED, BodyState.MERGED)


class BodyQuerySet(PeriodQuerySet, PublicQuerySet):
    """Bodies are public; who sits there is decided per mandate."""

    def councils(self) -> Self:
        return self.filter(kind__in=COUNCIL_KINDS)

    def existing_on(self, day: datetime.date) -> Self:
        """Bodies that exist on `day`. Without a known end the state decides."""
        return self.on(day).exclude(ends_on__isnull=True, state__in=GONE_STATES)

    def gone_on(self, day: datetime.date) -> Self:
        """Bodies that are no more on `day`."""
        return self.filter(Q(ends_on__lt=day) | Q(ends_on__isnull=True, state__in=GONE_STATES))


@track(exclude=["search"])
class Body(Versioned, Sourced, Period):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=160)
    aliases = models.TextField("ook genoemd", blank=True, help_text="Een naam per regel.")
    kind = models.CharField("soort", max_length=24, choices=BodyKind.choices)
    state = models.CharField("toestand", max_length=14, choices=BodyState.choices, default=BodyState.ACTIVE)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="onderdeel van"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name="orgaan van",
        help_text="Bijvoorbeeld de provincie bij Provinciale Staten, of de gemeente bij een gemeenteraad.",
    )
    purpose = models.TextField("waarvoor", blank=True)
    mission = models.TextField("missie", blank=True, help_text="Letterlijk, zoals vastgesteld.")
    composition = models.TextField("wie doet mee", blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=100)
    search = search_column(name="A", aliases="A", purpose="B", composition="C")

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "orgaan"
        verbose_name_plural = "organen"
        ordering = ["position", "name"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="body_no_part_of_itself",
                violation_error_message="Een orgaan kan geen onderdeel van zichzelf zijn.",
            ),
        ]
        indexes = [search_index("body_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            NoCircle(
                name="body_no_circle",
                up="part_of",
                message="Een orgaan kan geen onderdeel van zichzelf zijn, ook niet via een ander.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def is_gone(self) -> bool:
        """No more today."""
        ended = self.ends_on is not None and self.ends_on < timezone.localdate()
        return ended or (self.ends_on is None and self.state in GONE_STATES)

    @property
    def is_council(self) -> bool:
        return self.kind in COUNCIL_KINDS


class SuccessionKind(models.TextChoices):
    MERGED_INTO = "opgegaan_in", "Opgegaan in"
    REPLACED_BY = "vervangen_door", "Vervangen door"
    CONTINUED_AS = "voortgezet_als", "Voortgezet als"


@track()
class Succession(Sourced):
    """One body after another: the line from Zorgtafel to Verbindende Coalitie (domain.md 1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    predecessor = models.ForeignKey(
        Body, models.PROTECT, related_name="successions", verbose_name="voorganger"
    )
    successor = models.ForeignKey(Body, models.PROTECT, related_name="origins", verbose_name="opvolger")
    kind = models.CharField("hoe", max_length=16, choices=SuccessionKind.choices)
    happened_on = models.DateField("wanneer", null=True, blank=True)
    happened_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    note = models.TextField("toelichting", blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "opvolging"
        verbose_name_plural = "opvolging"
        ordering = ["happened_on"]
        constraints = [
            models.UniqueConstraint(
                "predecessor",
                "successor",
                name="succession_once",
                violation_error_message="Deze opvolging staat er al.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_of_another",
                violation_error_message="Een orgaan kan zichzelf niet opvolgen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} -> {self.successor}"

    @property
    def when(self) -> str:
        """When it happened, no more precise than the source; "" when that is not known."""
        return describe(self.happened_on, self.happened_precision) if self.happened_on else ""


def _end(row: "Seat | Mandate", *, by: Actor, on: datetime.date, reason: str) -> bool:
    with acting(by, reason=reason):
        still_holds = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
        rows = type(row)._default_manager.filter(still_holds, pk=row.pk)
        changed = rows.update(ends_on=on, ends_precision=Precision.DAY)
    row.refresh_from_db(fields=["ends_on", "ends_precision"])
    return bool(changed)


class SeatQuerySet(PeriodQuerySet, PublicQuerySet):
    def with_vacancy(self, day: datetime.date) -> Self:
        """Adds `is_held` and `is_vacant`, both for `day`.

        An organisation can hold a seat without a named person: that is no vacancy. A seat is vacant when
        somebody sat there before and nobody does now. An alternate does not fill it.
        """
        holders = Mandate.objects.filter(seat=OuterRef("pk")).exclude(role=Role.ALTERNATE)
        held = Exists(holders.filter(holds_on(day)))
        return self.annotate(is_held=held, is_vacant=Exists(holders.filter(ends_on__lt=day)) & ~held)


@track()
class Seat(Sourced, Period):
    """A seat in a body, held by an organisation or by a group without one organisation (inhabitants)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name="orgaan")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="organisatie"
    )
    label = models.CharField(
        "voor wie", max_length=120, blank=True, help_text="Als de zetel niet van een organisatie is."
    )
    position = models.PositiveSmallIntegerField("volgorde", default=100)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "zetel"
        verbose_name_plural = "zetels"
        ordering = ["body", "position", "id"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(label=""),
                name="seat_is_for_somebody",
                violation_error_message="Kies een organisatie of schrijf voor wie de zetel is.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_in_its_body",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("body"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder} in {self.body}"

    @property
    def holder(self) -> str:
        return self.organisation.name if self.organisation else self.label

    def is_held_after(self, day: datetime.date) -> bool:
        """Whether a mandate on this seat goes on after `day`."""
        return self.mandates.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).exists()

    def end(self, *, by: Actor, on: datetime.date, reason: str) -> bool:
        """The seat is there until and including `on`. True when that changed anything."""
        return _end(self, by=by, on=on, reason=reason)


class MandateQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Public where the person agreed to be named; else for bureau, beheer and fellow members."""
        standing = standing_of(user)
        if standing.is_bureau or standing.is_admin:
            return self
        mine = Q(person_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        return self.filter(Q(person__named_publicly=True) | Q(body_id__in=list(standing.bodies)) | mine)


def _seat_of_the_same_body() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="seat_of_the_same_body",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM governance_seat WHERE id = NEW.seat_id AND body_id <> NEW.body_id) THEN
                RAISE EXCEPTION 'the seat belongs to another body' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class Mandate(Sourced, Period):
    """A person in a body, in a role, from and until: the source of every right in that body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates", verbose_name="orgaan")
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="zetel"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates", verbose_name="persoon")
    role = models.CharField("rol", max_length=20, choices=Role.choices, default=Role.MEMBER)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ["body", "role", "person__sort_name"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "mandate_once_at_a_time",
                "Deze persoon heeft in die tijd deze rol al.",
                "person",
                "body",
                "role",
            ),
            ExclusionConstraint(
                name="seat_held_by_one",
                expressions=[
                    (span("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("seat", RangeOperators.EQUAL),
                    ("person", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(seat__isnull=False) & ~Q(role=Role.ALTERNATE),
                violation_error_message=(
                    "Deze zetel is dan al bezet. Beëindig eerst het andere mandaat, of kies plaatsvervanger."
                ),
            ),
        ]
        triggers = [not_by_oneself(), _seat_of_the_same_body()]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} van {self.body}"

    def clean(self) -> None:
        if self.seat is not None and self.body_id and self.seat.body_id != self.body_id:
            raise ValidationError({"seat": "Deze zetel hoort bij een ander orgaan."})

    def end(self, *, by: Actor, on: datetime.date, reason: str) -> bool:
        """Let it hold until and including `on`, and give the right of it no day longer.

        True when something changed; False when it had ended by then already. The database refuses a day
        before the beginning, and the holder as the one who ends it.
        """
        return _end(self, by=by, on=on, reason=reason)
