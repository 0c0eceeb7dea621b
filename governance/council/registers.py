"""What the pages of every register do alike: the list with its filter, a new row, and a change of one."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.council.forms import RegisterFilter
from governance.council.records import CouncilRecord
from zorgzaam.access import get_for, may
from zorgzaam.doors import OPEN, Door, View, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.once import once
from zorgzaam.search import CONFIG
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_council_registers"
METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 30
# Columns of every register as a file, first and last: where it is noted, who may read it, and where it comes from.
WHERE: Mapping[str, Callable[[Any], Any]] = {
    "raad": lambda row: row.council.name,
    "nummer": lambda row: row.number,
}
ALWAYS: Mapping[str, Callable[[Any], Any]] = {
    "dossier": lambda row: row.dossier and row.dossier.name,
    "openbaarheid": lambda row: row.get_publicity_display(),
    "reden": lambda row: row.publicity_ground,
    "bron": lambda row: row.source and row.source.title,
    "opmerking": lambda row: row.source_note,
    "id": lambda row: str(row.pk),
}
TERM: Mapping[str, Callable[[Any], Any]] = {
    "termijn in woorden": lambda row: row.term_text,
    "termijn": lambda row: row.due_on,
    "stand": lambda row: row.get_state_display(),
}


@dataclass(frozen=True)
class Stand:
    """One choice in the filter of a register: its word in the address, its label, and which rows."""

    word: str
    label: str
    pick: Callable[[Any], Any]


@dataclass(frozen=True)
class Register:
    """One register. `name` is the name of the address of its list, `template` of that page; `new` and `change` are the
    titles of its forms. The first of `stands` is shown when nothing is asked. `columns` are those of the list as file,
    by heading, `beside` what they need of other tables; `reads` are the words and names of the files it is filled
    from (importing). `narrow(rows, asked)` does what `filter_form` asks beside the fields of every register."""

    model: type[CouncilRecord]
    form: type[Any]
    name: str
    template: str
    title: str
    new: str
    change: str
    stands: tuple[Stand, ...]
    columns: Mapping[str, Callable[[Any], Any]]
    filter_form: type[RegisterFilter] = RegisterFilter
    beside: tuple[str, ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    narrow: Callable[[Any, Mapping[str, Any]], Any] = lambda rows, asked: rows


@dataclass(frozen=True)
class RegisterViews:
    """The pages every register has: its list, the list as a file, a new row, and a change of one."""

    listing: View
    as_file: View
    new: View
    edit: View


def views_of(register: Register) -> RegisterViews:
    """The same pages for this register; `urls_of` gives their addresses."""

    @require_safe
    @entrance(Door.STATEN, OPEN)
    def listing(request: HttpRequest) -> HttpResponse:
        return _listing(request, register)

    @require_safe
    @entrance(Door.STATEN, OPEN)
    def as_file(request: HttpRequest, kind: str) -> HttpResponse:
        return _as_file(request, register, kind)

    @require_http_methods(METHODS)
    @entrance(Door.STATEN, KEEP)
    @once
    def new(request: HttpRequest) -> HttpResponse:
        return _new(request, register)

    @require_http_methods(METHODS)
    @entrance(Door.STATEN, KEEP)
    def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        return _edit(request, register, pk)

    return RegisterViews(listing, as_file, new, edit)


def urls_of(register: Register, path_of: str) -> list[URLPattern]:
    """The addresses of `views_of`, below /staten/<path_of>/."""
    views, row = views_of(register), register.model.page_name
    return [
        path(f"staten/{path_of}/", views.listing, name=register.name),
        path(f"staten/{path_of}/lijst.<slug:kind>", views.as_file, name=f"{register.name}_file"),
        path(f"staten/{path_of}/nieuw/", views.new, name=f"{row}_new"),
        path(f"staten/{path_of}/<uuid:pk>/wijzigen/", views.edit, name=f"{row}_edit"),
    ]


def _listing(request: HttpRequest, register: Register) -> HttpResponse:
    """The register as far as this reader may see it: a constant number of queries."""
    form, rows = _asked(request, register)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina")),
        "may_add": may(request.user, KEEP),
        "imports": [(label, reverse("council_import_upload", args=[word])) for word, label in register.reads],
        "register": register.name,
        "files": [(kind.upper(), _file_url(request, register, kind)) for kind in FORMATS],
    }
    return render(request, register.template, context)


def _file_url(request: HttpRequest, register: Register, kind: str) -> str:
    return f"{reverse(f'{register.name}_file', args=[kind])}?{request.GET.urlencode()}"


def _as_file(request: HttpRequest, register: Register, kind: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV, XLSX or ODS."""
    if kind not in FORMATS:
        raise Http404
    _, rows = _asked(request, register)
    lines = (
        [value(row) for value in register.columns.values()]
        for row in rows.select_related("source").prefetch_related(*register.beside)
    )
    name = f"{register.title.lower().replace(' ', '-')}-{timezone.localdate():%Y-%m-%d}"
    return as_download(name, kind, list(register.columns), lines)


