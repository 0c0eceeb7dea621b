"""The admin site: Dutch titles, logs in through allauth, shows an administrator only what the door shows."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver

from zorgzaam.beheer.sections import grouped
from zorgzaam.files.watching import late
from zorgzaam.standing import standing_of


class Choices(AutocompleteJsonView):
    """What can be chosen; a model admin with `choice_label` says how each row is called there."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "choice_label", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


class BeheerSite(admin.AdminSite):
    site_header = "Beheer"
    site_title = "Beheer"
    index_title = "Wat wil je beheren?"
    site_url = "/werkbank/"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators only; netwerkbureau staff work in the werkbank."""
        return bool(request.user.is_authenticated and standing_of(request.user).is_admin)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's own, without the shortcut that tells whether any object exists by redirecting to it."""
        return [entry for entry in super().get_urls() if getattr(entry, "name", "") != "view_on_site"]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What there is to manage, in sections; first of all what asks for an administrator now."""
        section_of = {m._meta.label: getattr(of, "section", "") for m, of in self._registry.items()}
        sections = grouped(self.get_app_list(request), section_of)
        return super().index(request, {"sections": sections, "late_files": late(), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Choices in the words of their own admin: two people can have one name."""
        found: HttpResponse = Choices.as_view(admin_site=self)(request)  # type: ignore[assignment]
        return found

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The login page of the house: with lock-out and second factor."""
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response
