"""How it stands with sending one issue, who gets it, and what the region chose."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from newsletters.dispatch.figures import figures_of, stand_of
from newsletters.dispatch.forms import RulesForm
from newsletters.dispatch.models import NewsletterRules, Sending
from newsletters.dispatch.moments import which_of_two
from newsletters.dispatch.parts import question_about
from newsletters.dispatch.steps import why_not_approve
from newsletters.dispatch.views.pages import DESK, METHODS, crumbs, issue_of, me
from newsletters.issues.models import Issue
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@DESK
def sending(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What can be done now, how far it is, and what became of it; the part that moves alone for htmx."""
    issue = issue_of(request, pk)
    context: dict[str, Any] = {"issue": issue, "crumbs": crumbs(issue)[:-1]}
    if issue.is_out:
        context |= _gone(issue)
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "newsletters/dispatch/progress.html", context)
    else:
        context |= _before(issue, request)
    return render(request, "newsletters/dispatch/sending.html", context)


def _gone(issue: Issue) -> dict[str, Any]:
    row = Sending.objects.select_related("issue", "mailing", "by").filter(issue=issue).first()
    if row is None:
        return {"stand": None}
    stand = stand_of(row)
    return {"stand": stand, "figures": None if stand.is_going else figures_of(stand)}


def _before(issue: Issue, request: HttpRequest) -> dict[str, Any]:
    return {
        "tally": question_about(issue).counted(),
        "reviews": list(issue.reviews.select_related("by").order_by("-at")[:20]),
        "why_not": why_not_approve(issue, me(request).pk),
        "which": which_of_two(issue.planned_for) if issue.planned_for else "",
        "planned_by": Sending.objects.select_related("by").filter(issue=issue).first(),
    }


@require_safe
@DESK
def recipients(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who gets it and who does not, with why; and the answer for one address."""
    issue = issue_of(request, pk)
    question, address = question_about(issue), request.GET.get("adres", "").strip()[:254]
    context: dict[str, Any] = {"issue": issue, "crumbs": crumbs(issue), "address": address}
    if "\x00" not in address and address:
        answer = question.of(address)
        context |= {"answer": answer, "asked": True}
        if answer and answer.gets_it:
            seen = set(answer.parts)
            blocks: Any = issue.blocks
            context["sees"] = [(block, block.pk in seen) for block in blocks.with_records()]
    tally = question.counted()
    seen_by = [(number, {*question.parts_of(shows)}) for shows, number in tally.variants.most_common(20)]
    rows: Any = issue.blocks
    named = list(rows.with_records()) if len(seen_by) > 1 else []
    variants = [
        (number, len(sees), [str(row) for row in named if row.pk not in sees]) for number, sees in seen_by
    ]
    context |= {"tally": tally, "variants": variants, "blocks": len(question.parts)}
    return render(request, "newsletters/dispatch/recipients.html", context)


@require_http_methods(METHODS)
@DESK
def rules(request: HttpRequest) -> HttpResponse:
    """Whether links are counted; from the next issue on."""
    form = RulesForm(request.POST or None, instance=NewsletterRules.of_region())
    page = FormPage(
        "Afspraken over de nieuwsbrief", reverse("newsletter_rules"), done="De afspraken zijn bewaard.",
        template="newsletters/dispatch/rules.html",
        crumbs=[("Werkbank", "werkbank"), ("Nieuwsbrief", "issues")],
        lead="Zonder afspraak telt Zorgzaam niets van wat lezers doen. Wat je hier kiest, geldt vanaf de volgende "
        "nieuwsbrief die je verstuurt.",
    )  # fmt: skip
    return form_page(request, form, page)
