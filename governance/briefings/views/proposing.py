"""Besluitpunten of a draft, with the argumenten and kanttekeningen that belong to each: add and edit."""

import uuid
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from governance.briefings import order
from governance.briefings.kinds import GroundKind
from governance.briefings.models import Briefing
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.proposing_forms import GroundForm, PointForm
from governance.briefings.structure import Sort
from governance.briefings.views.editing import Words, composed, edit
from governance.briefings.views.parts import FORM, WRITES, anchor_of, must_have, part_of
from zorgzaam.once import once


def _anchor(briefing: Briefing, kind: str) -> str:
    """Where the composer shows them all."""
    part = briefing.structure.part(kind)
    return part.anchor if part else ""


@FORM
@WRITES
@once
def add_point(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new besluitpunt at the end."""
    briefing = composed(request, pk)
    must_have(briefing, Sort.POINTS)

    def row() -> ProposalPoint:
        return ProposalPoint(briefing=briefing, position=order.next_position(briefing.points.all()))

    words = Words(title="Nieuw besluitpunt", done="Het besluitpunt staat erin.", anchor="besluit")
    return edit(request, briefing, PointForm, row, words)


@FORM
@WRITES
@once
def edit_point(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The words of a besluitpunt."""
    briefing = composed(request, pk)
    point = part_of(request, briefing, ProposalPoint, part)
    row = partial(ProposalPoint.objects.get, pk=point.pk)
    words = Words(title="Besluitpunt", done="Het besluitpunt is bewaard.", anchor=anchor_of(point))
    return edit(request, briefing, PointForm, row, words)


@FORM
@WRITES
@once
def add_ground(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, kind: str) -> HttpResponse:
    """A new argument or kanttekening, the last of its kind at a besluitpunt."""
    briefing = composed(request, pk)
    point = part_of(request, briefing, ProposalPoint, part)
    if kind not in GroundKind.values or briefing.structure.part(kind) is None:
        raise Http404

    def row() -> ProposalGround:
        there = point.grounds.filter(kind=kind)
        return ProposalGround(point=point, kind=kind, position=order.next_position(there))

    label = GroundKind(kind).label
    words = Words(title=f"{label} toevoegen", done=f"{label} toegevoegd.", anchor=_anchor(briefing, kind))
    return edit(request, briefing, GroundForm, row, words)


@FORM
@WRITES
@once
def edit_ground(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The thesis and the words of an argument or kanttekening, and the besluitpunt it belongs to."""
    briefing = composed(request, pk)
    ground = part_of(request, briefing, ProposalGround, part)
    row = partial(ProposalGround.objects.select_related("point").get, pk=ground.pk)
    anchor = _anchor(briefing, ground.kind)
    return edit(request, briefing, GroundForm, row, Words(ground.noun, f"{ground.noun} bewaard.", anchor))
