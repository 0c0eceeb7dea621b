"""Clusters: which opbrengsten belong together, which get the focus, and what other themes they touch."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.writing.clustering import Seen, place, put_back, versions_of
from governance.writing.forms import ClusterForm, NewClusterForm, OverlapAnswerForm, OverlapForm
from governance.writing.models import HarvestCluster, HarvestItem, Overlap, WritingAssignment
from governance.writing.steps import Step
from governance.writing.views.answering import (
    FORM,
    LEAD,
    WRITE,
    assignment_for,
    form_page,
    me,
    posted_version,
    row_for,
    save,
    take,
    why,
)
from zorgzaam.access import get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once


def _url(assignment: WritingAssignment) -> str:
    return reverse("writing_clusters", args=[assignment.pk])


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def clusters(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Opbrengsten in their clusters, with a box before each; and a line to name a new cluster."""
    assignment = assignment_for(request, pk)
    form = NewClusterForm(request.POST or None, instance=HarvestCluster(assignment=assignment))
    if request.method == "POST" and form.is_valid() and save(request, form)[0]:
        messages.success(request, f"Het cluster “{form.instance.name}” is er.")
        return redirect("writing_clusters", pk)
    items = HarvestItem.objects.visible_to(request.user).filter(assignment=assignment).shown()
    present = (
        HarvestCluster.objects.filter(assignment=assignment).present().prefetch_related("overlaps__other")
    )
    inside: dict[Any, list[HarvestItem]] = {}
    for item in items.select_related("question"):
        inside.setdefault(item.cluster_id, []).append(item)
    may_begin = assignment.step == Step.FOCUS and may(request.user, LEAD, assignment)
    context = {
        "assignment": assignment,
        "form": form,
        "loose": inside.get(None, []),
        "clusters": [(cluster, inside.get(cluster.pk, [])) for cluster in present],
        "undo": request.session.get(_undo_key(pk)),
        "ready_to_vote": sum(cluster.chosen for cluster in present) if may_begin else 0,
    }
    return render(request, "governance/writing_clusters.html", context, status=422 if form.errors else 200)


def _undo_key(pk: uuid.UUID) -> str:
    return f"undo-clusters-{pk}"


@require_POST
@entrance(Door.WERKBANK, WRITE)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put the ticked opbrengsten in the chosen cluster, or out of any."""
    assignment = assignment_for(request, pk)
    seen, into = _posted(request, assignment)
    if not seen:
        messages.error(request, "Vink eerst een of meer opbrengsten aan.")
        return redirect(_url(assignment))
    try:
        with transaction.atomic():
            moved, missed = place(assignment, seen, into, by=me(request))
    except IntegrityError as refusal:
        messages.error(request, why(refusal))
        return redirect(_url(assignment))
    _remember(request, pk, moved)
    _tell(request, len(moved), missed, into)
    return redirect(_url(assignment))


def _posted(request: HttpRequest, assignment: WritingAssignment) -> tuple[list[Seen], HarvestCluster | None]:
    try:
        pairs = [ticked.split(":") for ticked in request.POST.getlist("item")]
        seen = [(uuid.UUID(key), int(version)) for key, version in pairs]
        into = uuid.UUID(request.POST["into"]) if request.POST.get("into") else None
    except ValueError as wrong:
        raise SuspiciousOperation("no opbrengsten in this post") from wrong
    if into is None:
        return seen, None
    cluster = HarvestCluster.objects.filter(assignment=assignment, pk=into).present().first()
    if cluster is None:
        raise Http404
    return seen, cluster


def _remember(request: HttpRequest, pk: uuid.UUID, moved: dict[uuid.UUID, uuid.UUID | None]) -> None:
    after = versions_of(moved)
    kept = {str(key): [str(was) if was else "", after[key]] for key, was in moved.items()}
    request.session[_undo_key(pk)] = kept


def _tell(request: HttpRequest, moved: int, missed: int, into: HarvestCluster | None) -> None:
    where = f"in “{into.name}”" if into else "bij wat nog niet geordend is"
    if moved:
        messages.success(
            request, f"{'Eén opbrengst staat' if moved == 1 else f'{moved} opbrengsten staan'} nu {where}."
        )
    if missed:
        messages.warning(request, f"{missed} niet verplaatst: iemand anders was je voor. Kijk het na.")
    if not moved and not missed:
        messages.info(request, "Die stonden daar al.")


@require_POST
@entrance(Door.WERKBANK, WRITE)
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put the last ones back, as far as nobody touched them since."""
    assignment = assignment_for(request, pk)
    kept = request.session.pop(_undo_key(pk), {})
    moved = {uuid.UUID(key): uuid.UUID(was) if was else None for key, (was, _) in kept.items()}
    after = {uuid.UUID(key): version for key, (_, version) in kept.items()}
    step = lambda: put_back(assignment, moved, after, by=me(request)) or None  # noqa: E731
    return take(request, step, "Ongedaan gemaakt.", _url(assignment))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def cluster(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Its name, and whether it gets the focus and why."""
    found = row_for(request, HarvestCluster.objects, pk)
    form = ClusterForm(request.POST or None, instance=found)
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = save(request, form)
        if done:
            messages.success(request, "Het cluster is opgeslagen.")
            return redirect(_url(found.assignment))
    return form_page(
        request, found.assignment, form, conflict=conflict, title="Cluster", submit="Opslaan",
        back=_url(found.assignment), lead="Alleen clusters met de focus gaan mee naar het prioriteren.",
    )  # fmt: skip


@require_POST
@entrance(Door.WERKBANK, WRITE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An empty cluster goes away; history keeps it."""
    found = row_for(request, HarvestCluster.objects, pk)
    step = lambda: found.remove(by=me(request), seen=posted_version(request))  # noqa: E731
    return take(request, step, f"Het cluster “{found.name}” is weg.", _url(found.assignment))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def overlap(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell the team of another theme that this cluster touches theirs."""
    found = row_for(request, HarvestCluster.objects, pk)
    form = OverlapForm(request.POST or None, cluster=found)
    if request.method == "POST" and form.is_valid() and save(request, form)[0]:
        messages.success(request, f"{form.instance.other.team} ziet dit nu ook.")
        return redirect(_url(found.assignment))
    lead = f"Het andere team leest de naam “{found.name}” en wat je hieronder schrijft, en verder niets."
    return form_page(
        request, found.assignment, form, title="Raakt ook een ander thema", submit="Laat het weten", lead=lead,
        back=_url(found.assignment),
    )  # fmt: skip


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the other team says of it."""
    rows = Overlap.objects.select_related(
        "cluster__assignment__theme", "other__theme__generation", "other__team"
    )
    found: Overlap = get_visible(request.user, rows, pk=pk)
    if not may(request.user, WRITE, found.other):
        raise Http404
    form = OverlapAnswerForm(request.POST or None, instance=found)
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = save(request, form)
        if done:
            messages.success(request, "Je antwoord staat erbij.")
            return redirect(found.other)
    lead = f"{found.cluster.assignment.theme}: “{found.cluster.name}”. {found.note}"
    return form_page(
        request,
        found.other,
        form,
        conflict=conflict,
        title="Antwoord op overlap",
        submit="Opslaan",
        lead=lead,
    )
