"""Keeping themes in the werkbank: their words and their names."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from themes.themes.forms import RenameForm, ThemeForm
from themes.themes.models import Theme
from zorgzaam.access import get_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

RULE = "themes.keep_themes"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def edit_theme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a theme is for and what an inhabitant notices of it."""
    theme: Theme = get_for(request.user, Theme.objects, RULE, pk=pk)
    lead = "Laat leeg wat geen bron zegt: de site zegt dan dat het nog niet bekend is."
    page = FormPage(
        "Thema wijzigen", theme.get_absolute_url(), kicker=theme.name, lead=lead, crumbs=_crumbs(theme)
    )
    return form_page(request, ThemeForm(request.POST or None, instance=theme), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, RULE)
@once
def rename_theme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another name, with since when and why."""
    theme: Theme = get_for(request.user, Theme.objects, RULE, pk=pk)
    form = RenameForm(request.POST or None, row=theme, initial={"name": theme.name})
    page = FormPage(
        "Thema een andere naam geven", theme.get_absolute_url(), "Geef deze naam", kicker=theme.name,
        lead="De oude naam blijft bij het thema staan, met tot wanneer en waarom.",
        crumbs=_crumbs(theme), done="Het thema heeft een andere naam.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user))


def _crumbs(theme: Theme) -> list[tuple[str, str]]:
    return [("Thema's", reverse("themes")), (theme.name, theme.get_absolute_url())]
