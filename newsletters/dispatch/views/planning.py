"""Sending now, or at a moment."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from newsletters.dispatch import steps
from newsletters.dispatch.forms import PlanForm, SendForm
from newsletters.dispatch.parts import question_about
from newsletters.dispatch.views.pages import DESK, METHODS, crumbs, home, issue_of, me, step
from zorgzaam.post.restored import is_shut
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(METHODS)
@DESK
def plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose when it goes by itself."""
    issue = issue_of(request, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, issue=issue)
    page = FormPage(
        "Plan de nieuwsbrief", home(issue), "Plan dit moment", crumbs=crumbs(issue),
        lead="Op dat moment gaat de nieuwsbrief vanzelf weg en komt hij op de site. Verandert er daarvóór nog iets "
        "aan de tekst, dan vervalt de planning.",
        done="De nieuwsbrief is gepland.", template="newsletters/dispatch/plan.html",
    )  # fmt: skip

    def act() -> None:
        if form.moment is None:
            raise ValidationError("Kies een dag en een tijd.")
        steps.plan(issue, by=me(request), moment=form.moment, seen=form.cleaned_data["seen"])

    return form_page(request, form, page, act=act, issue=issue)


@require_POST
@DESK
def unplan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It waits again until somebody sends it."""
    issue = issue_of(request, pk)
    return step(
        request, issue, lambda: steps.unplan(issue, by=me(request)),
        "De planning is weg. De nieuwsbrief gaat niet meer vanzelf.",
    )  # fmt: skip


@require_http_methods(METHODS)
@DESK
def send_now(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The last look: how many, and that it cannot be undone."""
    issue = issue_of(request, pk)
    seen = issue.frozen.sha256 if issue.frozen else ""
    form = SendForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    page = FormPage(
        "Verstuur de nieuwsbrief", home(issue), "Verstuur nu", crumbs=crumbs(issue),
        template="newsletters/dispatch/send.html", done="De nieuwsbrief gaat de deur uit.",
    )  # fmt: skip
    return form_page(
        request, form, page,
        act=lambda: steps.begin(issue, by=me(request), seen=form.cleaned_data["seen"]),
        issue=issue, tally=question_about(issue).counted(), held=is_shut(),
    )  # fmt: skip
