"""Opbrengsten at the table: the list per question, a live session with its code, and hiding with a reason."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.writing.forms import HideForm, ItemForm, SessionForm
from governance.writing.listing import grouped, live
from governance.writing.models import HarvestItem, HarvestSession, WritingAssignment
from governance.writing.models.harvest import open_session, take_findings
from governance.writing.steps import Refused
from governance.writing.views.answering import (
    FORM,
    LEAD,
    WRITE,
    assignment_for,
    form_page,
    me,
    row_for,
    save,
    take,
    why,
)
from governance.writing.views.asking import Question, ask, counted
from themes.findings.models import DiscussionQuestion
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.qr import code_picture
from zorgzaam.versions import StaleVersion


def questions_of(assignment: WritingAssignment) -> list[DiscussionQuestion]:
    """The fixed questions of the round, in order (domain.md R20)."""
    return list(DiscussionQuestion.objects.filter(generation=assignment.theme.generation_id))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def harvest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The opbrengsten per question; who sits in the team adds to them."""
    assignment = assignment_for(request, pk)
    questions = questions_of(assignment)
    form = ItemForm(request.POST or None, questions=questions, initial={"question": request.GET.get("vraag")})
    if request.method == "POST" and form.is_valid():
        form.instance.assignment, form.instance.author = assignment, me(request).person
        if save(request, form)[0]:
            messages.success(request, "Je opbrengst staat erbij.")
            return redirect("writing_harvest", pk)
    context = {
        **_list_context(request, assignment, questions),
        "form": form,
        "sessions": HarvestSession.objects.filter(assignment=assignment),
        "findings": assignment.theme.findings.exclude(pk__in=_taken(assignment)).count(),
    }
    return render(request, "governance/writing_harvest.html", context, status=422 if form.errors else 200)


def _taken(assignment: WritingAssignment) -> Any:
    return HarvestItem.objects.filter(assignment=assignment, finding__isnull=False).values("finding")


def _items(request: HttpRequest, assignment: WritingAssignment) -> Any:
    """The opbrengsten of an assignment."""
    return HarvestItem.objects.visible_to(request.user).filter(assignment=assignment)


def _in_the_room(request: HttpRequest, session: HarvestSession) -> dict[str, Any]:
    """What the screen in the room shows: what is in sight, of nobody in particular; only how much when participants do
    not read each other. The stamp is of all rows: hiding one and adding another is a change."""
    items = _items(request, session.assignment).filter(session=session)
    found = list(items.shown())
    return {
        "assignment": session.assignment,
        "session": session,
        "count": len(found),
        "groups": grouped(found, questions_of(session.assignment)) if session.guests_read else [],
        "stamp": items.stamp(),
        "list_url": f"{reverse('writing_harvest_list', args=[session.assignment_id])}?oogst={session.pk}&",
    }


def _list_context(
    request: HttpRequest, assignment: WritingAssignment, questions: list[DiscussionQuestion]
) -> dict[str, Any]:
    items = _items(request, assignment)
    return {
        "assignment": assignment,
        "leads": may(request.user, LEAD, assignment),
        "groups": grouped(items.select_related("author", "session", "cluster", "finding"), questions),
        "stamp": items.stamp(),
        "list_url": f"{reverse('writing_harvest_list', args=[assignment.pk])}?",
        "live": HarvestSession.objects.filter(assignment=assignment).open().exists(),
    }


@require_safe
@entrance(Door.WERKBANK, WRITE)
def harvest_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The list alone (`?oogst=`: as the screen of that session shows it), asked for every few seconds: nothing new
    costs one count."""
    assignment = assignment_for(request, pk)
    if session := _session_asked(request, assignment):
        items, template = _items(request, assignment).filter(session=session), "governance/writing_room.html"
        return live(request, items.stamp(), lambda: render(request, template, _in_the_room(request, session)))
    return live(
        request,
        _items(request, assignment).stamp(),
        lambda: render(
            request,
            "governance/writing_items.html",
            _list_context(request, assignment, questions_of(assignment)),
        ),
    )


def _session_asked(request: HttpRequest, assignment: WritingAssignment) -> HarvestSession | None:
    asked = request.GET.get("oogst", "")
    try:
        sessions = HarvestSession.objects.filter(assignment=assignment)
        return sessions.select_related("assignment__theme").get(pk=uuid.UUID(asked)) if asked else None
    except (ValueError, HarvestSession.DoesNotExist) as wrong:
        raise Http404 from wrong


@require_POST
@entrance(Door.WERKBANK, LEAD)
def findings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put what the report says of this theme among the opbrengsten; twice is the same."""
    assignment = assignment_for(request, pk, LEAD)
    step = lambda: take_findings(assignment, by=me(request)) or None  # noqa: E731
    return take(request, step, "De bevindingen uit het verslag staan erbij.", _page(assignment))


