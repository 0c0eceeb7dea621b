"""Rows below a page of beheer: seats of a body, municipalities of a region."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from zorgzaam.beheer.choices import VisibleChoices
from zorgzaam.beheer.refusals import form_with_version
from zorgzaam.ui.forms import DateInput


class ObjectRows(VisibleChoices):
    """Each row carries the version it was opened with; no row is taken away here."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {models.DateField: {"widget": DateInput}}
    extra = 0
    can_delete = False
    show_change_link = True
    model: Any
    form: Any

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)  # type: ignore[misc]
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields, and at the end the version, hidden."""
        first, *rest = super().get_fieldsets(request, obj)  # type: ignore[misc]
        name, options = first
        return [(name, {**options, "fields": [*options["fields"], "version"]}), *rest]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        names = admin.utils.flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in names if name != "version"]
        kwargs["form"] = form_with_version(self.form, request)
        return super().get_formset(request, obj, **kwargs)  # type: ignore[misc]


class TabularRows(ObjectRows, admin.TabularInline):  # type: ignore[type-arg,misc]
    """Rows as a table."""


class StackedRows(ObjectRows, admin.StackedInline):  # type: ignore[type-arg,misc]
    """Rows one below the other."""
