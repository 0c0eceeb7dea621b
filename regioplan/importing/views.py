"""Reading a file: what is wrong with it row by row, or what is in it; only then it is taken over."""

import datetime
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.regions.models import Municipality
from regioplan.approvals.models import Outcome
from regioplan.importing.applying import apply
from regioplan.importing.comparing import compared, named
from regioplan.importing.models import PlanImport
from regioplan.importing.reading import read
from regioplan.importing.sample import KINDS, sample
from regioplan.plans.models import PlanVersion
from regioplan.plans.models.steps import person_of
from regioplan.plans.seen import changed_since, note
from regioplan.plans.views.desk import FORM, KEEPS, crumbs, written
from zorgzaam.access import get_visible
from zorgzaam.conflicts import Conflict
from zorgzaam.importing.rows import Problem
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


class ImportForm(forms.Form):
    """A file with the text of a plan, and optionally what municipalities decided."""

    file = forms.FileField(label="Bestand", help_text="YAML (.yaml) of Excel (.xlsx), hoogstens 10 MB.")


class TakeForm(forms.Form):
    """The button, with the text its reader saw: what changed since is shown before anything is replaced."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = version
        if not self.is_bound:
            self.initial["seen"] = note(version)

    def freshen(self) -> Conflict | None:
        """After a refusal: what stands there now beside what was read, and the same form to send again."""
        changed = changed_since(self.of, self.data.get("seen", ""))
        self.data = {**self.data, "seen": note(self.of)}
        return None if changed is None else Conflict(changed)


@require_safe
@KEEPS
def sample_file(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """A file to begin with."""
    version = written(request, pk)
    response = HttpResponse(sample(version, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="voorbeeld-plan.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@FORM
@KEEPS
@once
def upload(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read a file; nothing is changed yet."""
    version = written(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content, problems = read(version, file.name, file.read())
        if not problems:
            made = PlanImport.objects.create(
                version_of=version,
                file_name=file.name[:200],
                content=content,
                uploaded_by=person_of(request.user),  # type: ignore[arg-type]
            )
            return redirect("plan_import_preview", version.pk, made.pk)
    context = {
        "version": version,
        "form": form,
        "problems": problems,
        "crumbs": crumbs(version),
        "has_text": version.sections.exists(),
        "outcomes": Outcome.labels,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "regioplan/import.html", context, status=status)


@FORM
@KEEPS
@once
def preview(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """What is in the file, and the button to take it over as a whole."""
    version = written(request, pk)
    found: PlanImport = get_visible(request.user, PlanImport.objects.filter(version_of=version), pk=part)
    back = reverse("plan_compose", args=[version.pk])
    page = FormPage(
        "Wat er in het bestand staat",
        back,
        "Neem alles over",
        kicker=f"{version}, {found.file_name}",
        done="Alles is overgenomen.",
        crumbs=crumbs(version),
        template="regioplan/import_preview.html",
    )
    sections = found.content["sections"]
    form = TakeForm(request.POST if request.method == "POST" else None, version=version)
    return form_page(
        request,
        form,
        page,
        act=lambda: apply(found, by=request.user, seen=form.cleaned_data["seen"]),  # type: ignore[arg-type]
        found=found,
        replaces=bool(sections) and found.applied_at is None and version.sections.exists(),
        changes=compared(version, sections) if sections and found.applied_at is None else [],
        sections=named(sections),
        decisions=_in_words(found.content["approvals"]),
    )


def _in_words(approvals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Decisions of a file as the pages call them."""
    places = {str(one.pk): one.name for one in Municipality.objects.all()}
    return [
        {
            **row,
            "name": places.get(row["municipality"], ""),
            "outcome": Outcome(row["outcome"]).label,
            **{
                name: datetime.date.fromisoformat(row[name]) if row[name] else None
                for name in ("decided_on", "council_informed_on")
            },
        }
        for row in approvals
    ]
