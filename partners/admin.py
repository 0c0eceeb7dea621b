"""Beheer of partners: regions, organisations, how they take part and who speaks for them."""

from typing import Any

from django.contrib import admin

from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.beheer.dated import PERIOD, SOURCE, GainAdmin, HoldsFilter
from zorgzaam.beheer.inlines import TabularRows
from zorgzaam.beheer.sections import Section


@admin.register(Municipality)
class MunicipalityAdmin(ObjectAdmin):
    section = Section.REGION
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug"]}),
        ("Op de kaart", {"fields": ["map_column", "map_row"]}),
    ]


@admin.register(RegionScheme)
class RegionSchemeAdmin(ObjectAdmin):
    section = Section.REGION
    list_display = ["name", "purpose"]
    search_fields = ["name", "purpose"]
    fieldsets = [(None, {"fields": ["name", "slug", "purpose"]})]
    prepopulated_fields = {"slug": ["name"]}


class MembershipInline(TabularRows):
    model = RegionMembership
    show_change_link = False
    autocomplete_fields = ["municipality"]
    fields = ["municipality", "starts_on", "ends_on", "note"]


@admin.register(Region)
class RegionAdmin(ObjectAdmin):
    section = Section.REGION
    list_display = ["name", "scheme", "is_ours"]
    list_filter = ["scheme", "is_ours"]
    list_select_related = ["scheme"]
    search_fields = ["name", "aliases"]
    inlines = [MembershipInline]
    fieldsets = [(None, {"fields": ["scheme", "name", "aliases", "is_ours"]}), SOURCE]


class ParticipationInline(TabularRows):
    model = Participation
    show_change_link = False
    fields = ["kind", "starts_on", "ends_on", "source_note"]


@admin.register(Organisation)
class OrganisationAdmin(ObjectAdmin):
    section = Section.BODIES
    history_kind = "organisation"
    list_display = ["name", "kind", "sector", "municipality"]
    list_filter = ["kind", "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["name", "aliases"]
    autocomplete_fields = ["municipality", "predecessor", "part_of"]
    inlines = [ParticipationInline]
    fieldsets = [
        (None, {"fields": ["name", "aliases", "kind", "sector", "municipality"]}),
        ("Op de site", {"fields": ["about", "website"]}),
        ("Waar het bij hoort", {"fields": ["part_of", "predecessor", "ended_note", "tooi"]}),
        SOURCE,
    ]


@admin.register(Representation)
class RepresentationAdmin(GainAdmin):
    section = Section.PEOPLE
    list_display = ["person", "organisation", "role", "manages", "period"]
    list_filter = [HoldsFilter]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "organisation__name"]
    autocomplete_fields = ["person", "organisation"]
    fieldsets = [(None, {"fields": ["organisation", "person", "role", "manages"]}), PERIOD]

    @admin.display(description="periode", ordering="starts_on")
    def period(self, representation: Any) -> str:
        return representation.period or "nog niet bekend"
