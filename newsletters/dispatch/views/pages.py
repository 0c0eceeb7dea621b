"""What the pages of sending an issue share."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from newsletters.issues.models import Issue
from zorgzaam.access import get_visible
from zorgzaam.accounts.models import User
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.people.models import Person

DESK = entrance(Door.WERKBANK, BUREAU)
METHODS = ["GET", "HEAD", "POST"]


def issue_of(request: HttpRequest, pk: uuid.UUID) -> Issue:
    """The issue; its words are read where a page shows them."""
    found: Issue = get_visible(
        request.user, Issue.objects.select_related("frozen", "asked_by", "approved_by", "edited_by"), pk=pk
    )
    return found


def me(request: HttpRequest) -> Person:
    """Who is at work."""
    person: Person = cast(User, request.user).person
    return person


def home(issue: Issue) -> str:
    """The page all steps come back to."""
    return reverse("issue_sending", args=[issue.pk])


def crumbs(issue: Issue) -> list[tuple[str, str]]:
    """The way to it."""
    return [
        ("Werkbank", "werkbank"), ("Nieuwsbrief", "issues"), (issue.title, issue.desk_url), ("Versturen", home(issue))
    ]  # fmt: skip


def step(request: HttpRequest, issue: Issue, act: Callable[[], Any], said: str) -> HttpResponse:
    """Take a step that asks nothing, say what came of it and go back. Where it was taken already nothing is said."""
    try:
        if act() is not False:
            messages.success(request, said)
    except ValidationError as refused:
        for words in refused.messages:
            messages.error(request, words)
    return redirect(home(issue))
