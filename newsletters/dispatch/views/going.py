"""While it goes: stand still, go on, stop; and after that still to the rest."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from newsletters.dispatch import steps
from newsletters.dispatch.figures import stand_of
from newsletters.dispatch.models import Sending
from newsletters.dispatch.views.pages import DESK, METHODS, crumbs, home, issue_of, me, step
from newsletters.issues.models import Issue
from zorgzaam.ui.pages import FormPage, form_page


@require_POST
@DESK
def pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nothing leaves until somebody resumes."""
    issue = issue_of(request, pk)
    return step(
        request, issue, lambda: steps.pause(issue, by=me(request)),
        "Het versturen staat stil. Wat al weg is, blijft weg.",
    )  # fmt: skip


@require_POST
@DESK
def resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes on where it was."""
    issue = issue_of(request, pk)
    return step(request, issue, lambda: steps.resume(issue, by=me(request)), "Het versturen gaat verder.")


@require_http_methods(METHODS)
@DESK
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """First what that means."""
    issue = issue_of(request, pk)
    page = FormPage(
        "Stop met versturen", home(issue), "Stop", crumbs=crumbs(issue), danger=True,
        template="newsletters/dispatch/stop.html", done="Het versturen is gestopt.",
    )  # fmt: skip
    return _asked(request, issue, page, lambda: steps.stop(issue, by=me(request)))


@require_http_methods(METHODS)
@DESK
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was stopped and goes after all to who has no mail yet; first to how many."""
    issue = issue_of(request, pk)
    page = FormPage(
        "Stuur alsnog aan de rest", home(issue), "Stuur aan de rest", crumbs=crumbs(issue),
        template="newsletters/dispatch/again.html", done="Het versturen gaat verder.",
    )  # fmt: skip
    return _asked(request, issue, page, lambda: steps.again(issue, by=me(request)))


def _asked(request: HttpRequest, issue: Issue, page: FormPage, act: Callable[[], Any]) -> HttpResponse:
    row = Sending.objects.select_related("issue", "mailing").filter(issue=issue).first()
    form = forms.Form(request.POST if request.method == "POST" else None)
    stand = stand_of(row) if row else None
    return form_page(request, form, page, act=act, issue=issue, stand=stand)
