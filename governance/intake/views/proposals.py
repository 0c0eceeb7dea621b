"""Reading proposals: what waits for triage, what one proposed, and one with everything that happened to it."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.bodies.models import HandedOver
from governance.intake.lateness import lateness
from governance.intake.lying import Asked, lies
from governance.intake.models import Advice, Origin, Proposal, ProposalPaper
from governance.intake.triage_forms import ListFilter, mergeable
from governance.intake.views.doors import PARTNER, SEAT, STATEN, Way, way_of
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.access import get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.standing import standing_of

PER_PAGE = 30
TRIAGE = "governance.triage_proposal"


@require_safe
@entrance(Door.WERKBANK, SEAT.rule)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for who keeps an agenda, and what I proposed myself."""
    if not may(request.user, SEAT.rule):
        raise PermissionDenied
    known = Proposal.objects.visible_to(request.user)
    keeps = may(request.user, TRIAGE)
    if not (keeps or standing_of(request.user).is_bureau):
        # Who keeps no agenda reads what they proposed, whatever became of it.
        return _list(request, SEAT, known)
    form = ListFilter(request.GET or None, rows=known)
    asked = form.cleaned_data if form.is_valid() else {}
    context = {"form": form, "keeps": keeps, "narrowed": any(request.GET.get(name) for name in form.fields)}
    return _list(request, SEAT, _narrow(request, known, asked), **context)


def _list(request: HttpRequest, way: Way, rows: Any, **more: Any) -> HttpResponse:
    page = Paginator(rows.shown(), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "governance/proposals.html", {"way": way, "page": page, **more})


def _narrow(request: HttpRequest, known: Any, asked: dict[str, Any]) -> Any:
    mine = Q(proposed_by_id=standing_of(request.user).person_id)
    rows = known
    if asked.get("stand") == "open":
        rows = rows.open()
    elif asked.get("stand") != "alles":
        kept = Proposal.objects.kept_by(request.user).values("pk")
        rows = rows.filter(Q(pk__in=kept) | mine & Q(state__in=["voorgesteld", "aangeboden", "later"]))
    if asked.get("van") in Origin.values:
        rows = rows.filter(origin=asked["van"])
    return rows.filter(body=asked["orgaan"]) if asked.get("orgaan") else rows


@require_safe
@entrance(Door.PARTNER, PARTNER.rule)
def of_organisations(request: HttpRequest) -> HttpResponse:
    """What my organisations proposed, and what became of it."""
    return _own(request, PARTNER, Q(organisation_id__in=standing_of(request.user).organisations))


@require_safe
@entrance(Door.STATEN, STATEN.rule)
def of_councils(request: HttpRequest) -> HttpResponse:
    """What my council asked the network, and what came back."""
    return _own(request, STATEN, Q(council_id__in=standing_of(request.user).councils))


def _own(request: HttpRequest, way: Way, which: Q) -> HttpResponse:
    if not may(request.user, way.rule):
        raise PermissionDenied
    return _list(request, way, Proposal.objects.visible_to(request.user).filter(which))


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One proposal: its words, where it lies, what happened, and for who keeps the agenda what can be done."""
    found = get_visible(request.user, Proposal.objects.shown(), pk=pk)
    user = request.user
    steps = list(found.steps.select_related("body", "to_body", "person", "item", "meeting"))
    subjects = [link.subject for link in found.subjects.select_related("theme", "task")]
    triages = may(user, TRIAGE, found)
    context = {
        "proposal": found,
        "steps": _readable(request, steps),
        "subjects": subjects,
        "papers": found.papers.select_related("file"),
        "item": AgendaItem.objects.visible_to(user).filter(pk=found.item_id).first()
        if found.item_id
        else None,
        "advice": list(Advice.objects.visible_to(user).filter(proposal=found).shown()),
        "triages": triages,
        "way": way_of(user, found),
        "handed": HandedOver.objects.filter(kind="proposal", subject_id=pk).select_related(
            "from_body", "to_body"
        ),
        "late": _late(found),
    }
    if triages and found.lies:
        context |= {"lying": _lying(request, found), "mergeable": mergeable(found, user)}
    return render(request, "governance/proposal.html", context)


def _readable(request: HttpRequest, steps: list[Any]) -> list[Any]:
    """The steps, without the items and meetings this reader may not know of."""
    user = request.user
    items = {step.item_id for step in steps if step.item_id}
    meetings = {step.meeting_id for step in steps if step.meeting_id}
    known = set(AgendaItem.objects.visible_to(user).filter(pk__in=items).values_list("pk", flat=True))
    known |= set(Meeting.objects.visible_to(user).filter(pk__in=meetings).values_list("pk", flat=True))
    for step in steps:
        step.item = step.item if step.item_id in known else None
        step.meeting = step.meeting if step.meeting_id in known else None
    return steps


def _late(found: Proposal) -> Any:
    """Of the meeting that is wished, while nothing is decided: whether it is too late for it."""
    return lateness([found.meeting]).get(found.meeting.pk) if found.meeting and found.is_open else None


def _lying(request: HttpRequest, found: Proposal) -> list[Any]:
    """What lies somewhere about the same, for who decides about it."""
    keys = [link.key for link in found.subjects.all()]
    tasks = frozenset(pk for kind, pk in keys if kind == "task")
    themes = frozenset(pk for kind, pk in keys if kind == "theme")
    return lies(Asked(request.user, themes, tasks, found.title, but=found.pk))


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """A file that goes along; closed and absent are the same 404."""
    found = get_visible(request.user, ProposalPaper.objects.select_related("file"), pk=pk)
    return stream(found.file, found.filename)
