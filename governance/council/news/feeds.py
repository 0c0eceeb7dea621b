"""Feeds of registers and dossiers: what everybody may read, whoever asks."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.bodies.models import Body
from governance.council.dossiers.models import CouncilDossier
from governance.council.handling.models import Settlement
from governance.council.news.gathering import News, endings_of, in_dossier, in_register
from governance.council.shelves import BY_WORD
from zorgzaam.atom import Entry, atom
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.ui.dates import day

EVERYBODY = AnonymousUser()


@require_safe
@entrance(Door.MACHINE, OPEN)
def of_register(request: HttpRequest, register: str, pk: uuid.UUID | None = None) -> HttpResponseBase:
    """One register: of one council and its committees, or of all."""
    if register not in BY_WORD:
        raise Http404
    model, page = BY_WORD[register].model, reverse(BY_WORD[register].page)
    rows, title = model.objects.visible_to(EVERYBODY), register.capitalize()
    if pk is not None:
        council = get_object_or_404(Body.objects.councils(), pk=pk)
        rows, title, page = rows.of(council), f"{title}: {council.name}", f"{page}?raad={council.pk}"
    found = [*in_register(model, rows), *endings_of(model, rows)]
    return atom(request, title, page, _entries(sorted(found, key=lambda news: news.at, reverse=True)))


@require_safe
@entrance(Door.MACHINE, OPEN)
def of_dossier(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Everything new in one dossier."""
    dossier = get_object_or_404(CouncilDossier, pk=pk)
    found = in_dossier(dossier, EVERYBODY)
    return atom(request, f"Dossier: {dossier.name}", dossier.get_absolute_url(), _entries(found))


def _entries(found: Iterable[News]) -> list[Entry]:
    return [
        Entry(news.key, f"{news.what}: {news.title}", news.address, news.at, _summary(news), news.council)
        for news in found
    ]  # fmt: skip


def _summary(news: News) -> str:
    """Of which council and day it is, and how it ended."""
    words = f"{news.council}, {day(news.on, weekday=False)}."
    return f"{words} {news.row.words}" if isinstance(news.row, Settlement) else words
