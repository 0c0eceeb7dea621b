"""Lists out and in: export, a file to begin with, upload, what it would do row by row, and only then doing it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.contacts.models import ContactRole
from partners.importing.applying import Plan, apply
from partners.importing.columns import HEADS, NEEDED, heading, known
from partners.importing.exporting import SAMPLES, heads, rows
from partners.importing.models import KEPT, ListKind, RegisterImport
from partners.register.views import crumbs
from zorgzaam.access import get_visible
from zorgzaam.conflicts import copied
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.importing.lines import State
from zorgzaam.importing.rows import Problem, Row, Unreadable
from zorgzaam.importing.sheets import read_list
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = entrance(Door.WERKBANK, BUREAU)
MOST_SHOWN = 300
WITH_CHOICES = "Hierboven zie je wat er met jouw keuzes gebeurt. Klopt het? Voer het dan uit."


class ListForm(forms.Form):
    """A file with a list."""

    file = forms.FileField(
        label="Bestand",
        help_text="CSV, Excel (.xlsx) of ODS, hoogstens 10 MB en 2.000 rijen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )


class PlanForm(forms.Form):
    """The button, with the preview its reader saw, and per doubtful row which organisation it means."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, asked: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.mark = plan.mark
        for line in asked:
            self.fields[name_of(line.row)] = forms.ChoiceField(
                label=f"{line.row.where.capitalize()}: wie is “{line.title}”?",
                choices=[("", "Kies"), *line.choices],
                error_messages={
                    "required": "Kies welke organisatie dit is.",
                    "invalid_choice": "Kies er een.",
                },
            )

    def freshen(self) -> None:
        """After a refusal the page shows what it would do now, and the same form may be sent again."""
        self.data = copied(self.data)
        self.data["seen"] = self.mark


def name_of(row: Row) -> str:
    return f"keuze-{row.where.removeprefix('rij ')}"


def _kind(kind: str) -> ListKind:
    if kind not in ListKind.values:
        raise Http404
    return ListKind(kind)


@require_safe
@DESK
def lists(request: HttpRequest) -> HttpResponse:
    """Everything that goes out and comes in."""
    return render(request, "partners/import_lists.html", {"kinds": ListKind.choices, "crumbs": crumbs()})


@require_safe
@DESK
def export(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """The list as a file; with addresses of people, so for the netwerkbureau alone."""
    if ending not in FORMATS:
        raise Http404
    response = as_download(kind, ending, heads(_kind(kind)), rows(kind, request.user))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@DESK
def sample(request: HttpRequest, kind: str, ending: str) -> HttpResponse:
    """A file to begin with, with one row that shows how."""
    if ending not in FORMATS:
        raise Http404
    return as_download(f"voorbeeld-{_kind(kind)}", ending, heads(kind), SAMPLES[kind])


@FORM
@DESK
@once
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Read a file; nothing is changed yet."""
    chosen = _kind(kind)
    form = ListForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect("register_preview", _keep(request, chosen, file.name, file.read()).pk)
        except Unreadable as unreadable:
            problems = unreadable.problems
    context = {
        "form": form,
        "kind": chosen,
        "problems": problems,
        "crumbs": crumbs(),
        "heads": HEADS[chosen].values(),
        "endings": FORMATS,
        "roles": ContactRole.labels,
    }
    return render(
        request, "partners/import_upload.html", context, status=422 if request.method == "POST" else 200
    )


def _keep(request: HttpRequest, kind: ListKind, name: str, content: bytes) -> RegisterImport:
    columns, found = read_list(name, content, known(kind))
    if lacking := [heading(kind, field) for field in NEEDED[kind] if field not in columns]:
        raise Unreadable(Problem(name, f"Deze kolom ontbreekt: {', '.join(lacking)}."))
    return RegisterImport.objects.create(
        kind=kind,
        file_name=name[:200],
        columns=columns,
        rows=[{"where": row.where, "values": row.values} for row in found],
        uploaded_by=request.user.person,  # type: ignore[union-attr]
    )


@FORM
@DESK
@once
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What each row would do, and the button to do it all."""
    read: RegisterImport = get_visible(request.user, RegisterImport.objects, pk=pk)
    bare = Plan(read, {}, request.user)  # type: ignore[arg-type]
    asked = bare.of(State.ASKS)
    choices = {line.row.where: request.POST.get(name_of(line.row), "") for line in asked}
    plan = Plan(read, choices, request.user) if any(choices.values()) else bare  # type: ignore[arg-type]
    form = PlanForm(request.POST or None, plan=plan, asked=asked)
    page = FormPage(
        f"{read.get_kind_display()} inlezen",
        reverse("desk_organisations"),
        "Voer uit",
        kicker=read.file_name,
        done="Het bestand is uitgevoerd.",
        crumbs=crumbs(),
        template="partners/import_preview.html",
    )

    def act() -> None:
        if form.cleaned_data["seen"] == bare.mark != plan.mark:
            form.freshen()
            raise ValidationError(WITH_CHOICES)
        apply(read, choices, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type]

    return form_page(
        request,
        form,
        page,
        act=act,
        read=read,
        hours=int(KEPT.total_seconds() // 3600),
        **_shown(plan),
    )


def _shown(plan: Plan) -> dict[str, Any]:
    """What the page lists: what is wrong first, and of everything not more than one can read."""
    counts = {state.name.lower(): len(plan.of(state)) for state in State}
    wrong, moving = plan.of(State.WRONG), plan.of(State.NEW, State.CHANGES)
    return {
        "counts": counts,
        "wrong": wrong[:MOST_SHOWN],
        "moving": moving[:MOST_SHOWN],
        "more": max(len(wrong) - MOST_SHOWN, 0) + max(len(moving) - MOST_SHOWN, 0),
    }
