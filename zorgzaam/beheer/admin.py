"""Bases for our ModelAdmins: lists, choices, delete pages and log titles obey `visible_to`."""

import json
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from zorgzaam.beheer.choices import VisibleChoices
from zorgzaam.beheer.refusals import form_with_version, save_or_show_again
from zorgzaam.beheer.sections import Section, group_of
from zorgzaam.once import answer_once
from zorgzaam.ui.forms import DateInput
from zorgzaam.versions import Versioned


class ObjectAdmin(VisibleChoices, admin.ModelAdmin):  # type: ignore[type-arg]
    """For what administrators manage here. No bulk actions, no list_editable; deleting only where allowed
    below."""

    list_per_page = 50
    actions = None
    show_full_result_count = False
    save_on_top = False
    may_delete = False
    view_on_site = False
    # The section of the first page; empty: that of its app.
    section = ""
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DateField: {"widget": DateInput},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})},
    }
    # The kind under which `zorgzaam.audit.pages` keeps the story of these objects, if it does.
    history_kind = ""

    def said(self, obj: Any, *, added: bool) -> str:
        """What the page says after a save; Django's own sentence puts "De" before every noun."""
        return f"{capfirst(str(obj))} is {'toegevoegd' if added else 'opgeslagen'}."

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        request.said = self.said(obj, added=True)  # type: ignore[attr-defined]
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        request.said = self.said(obj, added=False)  # type: ignore[attr-defined]
        return super().response_change(request, obj)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        super().message_user(request, getattr(request, "said", message), *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        found: HttpResponse = super().changelist_view(
            request, {"title": title, "group": group_of(self), **(extra_context or {})}
        )
        return found

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context |= {"title": capfirst(context["title"]), "group": group_of(self)}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if issubclass(self.model, Versioned):
            if "fields" not in kwargs:
                kwargs["fields"] = admin.utils.flatten_fieldsets(self.get_fieldsets(request, obj))
            if names := kwargs["fields"]:
                # The form adds the version; as a column it is no field of a form.
                kwargs["fields"] = [name for name in names if name != "version"]
            kwargs["form"] = form_with_version(kwargs.get("form", self.form), request, tells=True)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if issubclass(self.model, Versioned) and obj is not None:
            return [*fieldsets, (None, {"fields": ["version"]})]
        return fieldsets

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete and super().has_delete_permission(request, obj)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Twice the same new thing is one, and what cannot be saved is shown again as it was typed."""

        def save() -> HttpResponse:
            response: HttpResponse = super(ObjectAdmin, self).changeform_view(
                request, object_id, *args, **kwargs
            )
            return response

        if request.method != "POST":
            return save()
        make = partial(save_or_show_again, request, save)
        if IS_POPUP_VAR in request.POST:
            return answer_once(request, make, keep=_popup_data, again=partial(_popup, request))
        return answer_once(request, make)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The whole story, by trigger; Django's own log knows only what happened in beheer."""
        if self.history_kind and self.get_object(request, object_id):
            return redirect("history", self.history_kind, object_id)
        obj = self.get_object(request, object_id)
        words = {"title": f"Geschiedenis van {obj}", "group": group_of(self), **(extra_context or {})}
        return super().history_view(request, object_id, words)

    # Log titles are read in places that know no `visible_to`: they name the kind of thing, never its title.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        return [_log(request, obj, DELETION, "") for obj in queryset]


class ReadOnlyAdmin(ObjectAdmin):
    """For things with transitions: shown here, changed on their own page."""

    section = Section.ELSEWHERE

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


class LookedAtAdmin(ReadOnlyAdmin):
    """For what has a page in the werkbank that is for the netwerkbureau alone: an administrator reads it here."""

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Here, and not on that page."""
        return ObjectAdmin.change_view(self, request, object_id, *args, **kwargs)


def _popup(request: HttpRequest, data: str) -> HttpResponse:
    """What closes a window that added something, and chooses it in the page that opened the window."""
    return TemplateResponse(request, "admin/popup_response.html", {"popup_response_data": data})


def _popup_data(response: HttpResponse) -> str | None:
    """What the window that closes tells the page that opened it; None when nothing was added."""
    context = getattr(response, "context_data", None) or {}
    return context.get("popup_response_data")


def _log(request: HttpRequest, obj: models.Model, flag: int, message: Any) -> LogEntry:
    return LogEntry.objects.create(
        user_id=request.user.pk,  # type: ignore[misc]
        content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.verbose_name} {str(obj.pk)[:8]}",
        action_flag=flag,
        change_message=json.dumps(message) if isinstance(message, list) else message,
    )
