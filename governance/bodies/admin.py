"""Beheer of bodies: their line, seats and mandates."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from governance.bodies.forms import roles_of
from governance.bodies.models import Body, Mandate, Seat, Succession
from governance.bodies.models.roles import IN_COUNCILS, Role
from zorgzaam.beheer.admin import ObjectAdmin
from zorgzaam.beheer.dated import PERIOD, SOURCE, GainAdmin, GainForm, HoldsFilter, called
from zorgzaam.beheer.inlines import StackedRows, TabularRows
from zorgzaam.beheer.sections import Section


class SeatInline(TabularRows):
    model = Seat
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "label", "starts_on", "ends_on", "position"]


class SuccessionInline(StackedRows):
    model = Succession
    fk_name = "predecessor"
    verbose_name = "opvolger"
    verbose_name_plural = "opvolgers"
    show_change_link = False
    autocomplete_fields = ["successor"]
    fields = ["successor", "kind", ("happened_on", "happened_precision"), "note"]


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a body is; its kind gives rights, so not everybody chooses it."""

    chooser_id: uuid.UUID | None = None

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if not self.instance._state.adding:
            before = Body.objects.get(pk=self.instance.pk)
            if why := before.why_not_of_kind(kind, self.chooser_id):
                raise forms.ValidationError(why)
        return kind


@admin.register(Body)
class BodyAdmin(ObjectAdmin):
    form = BodyForm
    section = Section.BODIES
    history_kind = "body"
    list_display = ["name", "kind", "state", "part_of"]
    list_filter = ["kind", "state"]
    list_select_related = ["part_of"]
    search_fields = ["name", "aliases"]
    autocomplete_fields = ["part_of", "organisation"]
    inlines = [SeatInline, SuccessionInline]
    fieldsets = [
        (None, {"fields": ["name", "aliases", "kind", "state", "position"]}),
        ("Waar het bij hoort", {"fields": ["part_of", "organisation"]}),
        ("Op de site", {"fields": ["purpose", "mission", "composition"]}),
        PERIOD,
        SOURCE,
    ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.chooser_id = getattr(request.user, "person_id", None)
        return form


@admin.register(Seat)
class SeatAdmin(ObjectAdmin):
    section = Section.BODIES
    list_display = ["holder", "body", "starts_on", "ends_on"]
    list_filter = [HoldsFilter, ("body__kind", called("soort orgaan"))]
    list_select_related = ["body", "organisation"]
    search_fields = ["organisation__name", "label", "body__name"]
    autocomplete_fields = ["body", "organisation"]
    fieldsets = [(None, {"fields": ["body", "organisation", "label", "position"]}), PERIOD, SOURCE]

    @admin.display(description="voor wie")
    def holder(self, seat: Seat) -> str:
        return seat.holder

    def get_readonly_fields(self, request: Any, obj: Any = None) -> list[str]:
        """A seat stays in its body."""
        return ["body"] if obj else []


class MandateForm(GainForm):
    """A mandate in a role that exists in its body: of a body known already only those can be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            known = self.instance.body if self.instance.body_id else None
            self.fields["role"].choices = roles_of(known) if known else _roles_in_groups()  # type: ignore[attr-defined]

    def clean(self) -> Any:
        data = super().clean() or {}
        body, role = data.get("body"), data.get("role")
        if body and role and role not in dict(roles_of(body)):
            self.add_error("role", f"Deze rol bestaat niet in {body}.")
        return data


def _roles_in_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every role; those of councils apart, as long as nobody said which body it is about."""
    councils = [(role.value, role.label) for role in Role if role in IN_COUNCILS]
    elsewhere = [(role.value, role.label) for role in Role if role not in IN_COUNCILS]
    return [("In elk overleg", elsewhere), ("Alleen in Staten en raden", councils)]


@admin.register(Mandate)
class MandateAdmin(GainAdmin):
    form = MandateForm
    section = Section.PEOPLE
    list_display = ["person", "role", "body", "seat_of", "starts_on", "ends_on"]
    list_filter = [HoldsFilter, "role", ("body__kind", called("soort orgaan"))]
    list_select_related = ["person", "body", "seat__organisation", "seat__body"]
    search_fields = ["person__name", "body__name", "seat__organisation__name"]
    autocomplete_fields = ["body", "person", "seat"]
    fieldsets = [(None, {"fields": ["body", "person", "role", "seat"]}), PERIOD, SOURCE]

    @admin.display(description="zetel", ordering="seat__position")
    def seat_of(self, mandate: Mandate) -> str:
        """Its body stands in the column before it."""
        return mandate.seat.holder if mandate.seat else ""
