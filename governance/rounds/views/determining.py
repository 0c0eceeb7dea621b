"""All letters of a round that wait for determination on one page."""

import uuid
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.briefings.models import Status
from governance.rounds.determining import Determination, waiting_for
from governance.rounds.locking import hold
from governance.rounds.models import BriefingRound
from governance.rounds.views.steps import attempt, say_who_was_first, say_why_not
from governance.rounds.views.writing import DESK, round_for
from zorgzaam.accounts.models import User

LOST = "Wat je daarbij invulde is niet bewaard."


@require_http_methods(["GET", "HEAD", "POST"])
@DESK
def determine(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read the letters and determine those that are ticked, each exactly as it was on the page."""
    round_, by = round_for(request, pk), cast(User, request.user)
    posted = request.POST if request.method == "POST" else None
    waiting, others = waiting_for(round_, by, posted)
    chosen = [row for row in waiting if row.chosen]
    if posted is not None:
        say_who_was_first(request, round_, Status.APPROVED, LOST)
    if chosen and all(row.is_answered for row in chosen):
        return _take(request, round_, by, chosen)
    for row in waiting:
        row.ask_again()
    context = {"round": round_, "waiting": waiting, "others": others, "asked": posted is not None}
    return render(request, "governance/rounds/determine.html", context, status=200 if posted is None else 422)


def _take(request: HttpRequest, round_: BriefingRound, by: User, chosen: list[Determination]) -> HttpResponse:
    """One letter that was changed in between stops no other."""
    done = 0
    hold(row.line.briefing.pk for row in chosen)
    for row in chosen:
        tried = attempt(row.line.briefing, partial(row.take, by))
        done += tried.done
        say_why_not(request, row.line, tried, LOST if row.form else "")
    if done:
        messages.success(request, f"{done} {'brief is' if done == 1 else 'brieven zijn'} vastgesteld.")
    return redirect(round_)
