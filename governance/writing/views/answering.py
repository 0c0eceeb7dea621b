"""What the pages of the schrijfteams share: finding the row, and answering."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from governance.writing.models import WritingAssignment
from governance.writing.steps import Refused, Step
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.constraints import said_by
from zorgzaam.once import not_done
from zorgzaam.versions import StaleVersion, try_save

FORM = ("GET", "HEAD", "POST")
WRITE, LEAD = "governance.write", "governance.lead_writing"
CHANGED = "Dit is intussen door iemand anders gewijzigd. Kijk het na en probeer het nog eens."
ASSIGNMENTS = WritingAssignment.objects.select_related("theme__generation", "team", "programme")


def me(request: HttpRequest) -> User:
    """The door let nobody in without an account."""
    return cast("User", request.user)


def assignment_for(request: HttpRequest, pk: uuid.UUID, rule: str = WRITE) -> WritingAssignment:
    """The assignment for this reader; 404 when not theirs to see, 403 when the rule does not allow it."""
    found: WritingAssignment = get_for(request.user, ASSIGNMENTS, rule, pk=pk)
    return found


def row_for(request: HttpRequest, queryset: Any, pk: uuid.UUID, rule: str = WRITE) -> Any:
    """A row that hangs on an assignment: visible, and its assignment allows `rule`."""
    row = get_visible(
        request.user, queryset.select_related("assignment__theme__generation", "assignment__team"), pk=pk
    )
    if not may(request.user, rule, row.assignment):
        raise PermissionDenied
    return row


def take(request: HttpRequest, step: Callable[[], Any], said: str, back: Any) -> HttpResponse:
    """Take a step and say so, or say in Dutch why not; either way back to where the reader was."""
    try:
        with transaction.atomic():
            done = step()
    except (Refused, StaleVersion, IntegrityError) as refusal:
        messages.error(request, why(refusal))
        return not_done(redirect(back))
    if done is False or done is None:
        messages.info(request, "Dat was al gedaan.")
    else:
        messages.success(request, said)
    return redirect(back)


def why(refusal: Exception) -> str:
    """A refusal as a sentence for the person."""
    if isinstance(refusal, StaleVersion):
        return CHANGED
    return said_by(refusal).message if isinstance(refusal, Error) else str(refusal)


def save(request: HttpRequest, form: Any) -> tuple[bool, Conflict | None]:
    """Save a valid form: whether it worked, and the conflict when somebody else was first."""
    try:
        with acting(me(request)):
            conflict = try_save(form)
    except IntegrityError as refusal:
        said = said_by(refusal)
        form.add_error(getattr(form, "constraint_fields", {}).get(said.name), said.message)
        return False, None
    return conflict is None or not conflict.loses_something, conflict


def form_page(
    request: HttpRequest,
    assignment: WritingAssignment | None,
    form: Any,
    *,
    conflict: Conflict | None = None,
    back: str = "",
    **words: str,
) -> HttpResponse:
    """The page of one form; `words` are its title, lead and submit."""
    status = 409 if conflict else 422 if form.errors else 200
    context = {"assignment": assignment, "form": form, "conflict": conflict, "back": back, **words}
    return render(request, "governance/writing_form.html", context, status=status)


def posted_version(request: HttpRequest) -> int:
    """The version of what somebody had before them; 0, which nothing has, where the post does not say."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def stepper(assignment: WritingAssignment) -> list[dict[str, str]]:
    """The steps for ui/stepper.html. "Teruggekoppeld" is done for who handed in again, as is all when akkoord."""
    order = list(Step)
    at = order.index(Step(assignment.step))
    agreed = assignment.step == Step.AGREED
    return [
        {"label": step.label, "state": "done" if agreed or index < at else "now" if index == at else "later"}
        for index, step in enumerate(order)
    ]
