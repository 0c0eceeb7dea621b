"""What was said of a draft: beside each paragraph of the letter, and beside each part in the composer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from governance.briefings.comments.forms import CommentForm
from governance.briefings.comments.models import BriefingComment
from governance.briefings.comments.writing import CLOSED, place
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import Paragraph, beside, blocks_of, marked, paragraphs_of
from governance.briefings.printing import to_html
from governance.briefings.reading_ease import advice_on, named
from governance.briefings.views.editing import draft_file_url
from zorgzaam import access
from zorgzaam.snapshots import canonical


@dataclass
class Said:
    """`beside` by the name or id of a part; `comments` all that are open, those without a part left last."""

    beside: dict[str, dict[str, Any]]
    comments: list[BriefingComment]


def said_of(request: HttpRequest, briefing: Briefing, document: dict[str, Any]) -> Said:
    """What was said of a draft and is still open, and advice on its words; a constant number of queries."""
    paragraphs = paragraphs_of(document, blocks_of(briefing))
    rows = BriefingComment.objects.visible_to(request.user).filter(briefing=briefing).open()
    said = _by_part(list(rows.select_related("person").prefetch_related("replies__person")), paragraphs)
    if briefing.status not in CLOSED:
        for key, advice in advice_on(paragraphs).items():
            said.beside.setdefault(key, {})["advice"] = advice
    return said


def _by_part(comments: list[BriefingComment], paragraphs: list[Paragraph]) -> Said:
    placed = place(comments, paragraphs)
    said = Said({}, [])
    for about in paragraphs:
        for comment in placed.at.get(about.anchor, []):
            said.beside.setdefault(about.key, {}).setdefault("comments", []).append(comment)
            said.comments.append(comment)
    said.comments += placed.lost
    return said


def letter_with_comments(
    request: HttpRequest,
    briefing: Briefing,
    document: dict[str, Any],
    sent: CommentForm | None = None,
    refused: BriefingComment | None = None,
) -> dict[str, Any]:
    """The letter of a draft with, beside each paragraph, what was said of it and a form to say something.

    `sent` is a form that was refused: it stands open at its paragraph, or above the letter where that is gone.
    `refused` is a comment with the form below it that was.
    """
    blocks = blocks_of(briefing)
    paragraphs = paragraphs_of(document, blocks)
    comments = _comments(request, briefing, refused)
    placed = place(comments, paragraphs)
    shared = {
        "briefing": briefing,
        "may_comment": briefing.status not in CLOSED,
        "may_settle": access.may(request.user, "governance.change_briefing", briefing),
    }

    def put(number: int) -> str:
        about = paragraphs[number]
        form = _form(about, number, sent)
        context = {**shared, "about": about, "form": form, "comments": placed.at.get(about.anchor, [])}
        return render_to_string("governance/briefing_beside.html", context, request)

    text = canonical(marked(document, blocks))
    page = to_html(text, draft=True, file_url=lambda part: draft_file_url(briefing, part))
    there = {each.anchor for each in paragraphs}
    return {
        **shared,
        "letter": lambda: beside(page, put),  # made where the page shows it
        "lost": placed.lost,
        "unplaced": sent if sent and sent.data.get("at") not in there else None,
        "advice": named(paragraphs, advice_on(paragraphs)) if shared["may_comment"] else [],
        "open_comments": sum(comment.is_open for comment in comments),
    }


def _comments(request: HttpRequest, briefing: Briefing, refused: BriefingComment | None) -> list[Any]:
    """All comments, each with the form below it that was `refused`, or None."""
    rows = BriefingComment.objects.visible_to(request.user).filter(briefing=briefing)
    comments: list[Any] = list(
        rows.select_related("person", "settled_by").prefetch_related("replies__person")
    )
    for comment in comments:
        comment.refused = refused.refused if refused and comment.pk == refused.pk else None  # type: ignore[attr-defined]
    return comments


def _form(about: Paragraph, number: int, sent: CommentForm | None) -> CommentForm:
    """The form of one paragraph: the one that was sent, with the words as they are now, or an empty one."""
    if sent and sent.data.get("at") == about.anchor:
        sent.data = {**dict(sent.data.items()), "seen": about.sha256}
        return sent
    return CommentForm(initial={"at": about.anchor, "seen": about.sha256}, auto_id=f"opm-{number}-%s")