def _page(assignment: WritingAssignment) -> str:
    return reverse("writing_harvest", args=[assignment.pk])


@require_http_methods(FORM)
@entrance(Door.WERKBANK, LEAD)
@once
def session_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a live harvest."""
    assignment = assignment_for(request, pk, LEAD)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                return redirect(open_session(assignment, by=me(request), **form.cleaned_data))
        except IntegrityError as refusal:
            form.add_error(None, why(refusal))
    lead = "Deelnemers doen mee met hun telefoon. Zij hebben geen account nodig, alleen de code."
    return form_page(
        request, assignment, form, title="Oogst openen", submit="Open de oogst", lead=lead,
        back=_page(assignment),
    )  # fmt: skip


@require_safe
@entrance(Door.WERKBANK, WRITE)
def session(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The screen in the room: the code, the picture of it, and what comes in."""
    found = row_for(request, HarvestSession.objects, pk)
    address = request.build_absolute_uri(reverse("harvest_guest", args=[found.code]))
    context = {
        **_in_the_room(request, found),
        "leads": may(request.user, LEAD, found.assignment),
        "address": address,
        "door": request.build_absolute_uri(reverse("harvest_door")),
        "picture": code_picture(address) if found.is_open else None,
    }
    return render(request, "governance/writing_session.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, LEAD)
def session_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nobody adds anything after this; asked first."""
    found = row_for(request, HarvestSession.objects, pk, LEAD)
    if request.method != "POST":
        return ask(request, found.assignment, lambda: _before_closing(found), instead=found)
    return take(request, lambda: found.close(by=me(request)), "De oogst is gesloten.", found)


def _before_closing(found: HarvestSession) -> Question:
    if not found.is_open:
        raise Refused("Deze oogst is al gesloten.")
    inside = counted(found.items.shown().count(), "opbrengst is", "opbrengsten zijn")
    points = [
        f"{inside} binnen. Die blijven bewaard.",
        "Deelnemers kunnen niets meer toevoegen, en zien op hun telefoon niet meer wat er is gezegd.",
        "Je kunt de oogst weer openen tot het team er een opbrengst uit in een cluster zet.",
    ]
    return Question("De oogst sluiten?", "Ja, sluit de oogst", points, found.get_absolute_url())


@require_POST
@entrance(Door.WERKBANK, LEAD)
def session_reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open again with the same code, while nothing of it was used."""
    found = row_for(request, HarvestSession.objects, pk, LEAD)
    said = "De oogst is weer open, met dezelfde code."
    return take(request, lambda: found.reopen(by=me(request)), said, found)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, LEAD)
@once
def hide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an opbrengst out of sight, with a reason."""
    item = row_for(request, HarvestItem.objects, pk, LEAD)
    form = HideForm(request.POST or None, version=item.version)
    if request.method == "POST" and form.is_valid():
        try:
            item.hide(by=me(request), reason=form.cleaned_data["reason"], seen=form.cleaned_data["version"])
            messages.success(request, "De opbrengst is verborgen. Je kunt haar weer tonen.")
            return redirect("writing_harvest", item.assignment_id)
        except (StaleVersion, Refused) as refusal:
            form.add_error(None, why(refusal))
    return form_page(
        request, item.assignment, form, title="Opbrengst verbergen", submit="Verberg", lead=f"“{item.text}”",
        back=_page(item.assignment),
    )  # fmt: skip


@require_POST
@entrance(Door.WERKBANK, LEAD)
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back in sight."""
    item = row_for(request, HarvestItem.objects, pk, LEAD)
    step = lambda: item.show(by=me(request), seen=item.version)  # noqa: E731
    return take(request, step, "De opbrengst is weer te zien.", _page(item.assignment))
