"""What the pages of every register do alike: the list with its filter, a new row, and a change of one."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from governance.council.forms import RegisterFilter
from governance.council.records import CouncilRecord
from zorgzaam.access import get_for, may
from zorgzaam.search import CONFIG
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_council_registers"
PER_PAGE = 30


@dataclass(frozen=True)
class Stand:
    """One choice in the filter of a register: its word in the address, its label, and which rows."""

    word: str
    label: str
    pick: Callable[[Any], Any]


@dataclass(frozen=True)
class Register:
    """One register. `name` is the name of the address of its list, `template` of that page; `new` and `change` are the
    titles of its forms. The first of `stands` is shown when nothing is asked. `narrow(rows, asked)` does what
    `filter_form` asks beside the fields of every register."""

    model: type[CouncilRecord]
    form: type[Any]
    name: str
    template: str
    title: str
    new: str
    change: str
    stands: tuple[Stand, ...]
    filter_form: type[RegisterFilter] = RegisterFilter
    narrow: Callable[[Any, Mapping[str, Any]], Any] = lambda rows, asked: rows


def listing(request: HttpRequest, register: Register, **context: Any) -> HttpResponse:
    """The register as far as this reader may see it: a constant number of queries."""
    visible = register.model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
    choices = [("" if at == 0 else stand.word, stand.label) for at, stand in enumerate(register.stands)]
    form = register.filter_form(request.GET or None, rows=visible, stands=choices)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = _asked(visible, register, asked).shown()
    context |= {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
        "may_add": may(request.user, KEEP),
        "council": asked.get("raad"),
    }
    return render(request, register.template, context)


def _asked(rows: Any, register: Register, asked: Mapping[str, Any]) -> Any:
    by_word = {stand.word: stand for stand in register.stands}
    rows = by_word.get(asked.get("stand") or "", register.stands[0]).pick(rows)
    rows = register.narrow(rows, asked)
    if asked.get("raad"):
        rows = rows.of(asked["raad"])
    if words := asked.get("zoek"):
        rows = rows.filter(found_by(words))
    return rows


def found_by(words: str) -> Q:
    """Rows whose words or number have these words in them."""
    return Q(search=SearchQuery(words, config=CONFIG, search_type="websearch")) | Q(number__iexact=words)


def new(request: HttpRequest, register: Register, **given: Any) -> HttpResponse:
    """The page to add a row; 403 for who keeps no register."""
    if not may(request.user, KEEP):
        raise PermissionDenied
    form = register.form(request.POST or None, instance=register.model(**given), reader=request.user)
    page = FormPage(
        register.new, reverse(register.name), "Voeg toe", crumbs=crumbs(register), done="Het staat in het register.",
        to=form.instance.get_absolute_url,
    )  # fmt: skip
    return form_page(request, form, page)


def edit(request: HttpRequest, register: Register, pk: uuid.UUID) -> HttpResponse:
    """The page to change a row; what became of it is a step of its own."""
    row = kept(request, register, pk)
    form = register.form(request.POST or None, instance=row, reader=request.user)
    page = FormPage(register.change, row.get_absolute_url(), crumbs=crumbs(register, row))
    return form_page(request, form, page)


def kept(request: HttpRequest, register: Register, pk: uuid.UUID) -> Any:
    """The row, for who keeps its register; 404 and 403 as everywhere."""
    return get_for(request.user, register.model._default_manager.shown(), KEEP, pk=pk)  # type: ignore[attr-defined]


def crumbs(register: Register, row: CouncilRecord | None = None) -> list[tuple[str, str]]:
    """The way to the register, or to one row in it."""
    above = [("Staten & raden", reverse("staten")), (register.title, reverse(register.name))]
    return [*above, (str(row)[:60], row.get_absolute_url())] if row else above
