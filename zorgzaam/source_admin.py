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
    fieldsets = [
        (None, {"fields": ["code", "title"]}),
        ("Soort en datum", {"fields": ["kind", "date_text", "url"]}),
    ]


class ReadingsField(forms.CharField):
    """Readings as lines: "Noord Veluwe | Mededeling van 14 november; Presentatie". Sources go by their title; a
    code is understood too."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        titles = {code: title for title, code in _codes_by_title().items()}
        return "\n".join(
            f"{reading['value']} | "
            + "; ".join(titles.get(code, code) for code in reading.get("source", "").split())
            for reading in value
        )

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        pairs = [line.rpartition("|")[::2] if "|" in line else (line, "") for line in lines]
        if any(not words.strip() for words, _ in pairs):
            raise ValidationError("Schrijf op elke regel eerst wat de bron zegt, dan een streep en de bron.")
        codes = _codes_by_title()
        return [{"value": words.strip(), "source": _codes_in(named, codes)} for words, named in pairs]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


def _codes_by_title() -> dict[str, str]:
    """Title -> code of every source; two sources with one title go by their codes."""
    sources = list(Source.objects.values_list("title", "code"))
    titles = [title for title, _ in sources]
    return {title: code for title, code in sources if titles.count(title) == 1 and not set(title) & set(";|")}


def _codes_in(named: str, codes: dict[str, str]) -> str:
    """The codes of sources named by title or by code, with spaces between. Raises ValidationError for a name
    that is of no source."""
    by_name = {title.casefold(): code for title, code in codes.items()}
    known = set(Source.objects.values_list("code", flat=True))
    found: list[str] = []
    for name in filter(None, (part.strip() for part in named.split(";"))):
        these = [by_name[name.casefold()]] if name.casefold() in by_name else name.split()
        if unknown := [code for code in these if code not in known]:
            raise ValidationError(f"Er is geen bron die zo heet: {' '.join(unknown)}.")
        found += these
    return " ".join(found)


class SourceConflictForm(forms.ModelForm):  # type: ignore[type-arg]
    readings = ReadingsField(
        label="Lezingen",
        help_text="Een per regel: wat de bron zegt | titel van de bron. Meer bronnen? Zet er ; tussen.",
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