def _asked(request: HttpRequest, register: Register) -> tuple[RegisterFilter, Any]:
    """The filter, and the rows it asks for among those this reader may see."""
    visible = register.model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
    choices = [("" if at == 0 else stand.word, stand.label) for at, stand in enumerate(register.stands)]
    form = register.filter_form(request.GET or None, rows=visible, stands=choices)
    asked = form.cleaned_data if form.is_valid() else {}
    by_word = {stand.word: stand for stand in register.stands}
    rows = by_word.get(asked.get("stand") or "", register.stands[0]).pick(visible)
    rows = register.narrow(rows, asked)
    if asked.get("raad"):
        rows = rows.of(asked["raad"])
    if words := asked.get("zoek"):
        rows = rows.filter(found_by(words, register.model.looked_in))
    return form, rows.shown()


def found_by(words: str, looked_in: Iterable[str]) -> Q:
    """Rows whose words or number have these words in them, also as a part of a longer one: "ambulance" is in
    "ambulancezorg"."""
    each = [Q(*[Q(**{f"{field}__unaccent__icontains": word}) for field in looked_in], _connector=Q.OR)
            for word in words.split()]  # fmt: skip
    stemmed = SearchQuery(words, config=CONFIG, search_type="websearch")
    return Q(search=stemmed) | Q(number__iexact=words) | Q(*each)


def _new(request: HttpRequest, register: Register) -> HttpResponse:
    """The page to add a row; 403 for who keeps no register."""
    if not may(request.user, KEEP):
        raise PermissionDenied
    form = register.form(request.POST or None, instance=register.model(), reader=request.user)
    page = FormPage(
        register.new, reverse(register.name), "Voeg toe", crumbs=crumbs(register), done="Het staat in het register.",
        to=form.instance.get_absolute_url,
    )  # fmt: skip
    return form_page(request, form, page)


def _edit(request: HttpRequest, register: Register, pk: uuid.UUID) -> HttpResponse:
    """The page to change a row; what became of it is a step of its own."""
    row = kept(request, register, pk)
    form = register.form(request.POST or None, instance=row, reader=request.user)
    page = FormPage(register.change, row.get_absolute_url(), crumbs=crumbs(register, row))
    return form_page(request, form, page)


def kept(request: HttpRequest, register: Register, pk: uuid.UUID) -> Any:
    """The row, for who keeps its register; 404 and 403 as everywhere."""
    return get_for(request.user, register.model._default_manager.shown(), KEEP, pk=pk)  # type: ignore[attr-defined]


def taken_up(request: HttpRequest, register: Register, pk: uuid.UUID, done: str) -> HttpResponse:
    """Somebody works on it now, and `done` is said; pressed twice is once."""
    row = kept(request, register, pk)
    if not (row.is_running and row.take_up(by=request.user)):
        return nothing_changed(request, row)
    messages.success(request, done)
    return redirect(row)


def nothing_changed(request: HttpRequest, row: Any) -> HttpResponse:
    """Back to a row on which this step was taken already or cannot be any more, saying how it stands."""
    messages.info(request, f"De stand is nu “{row.get_state_display().lower()}”. Er is niets veranderd.")
    return redirect(row)


def crumbs(register: Register, row: CouncilRecord | None = None) -> list[tuple[str, str]]:
    """The way to the register, or to one row in it."""
    above = [("Staten & raden", reverse("staten")), (register.title, reverse(register.name))]
    return [*above, (str(row)[:60], row.get_absolute_url())] if row else above
