"""Beheer of national agreements and their parties."""

from typing import Any

from django.contrib import admin

from regioplan.accords.models import Accord, AccordParty
from zorgzaam.beheer.admin import ObjectAdmin

ORIGIN: tuple[str, Any] = ("Herkomst", {"fields": ["source", "source_note"]})


@admin.register(Accord)
class AccordAdmin(ObjectAdmin):
    list_display = ["short_name", "title", "made"]
    search_fields = ["short_name", "title"]
    fieldsets = [
        (None, {"fields": ["short_name", "title", "about", "said_count"]}),
        ("Wanneer", {"fields": [("made_on", "made_precision")]}),
        ORIGIN,
    ]

    @admin.display(description="gesloten")
    def made(self, accord: Accord) -> str:
        return accord.made


@admin.register(AccordParty)
class AccordPartyAdmin(ObjectAdmin):
    list_display = ["name", "accord", "position"]
    list_select_related = ["accord"]
    list_filter = ["accord"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["accord", "position", "name", "organisation"]}), ORIGIN]
