"""Beheer of sources and of what they disagree about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html

from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.beheer.sections import Section
from zorgzaam.sources import Source, SourceConflict


@admin.register(Source)
class SourceAdmin(ObjectAdmin):
    section = Section.SOURCES
    list_display = ["code", "title", "kind", "date_text"]
    list_display_links = ["title"]
    list_filter = ["kind"]
    search_fields = ["code", "title"]
    fieldsets = [(None, {"fields": ["code", "title"]}), ("Soort en datum", {"fields": ["kind", "date_text"]})]


class ReadingsField(forms.CharField):
    """Readings as lines: "Noord Veluwe | s4"; several sources are separated by a space."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{reading['value']} | {reading.get('source', '')}" for reading in value)
        return value

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        pairs = [line.rpartition("|")[::2] if "|" in line else (line, "") for line in lines]
        if any(not words.strip() for words, _ in pairs):
            raise ValidationError("Schrijf op elke regel eerst wat de bron zegt, dan een streep en de code.")
        return [{"value": words.strip(), "source": " ".join(codes.split())} for words, codes in pairs]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class SourceConflictForm(forms.ModelForm):  # type: ignore[type-arg]
    readings = ReadingsField(
        label="Lezingen", help_text="Een per regel: wat de bron zegt | code van de bron."
    )

    class Meta:
        model = SourceConflict
        fields = ["code", "topic", "readings", "resolution", "reason"]


@admin.register(SourceConflict)
class SourceConflictAdmin(ObjectAdmin):
    section = Section.SOURCES
    form = SourceConflictForm
    list_display = ["topic", "code", "resolution", "resolved_by"]
    list_select_related = ["resolved_by"]
    list_filter = [("resolved_by", admin.EmptyFieldListFilter)]
    search_fields = ["topic", "code", "resolution"]
    readonly_fields = ["settling"]
    fieldsets = [
        (None, {"fields": ["code", "topic", "readings"]}),
        ("Voorstel of besluit", {"fields": ["resolution", "reason", "settling"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What somebody decided changes on its own page, by a new decision."""
        return ["settling", "resolution", "reason"] if obj and obj.resolved_by_id else ["settling"]

    @admin.display(description="Besluit")
    def settling(self, obj: SourceConflict) -> str:
        if obj._state.adding:
            return "Nog niet beslist"
        said = f"Besloten door {obj.resolved_by}" if obj.resolved_by_id else "Nog niet beslist"
        return format_html('{}. <a href="{}">Naar de pagina</a>', said, obj.get_absolute_url())
