"""Beheer of principles, criteria, prevention levels and who pays for what."""

from django.contrib import admin

from themes.criteria.models import (
    AssessmentCriterion,
    CareDomain,
    CareService,
    PreventionLevel,
    ServiceTheme,
    StrategicPrinciple,
)
from themes.generations.admin import ORIGIN
from zorgzaam.beheer.admin import ObjectAdmin


@admin.register(StrategicPrinciple)
class StrategicPrincipleAdmin(ObjectAdmin):
    list_display = ["number", "text", "generation"]
    list_display_links = ["text"]
    list_select_related = ["generation"]
    list_filter = ["generation"]
    search_fields = ["text"]
    fieldsets = [(None, {"fields": ["generation", "number", "text"]}), ORIGIN]


@admin.register(AssessmentCriterion, PreventionLevel)
class NamedAdmin(ObjectAdmin):
    list_display = ["name", "explanation", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "explanation", "position"]}), ORIGIN]


@admin.register(CareDomain)
class CareDomainAdmin(ObjectAdmin):
    list_display = ["payer", "position"]
    search_fields = ["payer"]
    fieldsets = [(None, {"fields": ["payer", "position"]}), ORIGIN]


@admin.register(CareService)
class CareServiceAdmin(ObjectAdmin):
    list_display = ["name", "domain", "position"]
    list_select_related = ["domain"]
    list_filter = ["domain"]
    search_fields = ["name", "domain__payer"]
    fieldsets = [(None, {"fields": ["domain", "name", "position"]}), ORIGIN]


@admin.register(ServiceTheme)
class ServiceThemeAdmin(ObjectAdmin):
    list_display = ["service", "theme"]
    list_select_related = ["service", "theme"]
    list_filter = ["theme"]
    search_fields = ["service__name", "theme__name"]
    autocomplete_fields = ["service", "theme"]
    fieldsets = [(None, {"fields": ["service", "theme"]}), ORIGIN]
