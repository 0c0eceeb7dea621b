"""Chapters and sections of a version: add, write, move and take out."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from regioplan.plans import editing, removed
from regioplan.plans.errors import Refused
from regioplan.plans.forms import SectionForm, level_of
from regioplan.plans.models import PlanSection, PlanVersion
from regioplan.plans.views.desk import FORM, KEEPS, crumbs, said_key, written
from zorgzaam.access import get_visible
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

STEPS = {"omhoog": -1, "omlaag": 1}
TEMPLATE = "regioplan/section_form.html"


def _section(request: HttpRequest, version: PlanVersion, part: uuid.UUID) -> PlanSection:
    rows = PlanSection.objects.filter(version_of=version).select_related("parent__parent", "version_of")
    section: PlanSection = get_visible(request.user, rows, pk=part)
    return section


def _page(version: PlanVersion, title: str, anchor: str = "tekst") -> FormPage:
    back = f"{reverse('plan_compose', args=[version.pk])}#{anchor}"
    return FormPage(title, back, kicker=str(version), crumbs=crumbs(version), template=TEMPLATE)


def _write(request: HttpRequest, version: PlanVersion, form: Any, page: FormPage) -> HttpResponse:
    def act() -> None:
        editing.lock(version)
        form.save()

    return form_page(request, form, page, act=act)


@FORM
@KEEPS
@once
def section_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new chapter, or a section under one (`onder`)."""
    version = written(request, pk)
    form = SectionForm(
        request.POST or None,
        instance=PlanSection(version_of=version),
        initial={"parent": request.GET.get("onder", "")},
    )
    return _write(request, version, form, _page(version, "Nieuw stuk tekst"))


@FORM
@KEEPS
@once
def section_edit(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The text of a chapter or section."""
    version = written(request, pk)
    section = _section(request, version, part)
    page = _page(version, f"{level_of(section).capitalize()} bewerken", f"deel-{section.pk}")
    return _write(request, version, SectionForm(request.POST or None, instance=section), page)


@require_POST
@KEEPS
@once
def section_move(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, way: str) -> HttpResponse:
    """One place up or down among its siblings, from the place where it was seen."""
    version = written(request, pk)
    section = _section(request, version, part)
    try:
        with transaction.atomic():
            editing.lock(version)
            section.refresh_from_db()
            if request.POST.get("position") != str(section.position):
                raise Refused(
                    "Iemand anders verplaatste dit net. Kijk waar het nu staat; er is niets verplaatst."
                )
            moved = editing.move(section, STEPS[way])
    except Refused as refusal:
        return _said(request, version, str(refusal), "bad", at=section.pk)
    section.refresh_from_db()
    where = f"“{section}” staat nu op plaats {section.position}."
    return _said(request, version, where if moved else "Verder kan niet.", "good", at=section.pk)


@require_POST
@KEEPS
def section_remove(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Take out a section as it was seen; changed since, it stays. The answer offers to undo it."""
    version = written(request, pk)
    section = _section(request, version, part)
    try:
        with transaction.atomic():
            editing.lock(version)
            section.refresh_from_db()
            if request.POST.get("version") != str(section.version):
                raise Refused("Iemand anders wijzigde dit net. Kijk wat er nu staat; er is niets weggehaald.")
            editing.remove(section)
    except Refused as refusal:
        return _said(request, version, str(refusal), "bad", at=section.pk)
    return _said(request, version, f"“{section}” is weggehaald.", "good", undo=part)


@require_POST
@KEEPS
def section_bring_back(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Put a section back that was taken out; twice changes nothing twice."""
    version = written(request, pk)
    try:
        with transaction.atomic():
            back = removed.bring_back(editing.lock(version), part)
    except Refused as refusal:
        return _said(request, version, str(refusal), "bad")
    return _said(request, version, f"“{back}” staat er weer.", "good", at=back.pk)


def _said(
    request: HttpRequest, version: PlanVersion, words: str, kind: str, **where: uuid.UUID
) -> HttpResponse:
    """Back to the text, with the answer beside the section it is about (`at`), where its reader looks; `undo` is one to
    put back."""
    told = {name: str(where.get(name, "")) for name in ("at", "undo")}
    request.session[said_key(version)] = {"words": words, "kind": kind, **told}
    anchor = f"deel-{told['at']}" if told["at"] else "tekst"
    return redirect(f"{reverse('plan_compose', args=[version.pk])}#{anchor}")
