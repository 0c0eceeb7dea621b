"""Keeping the list of sources in the werkbank: who writes down a fact adds the document it comes from, and goes on."""

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from zorgzaam.access import get_for, rule
from zorgzaam.audit import pages
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.sources import Source
from zorgzaam.standing import Standing
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import VersionedFormMixin

KEEP = "zorgzaam.keep_sources"
HISTORY = "zorgzaam.view_history_of_source"
METHODS = ["GET", "HEAD", "POST"]
LONGEST = 20


@rule(KEEP)
def may_keep(standing: Standing, source: Source | None) -> bool:
    """The netwerkbureau adds sources and corrects them."""
    return standing.is_bureau


@rule(HISTORY)
def may_look_back(standing: Standing, source: Source | None) -> bool:
    """The netwerkbureau and administrators look back."""
    return standing.is_bureau or standing.is_admin


class SourceForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A document; its code is made from the title and stays as it is."""

    constraint_fields = {"source_url_is_http": "url"}

    class Meta:
        model = Source
        fields = ["title", "kind", "date_text", "url"]
        help_texts = {
            "kind": "Bijvoorbeeld: brief, raadsvoorstel, website.",
            "date_text": "Zoals het stuk het zegt, bijvoorbeeld: 12 juli 2023, of: zomer 2024.",
        }

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        if self.instance._state.adding:
            self.instance.code = free_code(self.instance.title)
        return super().save(commit)


def free_code(title: str) -> str:
    """A code no source has, of the first words of a title. Holds the list until the end of the transaction."""
    Source.objects.select_for_update().order_by("pk").first()
    taken = set(Source.objects.values_list("code", flat=True))
    words = slugify(title)[: LONGEST - 4].rsplit("-", 1)[0] or slugify(title)[: LONGEST - 4] or "bron"
    others = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (words, *others) if code not in taken)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def source_add(request: HttpRequest) -> HttpResponse:
    """A new source; `terug` is the form somebody came from."""
    done = "De bron staat in de lijst. Je kunt haar nu kiezen."
    page = FormPage("Bron toevoegen", _back(request), crumbs=_crumbs(), done=done)
    return form_page(request, SourceForm(request.POST or None), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def source_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is known of a source."""
    source = get_for(request.user, Source.objects, KEEP, pk=pk)
    page = FormPage("Bron wijzigen", _back(request, source.get_absolute_url()), crumbs=_crumbs())
    return form_page(request, SourceForm(request.POST or None, instance=source), page)


def _back(request: HttpRequest, otherwise: str = "") -> str:
    """Where somebody came from, if that is a page of ours."""
    asked = request.GET.get("terug", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else otherwise or reverse("sources")


def _crumbs() -> list[tuple[str, str]]:
    return [("Werkbank", reverse("werkbank")), ("Bronnen", reverse("sources"))]


def register() -> None:
    """Called once, when the app registry is ready."""
    pages.register("source", pages.Historied(Source.objects.all, HISTORY))
