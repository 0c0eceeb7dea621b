"""Sections, texts and attachments of a draft: add, edit, move and remove."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.briefings import order, removing
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.forms import AttachmentForm, BlockForm, SectionForm
from governance.briefings.models import Briefing
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.structure import Sort
from governance.briefings.views.composing import composer_context
from governance.briefings.views.editing import (
    CHANGED,
    NO_DRAFT,
    Words,
    composed,
    composer_url,
    edit,
    lock,
)
from zorgzaam.access import get_visible
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once

WRITES = entrance(Door.WERKBANK, "governance.change_briefing")
FORM = require_http_methods(["GET", "HEAD", "POST"])
PARTS: dict[str, Any] = {
    "hoofdstuk": BriefingSection,
    "blok": BriefingBlock,
    "bijlage": BriefingAttachment,
    "besluitpunt": ProposalPoint,
    "onderdeel": ProposalGround,
}
STEPS = {"omhoog": -1, "omlaag": 1}


def part_of(request: HttpRequest, briefing: Briefing, model: Any, part: uuid.UUID) -> Any:
    """A part of this briefing, or 404."""
    return get_visible(request.user, model.objects.filter(**{model.objects.all().path: briefing}), pk=part)


def must_have(briefing: Briefing, sort: Sort) -> None:
    """404 where documents of this kind have no such part."""
    if not briefing.structure.has(sort):
        raise Http404


def anchor_of(part: Any) -> str:
    return f"deel-{part.pk if part.of == 'briefing' else part.holder_id}"


# ---------------------------------------------------------------- add and edit
@FORM
@WRITES
@once
def add_section(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new section at the end."""
    briefing = composed(request, pk)
    must_have(briefing, Sort.SECTIONS)

    def row() -> BriefingSection:
        return BriefingSection(briefing=briefing, position=order.next_position(briefing.sections.all()))

    words = Words(title="Nieuw hoofdstuk", done="Het hoofdstuk staat erin.", anchor="opbouw")
    return edit(request, briefing, SectionForm, row, words)


@FORM
@WRITES
@once
def edit_section(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The heading of a section."""
    briefing = composed(request, pk)
    section = part_of(request, briefing, BriefingSection, part)
    row = partial(BriefingSection.objects.get, pk=section.pk)
    done, anchor = "De kop is bewaard.", anchor_of(section)
    words = Words(title="Kop van het hoofdstuk", done=done, anchor=anchor)
    return edit(request, briefing, SectionForm, row, words)


@FORM
@WRITES
@once
def add_text(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A new block of text at the end of a section."""
    briefing = composed(request, pk)
    section = part_of(request, briefing, BriefingSection, part)

    def row() -> BriefingBlock:
        return BriefingBlock(section=section, position=order.next_position(section.blocks.all()))

    title = f"Tekst in “{section.heading}”"
    words = Words(title, "De tekst staat erin.", anchor_of(section), here=str(section.pk))
    return edit(request, briefing, BlockForm, row, words)


def text_page(request: HttpRequest, briefing: Briefing, block: BriefingBlock) -> HttpResponse:
    """The text of a block."""
    row = partial(BriefingBlock.objects.get, pk=block.pk)
    title, anchor = f"Tekst in “{block.section.heading}”", anchor_of(block)
    words = Words(title=title, done="De tekst is bewaard.", anchor=anchor)
    return edit(request, briefing, BlockForm, row, words)


@FORM
@WRITES
@once
def add_attachment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new row in the attachments table."""
    briefing = composed(request, pk)

    def row() -> BriefingAttachment:
        return BriefingAttachment(briefing=briefing, position=order.next_position(briefing.attachments.all()))

    title, done = "Nieuwe bijlage", "De bijlage staat in de tabel."
    words = Words(title=title, done=done, anchor="bijlagen")
    return edit(request, briefing, partial(AttachmentForm, user=request.user), row, words)


@FORM
@WRITES
@once
def edit_attachment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A row of the attachments table."""
    briefing = composed(request, pk)
    attachment = part_of(request, briefing, BriefingAttachment, part)
    row = partial(BriefingAttachment.objects.get, pk=attachment.pk)
    done = "De bijlage is bewaard."
    words = Words(title="Bijlage", done=done, anchor="bijlagen")
    return edit(request, briefing, partial(AttachmentForm, user=request.user), row, words)


# ---------------------------------------------------------------- move and remove
@require_POST
@WRITES
def move_part(request: HttpRequest, pk: uuid.UUID, sort: str, part: uuid.UUID, way: str) -> HttpResponse:
    """One place up or down among its siblings."""
    briefing = composed(request, pk)
    row = part_of(request, briefing, PARTS[sort], part)
    if not lock(briefing):
        return structure_said(request, briefing, NO_DRAFT, anchor_of(row), bad=True)
    moved = order.move(row, STEPS[way])
    row.refresh_from_db()
    said = f"{row.noun} staat nu op plaats {row.position}." if moved else "Verder kan niet."
    return structure_said(request, briefing, said, anchor_of(row))


@require_POST
@WRITES
def remove_part(request: HttpRequest, pk: uuid.UUID, sort: str, part: uuid.UUID) -> HttpResponse:
    """Take a part out as it was seen; where any of it changed since, show what was seen and what is there."""
    briefing = composed(request, pk)
    is_draft = lock(briefing)
    if removing.was_in(briefing, PARTS[sort], part):
        return structure_said(request, briefing, f"{sort.capitalize()} is weggehaald.", "opbouw")
    row = part_of(request, briefing, PARTS[sort], part)
    if not is_draft:
        return structure_said(request, briefing, NO_DRAFT, "opbouw", bad=True)
    seen, secret = request.POST.get("version", ""), isinstance(row, BriefingAttachment) and row.is_secret
    if not removing.remove(row, seen):
        return _ask_again(request, briefing, sort, row, seen)
    still = " De geheimhouding die erop rust, blijft gelden." if secret else ""
    return structure_said(request, briefing, f"{sort.capitalize()} is weggehaald.{still}", "opbouw")


def _ask_again(request: HttpRequest, briefing: Briefing, sort: str, row: Any, seen: str) -> HttpResponse:
    removal = {
        "rows": removing.differences(row, seen),
        "noun": sort,
        "url": request.path,
        "seen": removing.seen_of(row),
    }
    context = {**composer_context(request, briefing), "removal": removal}
    page = "briefing_parts_swap.html" if request.headers.get("HX-Request") else "briefing_compose.html"
    return render(request, f"governance/{page}", context, status=409)


def structure_said(
    request: HttpRequest, briefing: Briefing, said: str, anchor: str, *, bad: bool = False
) -> HttpResponse:
    (messages.error if bad else messages.success)(request, said)
    if request.headers.get("HX-Request"):
        context = composer_context(request, composed(request, briefing.pk))
        page = "governance/briefing_parts_swap.html"
        swapped = render(request, page, context, status=409 if bad else 200)
        swapped["HX-Trigger"] = CHANGED
        return swapped
    back = redirect(composer_url(briefing, anchor))
    return not_done(back) if bad else back
