"""Fragments in a draft: choose one, fill in what it is about, look at it, and change that later."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from governance.briefings import fragments, order
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.following import span_of
from governance.briefings.fragments.comparing import beside
from governance.briefings.fragments.left_out import Asked, left_out
from governance.briefings.models import Briefing
from governance.briefings.printing import fragment_template
from governance.briefings.views.editing import NO_DRAFT, composed, composer_url, lock
from governance.briefings.views.parts import FORM, WRITES, anchor_of, part_of, structure_said, text_page
from zorgzaam.once import once
from zorgzaam.standing import Reader

PAGE, PREVIEW = "governance/briefing_fragment.html", "governance/briefing_fragment_preview.html"


@FORM
@WRITES
@once
def add_fragment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Choose a fragment, fill in what it is about, look at it, put it at the end of a section."""
    briefing = composed(request, pk)
    section = part_of(request, briefing, BriefingSection, part)
    key = request.POST.get("fragment") or request.GET.get("fragment", "")
    chosen = fragments.get(key)
    context = {
        "briefing": briefing,
        "section": section,
        "here": request.path,
        "fragments": fragments.known(),
        "chosen": chosen,
    }
    if chosen is None:
        return render(request, PAGE, context)
    asked = request.POST if request.method == "POST" else request.GET
    wants_more = any(name in asked for name in chosen.form.base_fields)
    form = (
        chosen.form(asked)
        if wants_more or request.method == "POST"
        else chosen.form(initial=_given(briefing))
    )
    context |= {"form": form, **_preview(chosen, form, briefing, request.user)}
    if request.method == "POST" and "data" in context:
        return _put_fragment(request, briefing, section, chosen, form)
    if request.headers.get("HX-Request"):
        return render(request, PREVIEW, context)
    return render(request, PAGE, context, status=422 if request.method == "POST" else 200)


@FORM
@WRITES
@once
def edit_block(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The text of a block, or what its fragment is about."""
    briefing = composed(request, pk)
    block = part_of(request, briefing, BriefingBlock, part)
    return _edit_fragment(request, briefing, block) if block.fragment else text_page(request, briefing, block)


def _edit_fragment(request: HttpRequest, briefing: Briefing, block: BriefingBlock) -> HttpResponse:
    """It shows what it is about now; saved only as it was seen."""
    chosen = fragments.get(block.fragment)
    if chosen is None:
        raise Http404
    looking = any(name in request.GET for name in chosen.form.base_fields)
    sent = request.POST if request.method == "POST" else request.GET if looking else None
    form = chosen.form(block.parameters if sent is None else sent)
    context = {
        "briefing": briefing,
        "section": block.section,
        "here": request.path,
        "chosen": chosen,
        "form": form,
        "edited": block,
        # What was chosen on an older page stays a choice of that version, until its reader has seen the newer one.
        "version": block.version if sent is None else sent.get("version", block.version),
        **_preview(chosen, form, briefing, request.user),
    }
    if request.method == "POST" and "data" in context:
        return _keep_fragment(request, briefing, block, context)
    if request.headers.get("HX-Request"):
        return render(request, PREVIEW, context)
    return render(request, PAGE, context, status=422 if request.method == "POST" else 200)


def _keep_fragment(
    request: HttpRequest, briefing: Briefing, block: BriefingBlock, context: dict[str, Any]
) -> HttpResponse:
    if not lock(briefing):
        return render(request, PAGE, {**context, "notice": NO_DRAFT}, status=409)
    block.refresh_from_db()
    if request.POST.get("version") != str(block.version):
        theirs = context["chosen"].form(block.parameters)
        theirs.is_valid()
        both = {"changed": True, "rows": beside(context["form"], theirs), "version": block.version}
        return render(request, PAGE, {**context, **both}, status=409)
    block.parameters = fragments.stored(context["form"])
    block.save()
    messages.success(request, f"“{context['chosen'].label}” is bewaard.")
    return redirect(composer_url(briefing, anchor_of(block)))


def _given(briefing: Briefing) -> dict[str, Any]:
    """What a form about a fragment is most likely about: the municipality or the council it is written to."""
    organisation = briefing.addressee.organisation
    council = briefing.addressee_id if briefing.addressee.is_council else None
    return {"municipality": organisation.municipality_id if organisation else None, "council": council}


def _preview(chosen: fragments.Fragment, form: Any, briefing: Briefing, reader: Reader) -> dict[str, Any]:
    if not form.is_bound or not form.is_valid():
        return {}
    asked = Asked(chosen.key, fragments.stored(form), briefing.day, span_of(briefing))
    try:
        data = asked.filled()
    except fragments.NothingToShow as nothing:
        return {"nothing": str(nothing), "left_out": left_out(asked, reader, public=None)}
    why = left_out(asked, reader, public=data)
    return {"data": data, "template": fragment_template(chosen.key), "left_out": why}


def _put_fragment(
    request: HttpRequest, briefing: Briefing, section: BriefingSection, chosen: fragments.Fragment, form: Any
) -> HttpResponse:
    if not lock(briefing):
        return structure_said(request, briefing, NO_DRAFT, anchor_of(section), bad=True)
    block = BriefingBlock(section=section, fragment=chosen.key, parameters=fragments.stored(form))
    block.position = order.next_position(section.blocks.all())
    block.save()
    messages.success(request, f"“{chosen.label}” staat erin en blijft meebewegen tot publicatie.")
    return redirect(composer_url(briefing, anchor_of(section)))
