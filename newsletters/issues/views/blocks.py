"""Pages on which one block is written, changed or taken away."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.views.kept import posted_version
from newsletters.issues import order
from newsletters.issues.forms import BlockForm
from newsletters.issues.models import Block, BlockKind, Issue, blocks_of, taken_away
from newsletters.issues.rules import MAKE
from newsletters.issues.telling import tell
from newsletters.issues.views.desk import METHODS, crumbs, kept
from zorgzaam.access import get_visible
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

GONE = "Deze nieuwsbrief is al verstuurd. Er verandert niets meer aan."
LEADS = {
    BlockKind.TEXT: "Eigen woorden, met een link of een beeld als dat helpt.",
    BlockKind.PICTURE: "Een beeld met een kop of een tekst erbij.",
    BlockKind.EVENT: "Iets waar lezers naartoe kunnen.",
    BlockKind.QUOTE: "Wat iemand zegt, in diens eigen woorden.",
    BlockKind.TASK: "De stand van de mijlpalen en het laatste verslag komen er vanzelf bij.",
}


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
@once
def new(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    issue = kept(request, pk)
    if kind not in BlockKind.values:
        raise Http404
    return _write(request, Block(issue=issue, kind=kind), f"{BlockKind(kind).label} toevoegen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    if not Block.objects.filter(pk=pk).exists() and (gone := taken_away(pk)) is not None:
        return _write_gone(request, gone)
    block = _of(request, pk)
    return _write(request, block, f"{block.get_kind_display()} wijzigen")


def _write_gone(request: HttpRequest, gone: Block) -> HttpResponse:
    """Somebody took away the block one wrote in: what was typed stands in the form, to put it in as a block again."""
    issue = kept(request, gone.issue_id)
    if request.method != "POST" or issue.is_out:
        messages.info(request, "Dit blok was al weg.")
        return redirect(issue.desk_url)
    page = FormPage(
        f"{gone.get_kind_display()} is weggehaald", issue.desk_url, "Zet het blok terug", kicker=issue.title,
        crumbs=crumbs(issue), template="newsletters/block_form.html",
    )  # fmt: skip
    form = BlockForm(request.POST, request.FILES, instance=gone, user=request.user)
    form.is_valid()
    words = {"page": page, "form": form, "issue": issue, "conflict": Conflict([], gone=True)}
    words["action"] = reverse("block_new", args=[issue.pk, gone.kind])
    return render(request, page.template, words, status=409)


@require_POST
@entrance(Door.WERKBANK, MAKE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a block away. One that is gone already is gone; one that somebody changed meanwhile is shown first (409)."""
    block = Block.objects.visible_to(request.user).filter(pk=pk).select_related("issue").first()
    if block is None:
        messages.info(request, "Dit blok was al weg.")
        return redirect("issues")
    issue = kept(request, block.issue_id)
    if issue.is_out:
        messages.error(request, GONE)
        return redirect(issue.desk_url)
    try:
        with order.while_open():
            order.remove(block, by=request.user, seen=posted_version(request))  # type: ignore[arg-type]
    except StaleVersion:
        return _changed(request, issue, block)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect(issue.desk_url)
    messages.success(request, "Het blok is weg.")
    return redirect(issue.desk_url)


def _changed(request: HttpRequest, issue: Issue, block: Block) -> HttpResponse:
    """The block as a colleague wrote it meanwhile, to look at before it goes."""
    now = next((row for row in blocks_of(issue) if row.pk == block.pk), None)
    if now is None:
        return redirect(issue.desk_url)
    context = {"row": now, "content": tell([now])[now.pk], "crumbs": crumbs(issue)}
    return render(request, "newsletters/block_changed.html", context, status=409)


def _of(request: HttpRequest, pk: uuid.UUID) -> Block:
    block: Block = get_visible(request.user, Block.objects.select_related("issue", "picture"), pk=pk)
    kept(request, block.issue_id)
    return block


def _write(request: HttpRequest, row: Block, title: str) -> HttpResponse:
    issue = row.issue
    if issue.is_out:
        messages.error(request, GONE)
        return redirect(issue.desk_url)
    lead = LEADS.get(BlockKind(row.kind), "Kies wat je vertelt. Leeg gelaten tekst komt van de bron.")
    page = FormPage(
        title, issue.desk_url, kicker=issue.title, crumbs=crumbs(issue), lead=lead, done="Het blok staat erin.",
        template="newsletters/block_form.html",
    )  # fmt: skip
    form = BlockForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return form_page(request, form, page, issue=issue)
