"""The desk of the newsletter: all issues, and one in the making."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.arranging import StaleOrder, posted
from newsletters.issues import order
from newsletters.issues.advising import advice_on
from newsletters.issues.content import content_of
from newsletters.issues.discarding import stand_of, throw_away
from newsletters.issues.forms import IssueForm
from newsletters.issues.freezing import Problem
from newsletters.issues.models import OPEN, BlockKind, Issue, IssueState, blocks_of
from newsletters.issues.rules import MAKE
from newsletters.issues.telling import tell
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

METHODS = ["GET", "HEAD", "POST"]
FRONT = ("Nieuwsbrief", "issues")
MOVED = "Iemand anders veranderde intussen iets. Zo staan de blokken nu. Verplaats je blok opnieuw als dat nodig is."


def kept(request: HttpRequest, pk: uuid.UUID) -> Issue:
    """The issue, for who makes them."""
    found: Issue = get_for(request.user, Issue.objects.shown(), MAKE, pk=pk)
    return found


def crumbs(issue: Issue | None = None) -> list[tuple[str, str]]:
    """The pages above."""
    above = [("Werkbank", reverse("werkbank")), (FRONT[0], reverse(FRONT[1]))]
    return [*above, (issue.title, issue.desk_url)] if issue else above


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def issues(request: HttpRequest) -> HttpResponse:
    """What is in the making, and what was sent."""
    rows = Issue.objects.visible_to(request.user).shown()
    making = list(rows.filter(state__in=OPEN).order_by("-created_at"))
    out = list(rows.out().newest_first()[:50])
    return render(request, "newsletters/issues.html", {"making": making, "out": out})


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def new(request: HttpRequest) -> HttpResponse:
    issue = Issue()
    page = FormPage(
        "Nieuwe nieuwsbrief", reverse("issues"), "Begin", crumbs=crumbs(),
        to=lambda: reverse("issue_offers", args=[issue.pk]),
        done="De nieuwsbrief is begonnen. Kies wat erin komt, of schrijf zelf een blok.",
    )  # fmt: skip
    return form_page(request, IssueForm(request.POST or None, instance=issue), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Title, subject and the line beside it."""
    issue = kept(request, pk)
    page = FormPage(
        "Titel en onderwerp", issue.desk_url, crumbs=crumbs(issue), done="Bewaard.", lead=_warning(issue)
    )
    return form_page(request, IssueForm(request.POST or None, instance=issue), page)


def _warning(issue: Issue) -> str:
    if issue.is_open and issue.state != IssueState.DRAFT:
        return "Let op: verander je iets, dan moet een ander opnieuw meekijken."
    return ""


@require_safe
@entrance(Door.WERKBANK, MAKE)
def desk(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One issue with its blocks."""
    return render(request, "newsletters/issue_desk.html", _words(kept(request, pk)))


def _words(issue: Issue, told_wrong: str = "") -> dict[str, Any]:
    blocks = blocks_of(issue)
    told = tell(blocks)
    content = {row["id"]: row for row in content_of(issue, told, blocks)["blocks"]}
    advice = advice_on(content)
    lines = [
        {
            "block": row,
            "content": content[str(row.pk)],
            "closed": told[row.pk].closed,
            "advice": advice.get(str(row.pk), []),
            "called": told[row.pk].heading or row.get_kind_display(),
        }
        for row in blocks
    ]
    return {
        "issue": issue,
        "lines": lines,
        "kinds": BlockKind.choices,
        "problems": [Problem(row.pk, told[row.pk].closed) for row in blocks if told[row.pk].closed],
        "base": ",".join(str(row.pk) for row in blocks),
        "told_wrong": told_wrong,
        "warning": _warning(issue),
    }


@require_POST
@entrance(Door.WERKBANK, MAKE)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The order of the blocks: dragged, or one step up or down. 409 when somebody else was first."""
    issue = kept(request, pk)
    status, wrong = 200, ""
    try:
        ids, base = posted(request)
        with order.while_open():
            order.arrange(issue, ids, base=base, by=request.user)  # type: ignore[arg-type]
    except (StaleOrder, ValueError):
        status, wrong = 409, MOVED
    except ValidationError as refused:
        status, wrong = 409, refused.messages[0]
    if not request.headers.get("HX-Request"):
        if wrong:
            messages.warning(request, wrong)
        return redirect(issue.desk_url)
    return render(request, "newsletters/issue_blocks.html", _words(kept(request, pk), wrong), status=status)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a draft nobody looked at yet; its history stays."""
    issue = kept(request, pk)
    changed = False
    if request.method == "POST":
        try:
            throw_away(issue, by=request.user, seen=request.POST.get("seen", ""))  # type: ignore[arg-type]
        except StaleVersion:
            changed = True
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(issue.desk_url)
        else:
            messages.success(request, "De nieuwsbrief is weggegooid.")
            return redirect("issues")
    context = {
        "issue": issue,
        "crumbs": crumbs(issue),
        "seen": stand_of(issue),
        "changed": changed,
        "blocks": blocks_of(issue),
    }
    return render(request, "newsletters/issue_discard.html", context, status=409 if changed else 200)
