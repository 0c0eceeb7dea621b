"""Interests at one item: what the data tell, what people say themselves, and what chair or secretary answer."""

import uuid
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.attendance.forms import JudgeForm, RecusalForm
from governance.attendance.models import Recusal, RecusalKind, RecusalState
from governance.attendance.quorum import Table
from governance.attendance.reading import titles_for
from governance.attendance.recusing import answer, say, take_back
from governance.attendance.views.inviting import FORM, SEES
from governance.meetings.models import AgendaItem
from zorgzaam.access import get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

JUDGE = "governance.judge_interest"


def _item(request: HttpRequest, pk: uuid.UUID, rule: str = SEES) -> AgendaItem:
    """An item on an agenda that this reader reads, under the title they know; 403 when `rule` does not let them in."""
    found = get_visible(request.user, AgendaItem.objects.select_related(*RELATED), pk=pk)
    title = titles_for(request.user, found.meeting).get(found.pk) if found.meeting else None
    if title is None:
        raise Http404
    if not may(request.user, rule, found):
        raise PermissionDenied
    found.title = title
    return cast("AgendaItem", found)


RELATED = ("meeting__body", "body", "owner_organisation")


@require_http_methods(FORM)
@entrance(Door.ANY, SEES)
@once
def interests(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who stays out of this item and why; who was invited says more about themselves."""
    item = _item(request, pk)
    table = Table.of(item.meeting)  # type: ignore[arg-type]
    mine = next((row for row in table.invitations if row.person_id == request.user.person_id), None)  # type: ignore[union-attr]
    known = table.aside(item)
    own = next((one for one in known if mine and one.invitation.pk == mine.pk), None)
    form = RecusalForm(request.POST or None, flagged=bool(own and own.interests)) if mine else None
    status = 200
    if request.method == "POST":
        if form is None or mine is None:
            raise Http404
        if form.is_valid():
            kind, reason = RecusalKind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
            try:
                say(mine, item, kind, reason, by=request.user)  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, "Het staat erbij.")
                return redirect("item_interests", item.pk)
        status = 422
    context = {"item": item, "known": known, "own": own, "form": form, "quorum": table.quorum(item)}
    context["judges"] = may(request.user, JUDGE, item)
    return render(request, "governance/interests.html", context, status=status)


def _said(request: HttpRequest, pk: uuid.UUID) -> Recusal:
    related = ("item__meeting", "item__body", "invitation__person")
    found = Recusal.objects.visible_to(request.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_POST
@entrance(Door.ANY, SEES)
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What I said holds no longer; of others only chair and secretary take it back, who hear it at the table."""
    found = _said(request, pk)
    own = found.invitation.person_id == request.user.person_id  # type: ignore[union-attr]
    if not own:
        raise Http404
    try:
        take_back(found, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Je hebt het teruggenomen.")
    return redirect("item_interests", found.item_id)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, JUDGE)
@once
def judge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Chair or secretary answer an explanation."""
    found = _said(request, pk)
    found.item = _item(request, found.item_id, JUDGE)
    back = reverse("item_interests", args=[found.item_id])
    if found.kind != RecusalKind.NO_INTEREST or found.state == RecusalState.TAKEN_BACK:
        messages.error(request, "Hier valt niets meer te beoordelen.")
        return redirect(back)
    form = JudgeForm(request.POST or None, row=found)
    page = FormPage(
        f"Uitleg van {found.invitation.person.name}",
        back,
        submit="Bewaar",
        lead=f"“{found.reason}”",
        kicker=found.item.title,
        done="Je antwoord staat erbij.",
        crumbs=[(found.item.title, reverse("item", args=[found.item_id])), ("Belangen", back)],
    )

    def act() -> None:
        accept = form.cleaned_data["accept"] == "ja"
        answer(found, accept=accept, words=form.cleaned_data["answer"], by=request.user)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act)
