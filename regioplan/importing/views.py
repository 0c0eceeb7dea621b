"""Reading a file: what is wrong with it row by row, or what is in it; only then it is taken over."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partners.regions.models import Municipality
from regioplan.importing.applying import apply
from regioplan.importing.models import PlanImport
from regioplan.importing.reading import read
from regioplan.importing.tables import Problem
from regioplan.plans.models.steps import person_of
from regioplan.plans.views.desk import FORM, KEEPS, crumbs, written
from zorgzaam.access import get_visible
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


class ImportForm(forms.Form):
    """A file with the text of a plan, and optionally what municipalities decided."""

    file = forms.FileField(label="Bestand", help_text="YAML (.yaml) of Excel (.xlsx), hoogstens 10 MB.")


class TakeForm(forms.Form):
    """Only the button."""


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
    context = {"version": version, "form": form, "problems": problems, "crumbs": crumbs(version)}
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
    places = {str(one.pk): one.name for one in Municipality.objects.all()}
    decisions = [{**row, "name": places.get(row["municipality"], "")} for row in found.content["approvals"]]
    return form_page(
        request,
        TakeForm(request.POST if request.method == "POST" else None),
        page,
        act=lambda: apply(found, by=request.user),  # type: ignore[arg-type]
        found=found,
        sections=found.content["sections"],
        decisions=decisions,
    )
