"""Beheer of dated rows: a filter on now, past and later, and rows nobody gives to themselves."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.periods import holds_on

# Groups of fields that many forms share.
PERIOD: Any = ("Periode", {"fields": [("starts_on", "starts_precision"), ("ends_on", "ends_precision")]})
SOURCE: Any = ("Bron", {"fields": ["source", "source_note"]})


def called(title: str) -> type[admin.FieldListFilter]:
    """The usual filter of a field, under a name that says what it is about."""

    class Called(admin.FieldListFilter):
        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            usual = admin.FieldListFilter.create(*args, **kwargs)
            usual.title = title
            return usual

    return Called


class HoldsFilter(admin.SimpleListFilter):
    """Whether a row with a period holds now."""

    title = "geldt het nu"
    parameter_name = "geldt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nu", "Nu"), ("voorbij", "Voorbij"), ("later", "Later")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today: datetime.date = timezone.localdate()
        chosen = {"nu": holds_on(today), "voorbij": Q(ends_on__lt=today), "later": Q(starts_on__gt=today)}
        asked = self.value() or ""
        return queryset.filter(chosen[asked]) if asked in chosen else queryset


class GainForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a row that gives `person` a right: never the person who fills it in."""

    giver_id: Any = None

    def clean_person(self) -> Any:
        person = self.cleaned_data["person"]
        mine = {person.pk, self.instance.person_id} if self.instance.pk else {person.pk}
        if self.giver_id in mine:
            raise forms.ValidationError("Je kunt jezelf dit niet geven en het van jezelf niet wijzigen.")
        return person


class GainAdmin(ObjectAdmin):
    """For mandates and representations."""

    form = GainForm
    autocomplete_fields = ["person"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.giver_id = getattr(request.user, "person_id", None)
        return form
