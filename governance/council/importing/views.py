"""Reading a register in: the file, what it would do row by row, and only then doing it."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.council.importing.applying import Plan, apply
from governance.council.importing.columns import OF, heading, known, needed, register_of
from governance.council.importing.forms import LEAVE, CouncilListForm, TakeInForm
from governance.council.importing.models import KEPT, CouncilImport, CouncilRegister
from governance.council.registers import KEEP, crumbs
from zorgzaam.access import get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.importing.lines import State
from zorgzaam.importing.rows import Problem, Row, Unreadable
from zorgzaam.importing.sheets import read_list
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _register(request: HttpRequest, word: str) -> CouncilRegister:
    """404 for a register there is not, 403 for who keeps none."""
    if word not in CouncilRegister.values:
        raise Http404
    if not may(request.user, KEEP):
        raise PermissionDenied
    return CouncilRegister(word)


@require_safe
@entrance(Door.STATEN, KEEP)
def empty_list(request: HttpRequest, register: str, kind: str) -> HttpResponse:
    """A file with the headings of this register, to begin with."""
    word = _register(request, register)
    if kind not in FORMATS:
        raise Http404
    return as_download(f"{word}-leeg", kind, [column.heading for column in OF[word]], [])


@FORM
@entrance(Door.STATEN, KEEP)
@once
def upload(request: HttpRequest, register: str) -> HttpResponse:
    """Read a file; nothing is changed yet."""
    word = _register(request, register)
    form = CouncilListForm(request.POST or None, request.FILES or None, reader=request.user)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("council_import", _keep(request, word, form.cleaned_data).pk)
        except Unreadable as unreadable:
            problems = [*unreadable.problems, *_in_the_rest(request, word, form.cleaned_data, unreadable)]
    context = {
        "form": form,
        "register": word,
        "problems": problems,
        "crumbs": crumbs(register_of(word)),
        "heads": [column.heading for column in OF[word]],
        "needed": [heading(word, name) for name in needed(word)],
        "files": [(kind.upper(), reverse("council_import_empty", args=[word, kind])) for kind in FORMATS],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "governance/council/import_upload.html", context, status=status)


def _keep(request: HttpRequest, word: CouncilRegister, data: dict[str, Any]) -> CouncilImport:
    name = data["file"].name
    fields, found = read_list(name, data["file"].read(), known(word))
    if lacking := _lacking(word, fields):
        raise Unreadable(Problem(name, f"Deze kolom ontbreekt: {', '.join(lacking)}."))
    read = _read(request, word, data, (fields, found))
    read.save()
    return read


def _lacking(word: CouncilRegister, fields: list[str]) -> list[str]:
    """The headings that are needed and are not there."""
    return [heading(word, field) for field in needed(word) if field not in fields and "id" not in fields]


def _read(
    request: HttpRequest, word: CouncilRegister, data: dict[str, Any], found: tuple[list[str], list[Row]]
) -> CouncilImport:
    """What was read, not kept yet."""
    return CouncilImport(
        register=word,
        council=data["council"],
        file_name=data["file"].name[:200],
        columns=found[0],
        rows=[{"where": row.where, "values": row.values} for row in found[1]],
        uploaded_by=request.user.person,  # type: ignore[union-attr]
    )


def _in_the_rest(
    request: HttpRequest, word: CouncilRegister, data: dict[str, Any], unreadable: Unreadable
) -> list[Problem]:
    """What else is wrong in a file of which some columns are: so that one round is enough to mend it."""
    if unreadable.rest is None:
        return []
    if lacking := _lacking(word, unreadable.rest[0]):
        return [Problem(data["file"].name, f"Deze kolom ontbreekt: {', '.join(lacking)}.")]
    plan = Plan(_read(request, word, data, unreadable.rest), request.user)  # type: ignore[arg-type]
    return [
        Problem(f"{line.row.where}, {column}", why)
        for line in plan.of(State.WRONG)
        for column, why in line.problems
    ]


@FORM
@entrance(Door.STATEN, KEEP)
@once
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What each row would do, and the button to do it."""
    read: CouncilImport = get_visible(request.user, CouncilImport.objects.select_related("council"), pk=pk)
    plan = Plan(read, request.user)  # type: ignore[arg-type]
    wrong = plan.of(State.WRONG)
    form = TakeInForm(request.POST or None, plan=plan, wrong=len(wrong))
    leave = set(request.POST.getlist(LEAVE))
    register = register_of(read.register)
    page = FormPage(
        f"{read.get_register_display()} inlezen", reverse(register.name), "Neem over", kicker=read.file_name,
        done="De rijen staan in het register.", crumbs=crumbs(register),
        template="governance/council/import_preview.html",
    )  # fmt: skip

    def act() -> None:
        apply(
            read, leave=leave, without_wrong=form.cleaned_data.get("without_wrong", False),
            by=request.user, seen=form.cleaned_data["seen"],  # type: ignore[arg-type]
        )  # fmt: skip

    return form_page(
        request, form, page, act=act, read=read, leave=leave, wrong=wrong, moving=plan.of(State.NEW, State.CHANGES),
        counts={state.name.lower(): len(plan.of(state)) for state in State},
        hours=int(KEPT.total_seconds() // 3600),
    )  # fmt: skip
