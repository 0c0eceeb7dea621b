"""Concretising: the worked-out tasks and the paragraphs, and handing them in."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.writing.forms import ParagraphForm, WorkedTaskForm
from governance.writing.handing_in import about, hand_in, ready
from governance.writing.models import HandIn, TextRemark, WorkedTask, WritingAssignment, WritingParagraph
from governance.writing.models.tasks import take_away
from governance.writing.outcomes import became_of
from governance.writing.reviewing import open_remarks
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
)
from governance.writing.views.asking import Question, ask, counted
from zorgzaam.access import may
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once


def _url(assignment: WritingAssignment) -> str:
    return reverse("writing_text", args=[assignment.pk])


@require_safe
@entrance(Door.WERKBANK, WRITE)
def text(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft: tasks and paragraphs as they are now, and what was said of the last version."""
    assignment = assignment_for(request, pk)
    present = WorkedTask.objects.filter(assignment=assignment).present()
    tasks = present.select_related("transformation_task").prefetch_related("organisations", "clusters")
    became = became_of(request.user, assignment)
    newest = HandIn.objects.filter(assignment=assignment).first()
    said = Q(hand_in=newest) | Q(pk__in=open_remarks(assignment))
    remarks = _remarks(said) if newest else []
    context = {
        "assignment": assignment,
        "tasks": [(task, became.get(str(task.pk))) for task in tasks],
        "paragraphs": WritingParagraph.objects.filter(assignment=assignment).present(),
        "newest": newest,
        "remarks": remarks,
        "leads": may(request.user, LEAD, assignment),
    }
    return render(request, "governance/writing_text.html", context)


def _remarks(said: Q) -> list[tuple[TextRemark, str]]:
    """Each remark with the heading of what it is about."""
    rows = (
        TextRemark.objects.filter(said)
        .select_related("person", "hand_in")
        .prefetch_related("replies__person")
    )
    return [(remark, about(remark)) for remark in rows]


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def task_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Work out a task."""
    assignment = assignment_for(request, pk)
    form = WorkedTaskForm(request.POST or None, assignment=assignment)
    if request.method == "POST" and form.is_valid() and save(request, form)[0]:
        messages.success(request, f"De opgave “{form.instance.title}” staat erbij.")
        return redirect(_url(assignment))
    return _task_page(request, assignment, form, title="Opgave uitwerken")


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a worked-out task."""
    found = row_for(request, WorkedTask.objects, pk)
    form = WorkedTaskForm(request.POST or None, instance=found, assignment=found.assignment)
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = save(request, form)
        if done:
            messages.success(request, f"De opgave “{form.instance.title}” is opgeslagen.")
            return redirect(_url(found.assignment))
    return _task_page(request, found.assignment, form, conflict=conflict, title="Opgave wijzigen")


def _task_page(
    request: HttpRequest,
    assignment: WritingAssignment,
    form: WorkedTaskForm,
    *,
    conflict: Conflict | None = None,
    title: str,
) -> HttpResponse:
    lead = "Wat je nog niet weet, laat je leeg. Dan staat er: nog niet bekend."
    back = _url(assignment)
    return form_page(
        request, assignment, form, conflict=conflict, title=title, submit="Opslaan", lead=lead, back=back
    )


@require_POST
@entrance(Door.WERKBANK, WRITE)
def task_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Away; history keeps it."""
    found = row_for(request, WorkedTask.objects, pk)
    step = lambda: take_away(found, by=me(request), seen=posted_version(request))  # noqa: E731
    return take(request, step, f"De opgave “{found.title}” is weg.", _url(found.assignment))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def paragraph_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new paragraph, last."""
    assignment = assignment_for(request, pk)
    last = WritingParagraph.objects.filter(assignment=assignment).order_by("position").last()
    blank = WritingParagraph(assignment=assignment, position=(last.position if last else 0) + 10)
    form = ParagraphForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid() and save(request, form)[0]:
        messages.success(request, f"De alinea “{form.instance.heading}” staat erbij.")
        return redirect(_url(assignment))
    return form_page(
        request, assignment, form, title="Alinea schrijven", submit="Opslaan", back=_url(assignment)
    )


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def paragraph(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a paragraph."""
    found = row_for(request, WritingParagraph.objects, pk)
    form = ParagraphForm(request.POST or None, instance=found)
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = save(request, form)
        if done:
            messages.success(request, f"De alinea “{form.instance.heading}” is opgeslagen.")
            return redirect(_url(found.assignment))
    return form_page(
        request, found.assignment, form, conflict=conflict, title="Alinea wijzigen", submit="Opslaan",
        back=_url(found.assignment),
    )  # fmt: skip


@require_POST
@entrance(Door.WERKBANK, WRITE)
def paragraph_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Away; history and the versions handed in keep it."""
    found = row_for(request, WritingParagraph.objects, pk)
    step = lambda: take_away(found, by=me(request), seen=posted_version(request))  # noqa: E731
    return take(request, step, f"De alinea “{found.heading}” is weg.", _url(found.assignment))


@require_POST
@entrance(Door.WERKBANK, WRITE)
def paragraph_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One place up; what is first stays first."""
    found = row_for(request, WritingParagraph.objects, pk)
    return take(
        request, lambda: _raise(request, found), "De alinea staat een plaats hoger.", _url(found.assignment)
    )


def _raise(request: HttpRequest, found: WritingParagraph) -> bool:
    with acting(me(request), reason="Volgorde gewijzigd"), transaction.atomic():
        WritingAssignment.objects.select_for_update().get(pk=found.assignment_id)
        rows = list(WritingParagraph.objects.filter(assignment=found.assignment_id).present())
        at = next((index for index, row in enumerate(rows) if row.pk == found.pk), 0)
        if at == 0:
            return False
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
        for number, row in enumerate(rows, start=1):
            WritingParagraph.objects.filter(pk=row.pk).update(position=number * 10)
    return True


@require_http_methods(FORM)
@entrance(Door.WERKBANK, LEAD)
def submit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand text and tasks in, asked first; twice is one version."""
    assignment = assignment_for(request, pk, LEAD)
    if request.method != "POST":
        return ask(request, assignment, lambda: _before_handing_in(assignment), instead=_url(assignment))
    said = "De tekst is ingediend. Het programmateam kijkt ernaar."
    return take(request, lambda: hand_in(assignment, by=me(request)), said, _url(assignment))


def _before_handing_in(assignment: WritingAssignment) -> Question:
    """What handing in does; Refused when it cannot be done now."""
    content = ready(assignment)
    paragraphs = counted(len(content["paragraphs"]), "alinea", "alinea's")
    tasks = counted(len(content["tasks"]), "opgave", "opgaven")
    points = [
        f"{assignment.programme} krijgt {paragraphs} en {tasks}, zoals ze nu zijn, en krijgt daar een mail over.",
        "Wijzigen kan pas weer als het programmateam de tekst met opmerkingen terugkoppelt.",
        "De ingediende versie blijft bewaard en verandert nooit meer.",
    ]
    title, button = "Tekst indienen?", "Ja, dien in"
    return Question(title, button, points, _url(assignment), final=True)
