"""An item in several rooms at once: writing the sessions down, and taking them away."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.models import AgendaItem
from governance.meetings.parallel import clear
from governance.meetings.parallel_form import ParallelForm, part_of
from governance.meetings.views.clashes import clash
from governance.meetings.views.kept import CHANGE, kept_item
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

MEANWHILE = "De deelsessies zijn intussen veranderd. Hieronder staat wat er nu staat. Er is niets weggehaald."


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rooms, their sessions and the length of a round."""
    item = kept_item(request, pk)
    return _page(request, item, request.POST or None)


def _page(request: HttpRequest, item: AgendaItem, typed: Any) -> HttpResponse:
    part = part_of(item)
    form = ParallelForm(typed, row=part, item=item)
    crumbs = [(item.meeting.title, item.meeting.get_absolute_url())] if item.meeting else []
    page = FormPage(
        "Deelsessies", item.get_absolute_url(), kicker=item.title, template="governance/parallel_form.html",
        crumbs=[*crumbs, (item.title, reverse("item", args=[item.pk]))], done="De deelsessies staan op de agenda.",
        lead="Een punt dat in meer zalen tegelijk is. De tijden volgen uit de agenda.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _save(request, form), item=item, part=part)


def _save(request: HttpRequest, form: ParallelForm) -> None:
    try:
        with transaction.atomic():
            form.save(request.user)
    except IntegrityError as refusal:
        words = clash(refusal, request.user, form.written)
        if words is None:
            raise
        raise ValidationError(words) from refusal


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The item is held in one room again; not when a colleague wrote other sessions since the page was opened (409)."""
    item = kept_item(request, pk)
    seen = request.POST.get("version", "")
    try:
        clear(item, by=request.user, seen=int(seen) if seen.isdecimal() else 0)  # type: ignore[arg-type]
    except StaleVersion:
        messages.error(request, MEANWHILE)
        answer = _page(request, item, None)
        answer.status_code = 409
        return answer
    messages.success(request, f"“{item.title}” is weer één gewoon agendapunt.")
    return redirect("item", item.pk)
