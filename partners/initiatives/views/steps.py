"""The steps of the form: shown, saved while one types, and left half-filled without losing anything."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives.completeness import Part, missing
from partners.initiatives.forms.steps import STEPS
from partners.initiatives.models import Initiative
from partners.initiatives.moving import asked_back
from partners.initiatives.saving import Saved, save_draft
from partners.initiatives.similar import similar
from partners.initiatives.views import drafts
from partners.initiatives.views.ways import by_link, signed_in
from partners.initiatives.ways import Way

METHODS = ["GET", "HEAD", "POST"]
ORDER = list(Part)


def after(part: Part) -> Part:
    """The step that follows; the last one follows itself."""
    return ORDER[min(ORDER.index(part) + 1, len(ORDER) - 1)]


def before(part: Part) -> Part | None:
    return ORDER[ORDER.index(part) - 1] if part != ORDER[0] else None


def url_of(way: Way, part: Part) -> str:
    """The address of one step."""
    names = {Part.FILES: "initiative_files", Part.SEND: "initiative_send"}
    return way.url(names[part]) if part in names else way.url("initiative_step", part.value)


def first_lacking(row: Initiative) -> Part:
    """The first step where something is missing; the last one when it can be sent."""
    return next((each.part for each in missing(row)), Part.SEND)


def around(way: Way, part: Part | None) -> dict[str, Any]:
    """What every step shows around itself: where one is, and what is still missing."""
    row = way.initiative
    lacking = {each.part for each in missing(row)}
    filled = {
        Part.MONEY: bool(row.money or row.amount or row.money_words),
        Part.FILES: row.files.exists(),
        Part.SEND: False,
    }
    steps = [
        {
            "label": each.label,
            "url": url_of(way, each),
            "state": "now" if each == part
            else "done" if each not in lacking and filled.get(each, True)
            else "later",
        }
        for each in ORDER
    ]  # fmt: skip
    previous = before(part) if part else None
    return {
        "way": way,
        "initiative": row,
        "part": part,
        "steps": steps,
        "number": ORDER.index(part) + 1 if part else 0,
        "of": len(ORDER),
        "previous": url_of(way, previous) if previous else "",
        "question": asked_back(row),
    }


def _step(request: HttpRequest, way: Way, part: str) -> HttpResponse:
    """One step. A POST by htmx keeps what is valid and says so; any other goes on to the next step."""
    if part not in STEPS:
        raise Http404
    here = Part(part)
    if request.method != "POST":
        if not way.initiative.is_writable:
            return redirect(way.url("initiative_receipt"))
        return _page(request, way, here, _form(way, here, None))
    saved = save_draft(lambda data: _form(way, here, data), request.POST, by=way.actor)
    if saved.too_late:
        return _too_late(request, way, saved)
    if drafts.is_typing(request):
        return drafts.told(request, saved)
    if saved.conflict is None and not saved.form.errors:
        return redirect(url_of(way, after(here)) if "verder" in request.POST else url_of(way, here))
    return _page(request, way, here, saved.form, saved)


def _form(way: Way, part: Part, data: Any) -> Any:
    row = Initiative.objects.shown().get(pk=way.initiative.pk)
    return STEPS[part](data, instance=row, reader=way.reader)


def _page(request: HttpRequest, way: Way, part: Part, form: Any, saved: Saved | None = None) -> HttpResponse:
    if saved is not None and saved.is_kept:
        drafts.refresh(form)
        messages.info(request, "Wat goed is, is bewaard. Kijk nog naar wat hieronder staat.")
    context = {
        **around(way, part),
        "form": form,
        "conflict": saved.conflict if saved else None,
        "page_key": drafts.key_of(request),
    }
    if part == Part.TOGETHER:
        context["answers"] = list(way.initiative.partners.select_related("organisation"))
    if part == Part.IDEA:
        context["found"] = _similar(way, f"{form.instance.title} {form.instance.idea}")
    status = 200 if saved is None else 409 if saved.conflict else 422
    return render(request, "partners/initiative_step.html", context, status=status)


def _too_late(request: HttpRequest, way: Way, saved: Saved) -> HttpResponse:
    """Somebody else sent it: what was typed is not kept, and not thrown away either."""
    rows = saved.conflict.rows if saved.conflict else []
    typed = [row for row in rows if row.differs and not row.taken]
    bare = drafts.is_typing(request)
    if not typed and not bare:
        return redirect(way.url("initiative_receipt"))
    template = "partners/initiative_too_late.html" if bare else "partners/initiative_too_late_page.html"
    context = {
        "way": way,
        "initiative": way.initiative,
        "typed": typed,
        "onward": way.url("initiative_receipt"),
    }
    return render(request, template, context, status=409)


def _similar(way: Way, words: str) -> list[Any]:
    return similar(way.reader, words, but=way.initiative.pk)


def _look(request: HttpRequest, way: Way) -> HttpResponse:
    """What looks like it: for htmx as a fragment, else as a page. By what is kept: the words of a draft stand in no
    address, and so in no log."""
    row = way.initiative
    found = _similar(way, f"{row.title} {row.idea}")
    whole = not request.headers.get("HX-Request")
    template = "partners/initiative_similar_page.html" if whole else "partners/initiative_similar.html"
    return render(request, template, {"way": way, "initiative": row, "found": found})


step = require_http_methods(METHODS)(signed_in(_step))
step_guest = require_http_methods(METHODS)(by_link(_step))
look = require_safe(signed_in(_look))
look_guest = require_safe(by_link(_look))
