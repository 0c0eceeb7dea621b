"""Bases for our ModelAdmins: lists, choices, delete pages and log titles obey `visible_to`."""

import json
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zorgzaam.versions import StaleVersion, Versioned, VersionedFormMixin


class ObjectAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """For what administrators manage here. No bulk actions, no list_editable; deleting only where allowed
    below."""

    list_per_page = 50
    actions = None
    show_full_result_count = False
    save_on_top = False
    may_delete = False
    view_on_site = False
    # The kind under which `zorgzaam.audit.pages` keeps the story of these objects, if it does.
    history_kind = ""

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if issubclass(self.model, Versioned):
            # The mixin below adds the version; as a column it is no field of a form.
            names = kwargs.get("fields") or admin.utils.flatten_fieldsets(self.get_fieldsets(request, obj))
            kwargs["fields"] = [name for name in names if name != "version"]
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(self.model, Versioned) and not issubclass(form, VersionedFormMixin):
            form = type(form.__name__, (VersionedFormMixin, form), {})
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if issubclass(self.model, Versioned) and obj is not None:
            return [*fieldsets, (None, {"fields": ["version"]})]
        return fieldsets

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", _visible(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete and super().has_delete_permission(request, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().changeform_view(request, *args, **kwargs)
                return response
        except StaleVersion:
            return self._show_again(request, *args, **kwargs)

    def _show_again(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A stale save: the same form with what was typed, the fresh version and a word of warning; status
        409."""
        object_id = args[0] if args else kwargs.get("object_id")
        current = self.get_object(request, str(object_id))
        if current is None:
            raise PermissionDenied
        messages.error(
            request,
            "Iemand anders was je voor: dit is intussen gewijzigd. Wat je typte staat er nog. "
            "Vergelijk het met de geschiedenis en sla dan nog een keer op.",
        )
        data = request.POST.copy()
        data["version"] = str(current.version)
        data["_stale"] = "1"
        request.POST = data  # type: ignore[assignment]
        response = self._render_typed(request, current)
        response.status_code = 409
        return response

    def _render_typed(self, request: HttpRequest, current: Any) -> HttpResponse:
        form_class = self.get_form(request, current, change=True)
        form = form_class(request.POST, request.FILES, instance=current)
        admin_form = helpers.AdminForm(
            form,
            list(self.get_fieldsets(request, current)),
            {},
            self.get_readonly_fields(request, current),
            self,
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"{self.model._meta.verbose_name} wijzigen",
            "adminform": admin_form,
            "object_id": current.pk,
            "original": current,
            "is_popup": False,
            "to_field": None,
            "media": self.media + admin_form.media,
            "inline_admin_formsets": [],
            "errors": helpers.AdminErrorList(form, []),
            "preserved_filters": self.get_preserved_filters(request),
        }
        return self.render_change_form(request, context, add=False, change=True, obj=current)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The whole story, by trigger; Django's own log knows only what happened in beheer."""
        if self.history_kind and self.get_object(request, object_id):
            return redirect("history", self.history_kind, object_id)
        return super().history_view(request, object_id, extra_context)

    # Log titles are read in places that know no `visible_to`: they name the kind of thing, never its title.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        return [_log(request, obj, DELETION, "") for obj in queryset]


class ReadOnlyAdmin(ObjectAdmin):
    """For things with transitions: shown here, changed on their own page."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Opening the row goes to the page of the object itself."""
        obj = self.get_object(request, object_id)
        return (
            redirect(obj.get_absolute_url())
            if obj
            else super().change_view(request, object_id, *args, **kwargs)
        )


def _log(request: HttpRequest, obj: models.Model, flag: int, message: Any) -> LogEntry:
    return LogEntry.objects.create(
        user_id=request.user.pk,  # type: ignore[misc]
        content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.verbose_name} {str(obj.pk)[:8]}",
        action_flag=flag,
        change_message=json.dumps(message) if isinstance(message, list) else message,
    )


def _visible(db_field: Any, request: HttpRequest) -> Any:
    manager = db_field.remote_field.model._default_manager
    return manager.visible_to(request.user) if hasattr(manager, "visible_to") else manager.all()
