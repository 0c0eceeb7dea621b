"""After a meeting: what was not reached moves on, and the next meeting is made just like it."""

import uuid

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.models import AgendaItem
from governance.series import following, slipping
from governance.series.forms import NextForm
from governance.series.models import Slip
from governance.series.views.answering import CHANGE, FORM, meeting_for, or_words
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once

READY = "De volgende vergadering staat klaar, als concept."
THERE = "Die vergadering was er al; hier is zij."


@require_http_methods(FORM)
@entrance(Door.WERKBANK, CHANGE)
def not_reached(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which items nobody came to: those that are ticked, or all that are left. Twice is the same."""
    meeting = meeting_for(request, pk)
    left = slipping.left_over(meeting)
    if request.method != "POST":
        readable = {item.pk for item in AgendaItem.objects.readable_by(request.user).filter(meeting=meeting)}
        context = {
            "meeting": meeting,
            "items": [item for item in left if item.pk in readable],
            "unread": sum(item.pk not in readable for item in left),
            "following": slipping.next_meeting(meeting),
            "off": meeting.is_off or meeting.is_discarded,
            "may_slip": slipping.may_slip(meeting),
        }
        return render(request, "governance/not_reached.html", context)
    try:
        asked = (
            [item.pk for item in left]
            if "all" in request.POST
            else list(map(uuid.UUID, request.POST.getlist("item")))
        )
    except ValueError as wrong:
        raise SuspiciousOperation("no items in this post") from wrong
    try:
        done = or_words(lambda: slipping.not_reached(meeting, asked, by=request.user), request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(meeting)
    messages.success(request, _said(done, bool(asked)))
    return redirect(f"{meeting.get_absolute_url()}#doorgeschoven")


def _said(done: list[Slip], asked: bool) -> str:
    if not asked:
        return "Kies eerst een of meer punten."
    if not done:
        return "Deze punten waren al doorgeschoven."
    words = "1 punt schuift" if len(done) == 1 else f"{len(done)} punten schuiven"
    onto = done[0].onto
    if onto and onto.meeting:
        return f"{words} door naar {onto.meeting.title}."
    they = "staat het" if len(done) == 1 else "staan ze"
    return f"{words} door. Zodra er een volgende vergadering is, {they} daarop."


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def slip_undo(request: HttpRequest, pk: uuid.UUID, slip: uuid.UUID) -> HttpResponse:
    """The item was treated after all. Twice is the same."""
    meeting = meeting_for(request, pk)
    readable = AgendaItem.objects.readable_by(request.user)
    found = get_object_or_404(
        Slip.objects.select_related("meeting"), pk=slip, meeting=meeting, item__in=readable
    )
    try:
        or_words(lambda: slipping.undo(found, by=request.user), request.user)  # type: ignore[arg-type]
        messages.success(request, "Het punt is niet meer doorgeschoven.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{meeting.get_absolute_url()}#doorgeschoven")


@require_http_methods(FORM)
@entrance(Door.WERKBANK, CHANGE)
@once
def following_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The next meeting, just like this one. Asked again it gives the same meeting."""
    meeting = meeting_for(request, pk)
    known = following.following_of(meeting)
    if known:
        messages.info(request, "De volgende vergadering is al gemaakt.")
        return redirect(known)
    proposal = following.propose(meeting)
    form = NextForm(request.POST or None, initial={"day": proposal.day})
    if request.method == "POST" and form.is_valid():
        try:
            day = form.cleaned_data["day"]
            made, new = or_words(
                lambda: following.make_following(meeting, day, by=request.user),  # type: ignore[arg-type]
                request.user,
            )
        except ValidationError as refusal:
            form.add_error("day", refusal)
        else:
            messages.success(request, READY if new else THERE)
            return redirect(made)
    context = {"meeting": meeting, "form": form, "proposal": proposal}
    return render(request, "governance/following.html", context, status=422 if form.errors else 200)
