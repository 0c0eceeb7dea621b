"""The teams and their assignments: the overview, and one team."""

import uuid

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.bodies.models import Mandate
from governance.writing.forms import AssignmentForm, SettingsForm
from governance.writing.models import HandIn, Overlap
from governance.writing.steps import Step
from governance.writing.views.answering import (
    ASSIGNMENTS,
    FORM,
    LEAD,
    assignment_for,
    form_page,
    save,
    stepper,
)
from governance.writing.views.moving import choices_of
from zorgzaam.access import get_visible, may
from zorgzaam.doors import BUREAU, SIGNED_IN, Door, entrance
from zorgzaam.once import once


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def overview(request: HttpRequest) -> HttpResponse:
    """Every assignment this reader may see, per round, with how far it is."""
    found = ASSIGNMENTS.visible_to(request.user).annotate(
        items_shown=Count("items", filter=Q(items__hidden_at=None), distinct=True),
        clusters_present=Count("clusters", filter=Q(clusters__removed_at=None), distinct=True),
    )
    rows = [
        {
            "assignment": each,
            "inside": may(request.user, "governance.write", each),
            "at": Step(each.step).place,
        }
        for each in found
    ]
    return render(request, "governance/writing.html", {"rows": rows, "steps": len(Step)})


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Ask a team to write about a theme."""
    form = AssignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and save(request, form)[0]:
        messages.success(request, f"{form.instance.team} schrijft over {form.instance.theme}.")
        return redirect(form.instance)
    lead = "Wie in het schrijfteam zit, kan meteen aan de slag."
    return form_page(request, None, form, title="Schrijfopdracht geven", submit="Geef de opdracht", lead=lead)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, "governance.assign_writing")
@once
def settings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The werkinstructie, the programmateam and the dots."""
    assignment = assignment_for(request, pk, "governance.assign_writing")
    form = SettingsForm(request.POST or None, instance=assignment)
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = save(request, form)
        if done:
            messages.success(request, "De opdracht is opgeslagen.")
            return redirect(assignment)
    return form_page(
        request, assignment, form, conflict=conflict, title="Opdracht wijzigen", submit="Opslaan"
    )


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One team: where it is, what comes next and who is in it."""
    assignment = get_visible(request.user, ASSIGNMENTS, pk=pk)
    inside = may(request.user, "governance.write", assignment)
    members = Mandate.objects.visible_to(request.user).current().filter(body=assignment.team)
    context = {
        "assignment": assignment,
        "steps": stepper(assignment),
        "inside": inside,
        "choices": choices_of(assignment) if may(request.user, LEAD, assignment) else [],
        "votes": may(request.user, "governance.vote_in_writing", assignment),
        "members": members.select_related("person") if inside else [],
        "versions": HandIn.objects.visible_to(request.user).filter(assignment=assignment),
        "overlaps": _overlaps(request, assignment.pk) if inside else [],
    }
    return render(request, "governance/writing_team.html", context)


def _overlaps(request: HttpRequest, pk: uuid.UUID) -> list[Overlap]:
    found = Overlap.objects.visible_to(request.user).filter(Q(other=pk) | Q(cluster__assignment=pk))
    return list(found.select_related("cluster__assignment__theme", "other__theme"))
