"""Where a municipality lies: one region per scheme, and never one region for all (domain.md 4, O1)."""

import uuid
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from partners.regions.models import Municipality, Region, RegionMembership


@dataclass(frozen=True)
class Placement:
    """A municipality in one scheme. `ours` is the name of the region of this site in that scheme, "" without one.

    `elsewhere`: our region uses this scheme, but the municipality sits in another region of it.
    """

    membership: RegionMembership
    ours: str

    @property
    def elsewhere(self) -> bool:
        return bool(self.ours) and not self.membership.region.is_ours


def _memberships() -> "QuerySet[RegionMembership]":
    """Every membership, of now and before, with `our_name`: what our region of that scheme is called."""
    ours = Region.objects.filter(scheme=OuterRef("scheme"), is_ours=True).values("name")[:1]
    found: QuerySet[RegionMembership] = RegionMembership.objects.annotate(our_name=Subquery(ours))
    return found.select_related("region__scheme", "source").order_by("scheme__name")


def with_memberships() -> "QuerySet[Municipality]":
    """Municipalities with what `memberships_of` and `placements` read: for a page of which several parts ask it."""
    return Municipality.objects.prefetch_related(
        Prefetch("region_memberships", _memberships(), to_attr="memberships_ever")
    )


def memberships_of(municipality: Municipality) -> list[RegionMembership]:
    """Where a municipality sits and sat; one query, none when it was read `with_memberships`."""
    known: list[RegionMembership] | None = getattr(municipality, "memberships_ever", None)
    return list(_memberships().filter(municipality=municipality)) if known is None else known


def placements(municipality: Municipality) -> list[Placement]:
    """Where this municipality sits today, per scheme; costs what `memberships_of` costs."""
    now = [row for row in memberships_of(municipality) if row.is_current]
    return [Placement(row, row.our_name or "") for row in now]  # type: ignore[attr-defined]


def with_elsewhere() -> "QuerySet[Municipality]":
    """Municipalities with in `elsewhere` where each sits today outside our region of the same scheme.

    A list of {"scheme", "region", "ours"}, each a name; in the same query as the municipality itself.
    """
    ours = Region.objects.filter(scheme=OuterRef("scheme"), is_ours=True).values("name")[:1]
    found = RegionMembership.objects.current().filter(municipality=OuterRef("pk"), region__is_ours=False)
    away = found.annotate(our_name=Subquery(ours)).filter(our_name__isnull=False).order_by("scheme__name")
    names = JSONObject(scheme="scheme__name", region="region__name", ours="our_name")
    return Municipality.objects.annotate(elsewhere=ArraySubquery(away.values_list(names)))


def neighbours(region: Region) -> list[Municipality]:
    """The municipalities of a region today, by name."""
    return list(
        Municipality.objects.filter(
            region_memberships__in=RegionMembership.objects.current().filter(region=region)
        ).order_by("name")
    )


def regions_with_members() -> "list[Region]":
    """Every region with its memberships of today in `now`, per scheme."""
    members = RegionMembership.objects.current().select_related("municipality")
    return list(
        Region.objects.select_related("scheme")
        .prefetch_related(Prefetch("memberships", queryset=members, to_attr="now"))
        .order_by("scheme__name", "-is_ours", "name")
    )


def of_our_regions(*also: uuid.UUID) -> list[Municipality]:
    """The municipalities that sit in one of our regions today, in whatever scheme, and those with an id in `also`; all
    of them, by name, when no region is ours."""
    ours = RegionMembership.objects.current().filter(region__is_ours=True)
    wanted = Q(pk__in=ours.values("municipality")) | Q(pk__in=also)
    found = Municipality.objects.filter(wanted).order_by("name")
    return list(found) or list(Municipality.objects.order_by("name"))
