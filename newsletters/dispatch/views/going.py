"""While it goes: stand still, go on, stop."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from newsletters.dispatch import steps
from newsletters.dispatch.figures import stand_of
from newsletters.dispatch.models import Sending
from newsletters.dispatch.views.pages import DESK, METHODS, crumbs, home, issue_of, me, step
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
    """For good; first what that means."""
    issue = issue_of(request, pk)
    row = Sending.objects.select_related("issue", "mailing").filter(issue=issue).first()
    form = forms.Form(request.POST if request.method == "POST" else None)
    page = FormPage(
        "Stop met versturen", home(issue), "Stop voorgoed", crumbs=crumbs(issue), danger=True,
        template="newsletters/dispatch/stop.html", done="Het versturen is gestopt.",
    )  # fmt: skip
    return form_page(
        request, form, page,
        act=lambda: steps.stop(issue, by=me(request)), issue=issue, stand=stand_of(row) if row else None,
    )  # fmt: skip
