"""A body of the network: what it is, what it is part of and whether it exists."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
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


OFFICE_NEEDS_NO_ROWS = (
    "Zolang hier mandaten lopen kan dit geen netwerkbureau worden of ophouden het te zijn: "
    "het netwerkbureau mag veel."
)
KIND_BY_A_COLLEAGUE = "Je zit zelf in dit overleg. Laat een collega de soort wijzigen."


def _kind_gives_no_rights() -> pgtrigger.Trigger:
    """The kind of a body decides what its people may do: whoever sits there does not choose it, and nobody becomes
    or stops being netwerkbureau by it."""
    return pgtrigger.Trigger(
        name="kind_gives_no_rights",
        operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("kind"),
        declare=[("held", "uuid[]")],
        func=f"""
            SELECT array_agg(person_id) INTO held FROM governance_mandate
             WHERE body_id = NEW.id AND (ends_on IS NULL OR ends_on >= CURRENT_DATE);
            IF held IS NOT NULL AND '{BodyKind.OFFICE.value}' IN (OLD.kind, NEW.kind) THEN
                RAISE EXCEPTION 'a kind gives no rights' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'kind_gives_no_rights', HINT = '{OFFICE_NEEDS_NO_ROWS}';
            END IF;
            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'
               IN (SELECT 'person:' || who FROM unnest(held) AS who) THEN
                RAISE EXCEPTION 'nobody grants themselves' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'kind_gives_no_rights', HINT = '{KIND_BY_A_COLLEAGUE}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


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
            _kind_gives_no_rights(),
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

    def why_not_of_kind(self, kind: str, chooser_id: uuid.UUID | None) -> str:
        """Why the person with this id cannot make it `kind`; "" when nothing is against it. The database holds it."""
        if kind == self.kind:
            return ""
        today = timezone.localdate()
        held = self.mandates.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        if BodyKind.OFFICE in (kind, self.kind) and held.exists():
            return OFFICE_NEEDS_NO_ROWS
        return KIND_BY_A_COLLEAGUE if held.filter(person_id=chooser_id).exists() else ""

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    def begins_after(self, day: datetime.date) -> bool:
        """Whether it was not there yet on `day`."""
        return self.starts_on is not None and day < self.starts_on

    @property
    def is_gone(self) -> bool:
        """No more today."""
        ended = self.ends_on is not None and self.ends_on < timezone.localdate()
        return ended or (self.ends_on is None and self.state in GONE_STATES)

    @property
    def is_council(self) -> bool:
        return self.kind in COUNCIL_KINDS
