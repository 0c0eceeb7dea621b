"""What the pages of this room share: whom they are about, and the page of a form."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from governance.bodies.models import Body
from governance.meetings.models import Meeting
from governance.meetings.views.clashes import clash
from governance.series.models import MeetingSeries
from zorgzaam.access import get_for
from zorgzaam.standing import Reader
from zorgzaam.ui.pages import FormPage

R = TypeVar("R")
FORM = ["GET", "HEAD", "POST"]
KEEP = "governance.keep_series"
PLANNING = "governance.view_planning"
TERMS = "governance.keep_terms"
RECESS = "governance.keep_recess"
CHANGE = "governance.change_meeting"


def body_for(request: HttpRequest, pk: uuid.UUID, rule: str) -> Body:
    """The body, for who may do this; 404 or 403 otherwise."""
    found: Body = get_for(request.user, Body.objects.all(), rule, pk=pk)
    return found


def series_for(request: HttpRequest, pk: uuid.UUID) -> MeetingSeries:
    """The series, for who keeps it."""
    found: MeetingSeries = get_for(request.user, MeetingSeries.objects.select_related("body"), KEEP, pk=pk)
    return found


def meeting_for(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """The meeting, for who keeps its agenda."""
    found: Meeting = get_for(request.user, Meeting.objects.select_related("body"), CHANGE, pk=pk)
    return found


def planning_page(title: str, body: Body, **words: Any) -> FormPage:
    """The page of a form under the planning of a body."""
    back = reverse("body_planning", args=[body.pk])
    crumbs = [("Werkbank", reverse("werkbank")), (f"Planning van {body.name}", back)]
    return FormPage(
        title, words.pop("back", back), kicker=body.name, crumbs=words.pop("crumbs", crumbs), **words
    )


def or_words(do: Callable[[], R], reader: Reader) -> R:
    """What `do` gives. When the agenda it would change needs a room or a person twice, a ValidationError that says so,
    with who or what as far as `reader` may know; nothing changed then."""
    try:
        with transaction.atomic():
            return do()
    except IntegrityError as refusal:
        words = clash(refusal, reader)
        if words is None:
            raise
        raise ValidationError(f"{words} Er is niets veranderd.") from refusal
