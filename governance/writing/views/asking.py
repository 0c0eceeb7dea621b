"""A step that is hard or impossible to undo is asked first: what will happen, and then yes or back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from governance.writing.models import WritingAssignment
from governance.writing.steps import Refused
from governance.writing.views.answering import why


@dataclass(frozen=True)
class Question:
    """`points` say what will happen, one sentence each; `back` is the page one came from; `to` travels along; `final`
    when nothing brings it back."""

    title: str
    button: str
    points: Sequence[str]
    back: Any
    to: str = ""
    final: bool = False


def ask(
    request: HttpRequest,
    assignment: WritingAssignment,
    question: Callable[[], Question],
    *,
    instead: Any,
) -> HttpResponse:
    """The page that asks; when the step cannot be taken now it says why (Dutch) on the page `instead`."""
    try:
        asked = question()
    except Refused as refusal:
        messages.error(request, why(refusal))
        return redirect(instead)
    return render(request, "governance/writing_ask.html", {"assignment": assignment, "question": asked})


def counted(count: int, one: str, many: str) -> str:
    """ "1 alinea", "3 alinea's"."""
    return f"{count} {one if count == 1 else many}"
