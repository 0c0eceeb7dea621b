"""The page on which a draft is read, commented on and judged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.briefings.document import build, decided_digest
from governance.briefings.forms import ReviewForm
from governance.briefings.models import Briefing, Status
from governance.briefings.on_paper import lost_on_paper
from governance.briefings.reach import reach
from governance.briefings.reviewing import Verdict
from governance.briefings.views.commented import letter_with_comments
from zorgzaam import access
from zorgzaam.snapshots import canonical
from zorgzaam.standing import standing_of


def show_review(
    request: HttpRequest,
    briefing: Briefing,
    form: ReviewForm | None = None,
    *,
    status: int,
    **beside: Any,
) -> HttpResponse:
    """The text with what was said beside it, who may read it, and the form, which carries the digest of exactly that.

    `beside` is what `letter_with_comments` takes: a form beside a paragraph that was refused.
    """
    form = form or ReviewForm(verdicts=verdicts_for(request, briefing))
    document = build(briefing)
    form.initial["seen"] = decided_digest(briefing, canonical(document))
    if form.is_bound:
        form.data = {**dict(form.data.items()), "seen": form.initial["seen"]}
    context = {
        "briefing": briefing,
        "form": form,
        "reach": reach(briefing),
        "not_on_paper": lost_on_paper(briefing, document),
        **letter_with_comments(request, briefing, document, **beside),
        "own": briefing.status == Status.IN_REVIEW
        and briefing.is_work_of(standing_of(request.user).person_id),
    }
    return render(request, "governance/briefing_review.html", context, status=status)


def verdicts_for(request: HttpRequest, briefing: Briefing, *, late: bool = False) -> list[Verdict]:
    """What this reader can choose now; `late`: also what somebody may just have been too late for."""
    may = access.may(request.user, "governance.approve_briefing", briefing)
    own = access.may(request.user, "governance.change_briefing", briefing)
    can_approve = may and (late or briefing.status == Status.IN_REVIEW)
    can_return = (may or own) and (late or briefing.can_be_sent_back)
    return [
        *([Verdict.APPROVED] if can_approve else []),
        *([Verdict.CHANGES] if can_return else []),
        Verdict.REMARK,
    ]
