"""Organisations, how they take part, and who may speak for them."""

import datetime
import uuid
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from partners.organisations.granting import granted_by_who_may
from partners.organisations.guards import merged_once, not_by_who_gains
from partners.regions.models import Municipality
from zorgzaam.audit.history import track
from zorgzaam.audit.triggers import not_by_oneself
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.tooi import is_tooi, tooi_field
from zorgzaam.trees import NoCircle
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address


class OrganisationKind(models.TextChoices):
    GOVERNMENT = "overheid", "Overheid"
    AUTHORITY = "bestuursorgaan", "Bestuursorgaan"
    SUPERVISOR = "toezichthouder", "Toezichthouder"
    INSURER = "zorgverzekeraar", "Zorgverzekeraar"
    PUBLIC_HEALTH = "publieke_gezondheid", "Publieke gezondheid"
    AMBULANCE = "ambulancezorg", "Ambulancezorg"
    CARE_PROVIDER = "zorgaanbieder", "Zorgaanbieder"
    SUPPORT = "ondersteuningsorganisatie", "Ondersteuningsorganisatie"
    KNOWLEDGE = "kennisinstelling", "Kennisinstelling"
    PROGRAMME = "programma_platform", "Programma of platform"
    ALLIANCE = "samenwerkingsverband", "Samenwerkingsverband"
    CONSULTATION = "overleg", "Overleg"
    HOUSING = "woningorganisatie", "Woningorganisatie"
    MEDIA = "media", "Media"
    CLIENTS = "inwonersorganisatie", "Inwoners- of patiëntenorganisatie"
    OTHER = "overig", "Overig"


class OrganisationQuerySet(PublicQuerySet):
    """Organisations are public."""

    def remaining(self) -> Self:
        """Without what was merged into another: that one stands for both."""
        return self.filter(merged_into__isnull=True)

    def one_with(self, organisations: Any) -> Self:
        """These organisations (ids, or a queryset of them) and every other that is one with them by a merge."""
        return self.filter(whole__in=Organisation.objects.filter(pk__in=organisations).values("whole"))

    def taking_part_on(self, day: datetime.date) -> Self:
        """Adds `takes_part`: a value of ParticipationKind, or None when it is not known. What was written down of one
        that was merged into it counts where it has nothing of its own."""
        held = Participation.objects.on(day).filter(organisation__whole=OuterRef("whole"))
        own_first = Case(When(organisation=F("organisation__whole"), then=0), default=1)
        return self.annotate(takes_part=Subquery(held.order_by(own_first, "pk").values("kind")[:1]))

    def municipal(self) -> Self:
        """The organisations that are a municipality; their `municipality` is the one they govern."""
        return self.filter(kind=OrganisationKind.GOVERNMENT, municipality__isnull=False)

    def named_like(self, words: str) -> Self:
        """Part of the name or of an alias, with or without accents."""
        return self.filter(Q(name__unaccent__icontains=words) | Q(aliases__unaccent__icontains=words))


