"""What every page says of a draft that saves itself while one types."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from partners.initiatives.saving import PAGE, Saved


def is_typing(request: HttpRequest) -> bool:
    """Whether the page saves by itself; no button was pressed."""
    return bool(request.headers.get("HX-Request"))


def key_of(request: HttpRequest) -> str:
    """Names this page for its next save."""
    return request.POST.get(PAGE) or uuid.uuid4().hex


def refresh(form: Any) -> None:
    """What was valid is kept: the page goes on from there."""
    form.data = form.data.copy()
    form.data["version"], form.data["were"] = str(form.instance.version), form.noted


def told(request: HttpRequest, saved: Saved, *, alone: bool = False) -> HttpResponse:
    """What the page that is being typed in hears: that it was kept, or that somebody wrote in the same field. `alone`:
    that somebody can only be the same person, on another device."""
    form = saved.form
    taken = {row.label for row in saved.taken}
    context = {
        "form": form,
        "saved": saved,
        "alone": alone,
        "at": timezone.now(),
        "taken": [bound for bound in form.visible_fields() if bound.label in taken],
        "wrong": [bound for bound in form.visible_fields() if bound.errors],
    }
    status = 409 if saved.conflict else 200
    response = render(request, "partners/draft_saved.html", context, status=status)
    response["HX-Trigger"] = "bewaard"
    return response
