"""Pages on which one block is written, changed or taken away."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from newsletters.issues import order
from newsletters.issues.forms import BlockForm
from newsletters.issues.models import Block, BlockKind
from newsletters.issues.rules import MAKE
from newsletters.issues.views.desk import METHODS, crumbs, kept
from zorgzaam.access import get_visible
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

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
    block = _of(request, pk)
    return _write(request, block, f"{block.get_kind_display()} wijzigen")


@require_POST
@entrance(Door.WERKBANK, MAKE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a block away. One that is gone already is gone."""
    block = Block.objects.visible_to(request.user).filter(pk=pk).select_related("issue").first()
    if block is None:
        messages.info(request, "Dit blok was al weg.")
        return redirect("issues")
    issue = kept(request, block.issue_id)
    if issue.is_out:
        messages.error(request, GONE)
        return redirect(issue.desk_url)
    order.remove(block, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Het blok is weg.")
    return redirect(issue.desk_url)


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