@track(exclude=["search", "whole"])
class Organisation(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=160, unique=True)
    aliases = models.TextField("ook genoemd", blank=True, help_text="Een naam per regel.")
    kind = models.CharField("soort", max_length=30, choices=OrganisationKind.choices)
    sector = models.CharField("sector", max_length=80, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name="gemeente",
    )
    about = models.TextField("over deze organisatie", blank=True)
    website = WebAddressField("website", blank=True)
    tooi = tooi_field()
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name="komt voort uit",
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="onderdeel van"
    )
    ended_note = models.CharField(
        "bestaat niet meer", max_length=120, blank=True, help_text="Bijvoorbeeld: failliet"
    )
    # Two that turned out to be one: nothing is rewritten, readers go by `whole` (docs/decisions/0030).
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="samengevoegd met",
    )
    whole = models.GeneratedField(
        expression=Coalesce(F("merged_into"), F("id")), output_field=models.UUIDField(), db_persist=True
    )
    search = search_column(name="A", aliases="A", about="C")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]
        constraints = [
            is_web_address("website", "organisation_website_is_http"),
            is_tooi("tooi", "organisation_tooi_is_one"),
            models.UniqueConstraint(
                "tooi", condition=~Q(tooi=""), name="organisation_tooi_once",
                violation_error_message="Dit adres in TOOI heeft een andere organisatie al.",
            ),
        ]  # fmt: skip
        indexes = [
            search_index("organisation_search"),
            models.Index(fields=["whole"], name="organisation_whole"),
            # Names that look alike, without comparing each with each.
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisation_name_alike"),
        ]
        triggers = [
            version_trigger(ignoring=("search", "whole")),
            merged_once(),
            not_by_who_gains(),
            NoCircle(
                name="organisation_no_part_of_itself",
                up="part_of",
                message="Een organisatie kan geen onderdeel van zichzelf zijn, ook niet via een andere.",
            ),
            NoCircle(
                name="organisation_no_own_predecessor",
                up="predecessor",
                message="Een organisatie kan niet uit zichzelf voortkomen, ook niet via een andere.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.pk])

    @property
    def is_municipal(self) -> bool:
        """As `municipal`: it is a municipality itself."""
        return self.kind == OrganisationKind.GOVERNMENT and self.municipality_id is not None

    @property
    def all_of_it(self) -> "models.QuerySet[Organisation]":
        """Itself and every organisation that is one with it: for what hangs on any of them."""
        return Organisation.objects.filter(whole=self.whole)

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def other_names(self) -> list[str]:
        """What somebody may call it who does not know its name: aliases, abbreviations, and who it came from."""
        before = [self.predecessor.name] if self.predecessor else []
        return [name for name in dict.fromkeys([*self.alias_list, *before]) if name != self.name]


def merged_ids() -> dict[uuid.UUID, set[uuid.UUID]]:
    """Of every organisation that is one with another by a merge: the ids of all of them, itself included. One query,
    with nothing in it for who was never merged."""
    of_whole: dict[uuid.UUID, set[uuid.UUID]] = {}
    for one, whole in Organisation.objects.filter(merged_into__isnull=False).values_list("pk", "whole"):
        of_whole.setdefault(whole, {whole}).add(one)
    return {one: together for together in of_whole.values() for one in together}


class ParticipationKind(models.TextChoices):
    """Members and the wider circle are kept apart (R4, R6)."""

    MEMBER = "deelnemer", "Deelnemer"
    CIRCLE = "kring", "In de kring: jaarlijks uitgenodigd"
    EXTERNAL = "extern", "Extern"


class DatedPublicQuerySet(PeriodQuerySet, PublicQuerySet):
    """Dated and public."""


@track()
class Participation(Versioned, Sourced, Period):
    """How an organisation takes part in the network, from and until."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name="organisatie"
    )
    kind = models.CharField("deelname", max_length=10, choices=ParticipationKind.choices)

    objects = DatedPublicQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelname"
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "one_participation_at_a_time",
                "Deze organisatie heeft in die tijd al een andere deelname.",
                "organisation",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"


class RepresentationQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, administrators, and the organisation itself."""
        standing = standing_of(user)
        if standing.is_bureau or standing.is_admin:
            return self
        return self.filter(organisation_id__in=standing.organisations)

    def keeping(self) -> Self:
        """Those who may let colleagues in, and for whom no end is known: one of them has to remain."""
        return self.filter(manages=True, ends_on__isnull=True)


@track(exclude=["known_as"])
class Representation(Versioned, Period):
    """A person who may speak for an organisation, from and until.

    `known_as` is what a colleague calls somebody who had an account here already: the name of an account is not told to
    who typed its address. History keeps no names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="representations", verbose_name="organisatie"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="representations", verbose_name="persoon")
    role = models.CharField("functie", max_length=80, blank=True)
    manages = models.BooleanField(
        "mag collega's toevoegen",
        default=True,
        help_text="Ook: vragen om toegang beantwoorden, en zeggen tot wanneer een collega namens jullie spreekt.",
    )
    given_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="gave",
        verbose_name="toegevoegd door een collega",
    )
    known_as = models.CharField(
        "hoe de collega's haar of hem noemen", max_length=120, blank=True, editable=False
    )

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = "vertegenwoordiging"
        verbose_name_plural = "vertegenwoordigingen"
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "one_representation_at_a_time",
                "Deze persoon spreekt in die tijd al voor deze organisatie.",
                "organisation",
                "person",
            ),
        ]
        triggers = [
            version_trigger(),
            not_by_oneself(),
            granted_by_who_may(),
            pgtrigger.ReadOnly(name="keeps_who_gave_it", fields=["given_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} voor {self.organisation}"

    @property
    def name(self) -> str:
        """Who this is, for who sees the row."""
        return self.known_as or self.person.name

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @staticmethod
    def told_in_history(event: Any) -> str:
        """The function, and no name: see `known_as`."""
        return f"({event.role})" if event.role else ""
