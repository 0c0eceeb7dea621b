"""A proof, and the second pair of eyes."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from newsletters.dispatch import asking, steps
from newsletters.dispatch.forms import AskForm, ProofForm, ReviewForm
from newsletters.dispatch.views.pages import DESK, METHODS, crumbs, home, issue_of, me, step
from newsletters.issues.audience import limited
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(METHODS)
@DESK
@once
def proof(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Send the mail as it is now to oneself or colleagues."""
    issue = issue_of(request, pk)
    form = ProofForm(request.POST if request.method == "POST" else None, me=me(request))
    page = FormPage(
        "Stuur een proef", home(issue), "Stuur de proef", crumbs=crumbs(issue),
        lead="Je krijgt de mail zoals lezers hem krijgen, met alle blokken. In het onderwerp staat TEST.",
        done="De proef is onderweg.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: asking.send_proof(issue, form.cleaned_data["to"]))


@require_http_methods(METHODS)
@DESK
@once
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a colleague look."""
    issue = issue_of(request, pk)
    form = AskForm(request.POST if request.method == "POST" else None, me=me(request))
    page = FormPage(
        "Vraag om controle", home(issue), "Vraag om controle", crumbs=crumbs(issue),
        lead="Een collega die niet als laatste aan de nieuwsbrief werkte, kijkt mee. De tekst ligt dan vast: verander "
        "je daarna nog iets, dan vraag je opnieuw om controle.",
        done="Je collega's kunnen de nieuwsbrief nu nakijken.",
    )  # fmt: skip
    return form_page(
        request, form, page,
        act=lambda: asking.ask(issue, form.cleaned_data["to"], by=me(request), remark=form.cleaned_data["remark"]),
    )  # fmt: skip


@require_http_methods(METHODS)
@DESK
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read what was frozen, and agree or give it back."""
    issue, by = issue_of(request, pk), me(request)
    seen = issue.frozen.sha256 if issue.frozen else ""
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    page = FormPage(
        f"Controle: {issue.title}", home(issue), "Geef je antwoord", crumbs=crumbs(issue),
        template="newsletters/dispatch/review.html", done="Je antwoord is bewaard.",
    )  # fmt: skip
    return form_page(
        request, form, page,
        act=lambda: asking.answer(issue, form.cleaned_data, by=by),
        issue=issue, why_not=steps.why_not_approve(issue, by.pk), question=asking.question_of(issue),
        limited=limited(issue.frozen.content) if issue.frozen else [],
    )  # fmt: skip


@require_POST
@DESK
def take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Work on it again."""
    issue = issue_of(request, pk)
    return step(
        request, issue, lambda: steps.take_back(issue, by=me(request)), "De nieuwsbrief is weer een concept."
    )
