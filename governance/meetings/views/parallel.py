"""An item in several rooms at once: writing the sessions down, and taking them away."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.models import ParallelPart
from governance.meetings.parallel import clear
from governance.meetings.parallel_form import ParallelForm, part_of
from governance.meetings.views.items import CHANGE, kept_item
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rooms, their sessions and the length of a round."""
    item = kept_item(request, pk)
    part = part_of(item)
    form = ParallelForm(request.POST or None, row=part, item=item)
    crumbs = [(item.meeting.title, item.meeting.get_absolute_url())] if item.meeting else []
    page = FormPage(
        "Deelsessies", item.get_absolute_url(), kicker=item.title, template="governance/parallel_form.html",
        crumbs=[*crumbs, (item.title, reverse("item", args=[item.pk]))], done="De deelsessies staan op de agenda.",
        lead="Een punt dat in meer zalen tegelijk is. De tijden volgen uit de agenda.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user), item=item, part=part)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The item is held in one room again."""
    item = kept_item(request, pk)
    if part := ParallelPart.objects.filter(item=item).first():
        clear(part, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"“{item.title}” is weer één gewoon agendapunt.")
    return redirect("item", item.pk)
