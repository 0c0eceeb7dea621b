"""Secrecy that rests on a briefing or its attachments: impose, confirm, lift; never for the public."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from governance.briefings.secrecy.forms import BodyOnDayForm, ImposeForm
from governance.briefings.secrecy.models import Secrecy, confirm, impose, lift
from governance.briefings.views.editing import composed
from zorgzaam.access import get_visible
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once

FORM = require_http_methods(["GET", "HEAD", "POST"])
KEEP = "governance.keep_secrecy"


@dataclass(frozen=True)
class Way:
    """One thing a body does with it: the step, the title of its page, and what is said after it."""

    step: Callable[..., bool]
    title: str
    said: str


LIFT = Way(lift, "Geheimhouding opheffen", "De geheimhouding is opgeheven.")
CONFIRM = Way(confirm, "Geheimhouding bekrachtigen", "De geheimhouding is bekrachtigd.")


@FORM
@entrance(Door.WERKBANK, KEEP)
@once
def secrecy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What rests on it now and what was lifted, and a form to write down another."""
    briefing = composed(request, pk, KEEP)
    form = ImposeForm(request.POST or None, briefing=briefing)
    by: Any = request.user
    if request.method == "POST" and form.is_valid():
        try:
            impose(form.save(commit=False), by=by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De geheimhouding is vastgelegd.")
            return redirect("briefing_secrecy", pk)
    context = {"briefing": briefing, "form": form, "secrecies": _all_of(request, briefing)}
    status = 422 if request.method == "POST" else 200
    return render(request, "governance/briefing_secrecy.html", context, status=status)


def _all_of(request: HttpRequest, briefing: Briefing) -> list[Secrecy]:
    rows = Secrecy.objects.visible_to(request.user).filter(briefing=briefing)
    return list(rows.select_related("imposed_by", "confirmed_by", "lifted_by", "recorded_by"))


@FORM
@entrance(Door.WERKBANK, KEEP)
def lift_secrecy(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Write down which body lifted it, and when."""
    return _settle(request, pk, part, LIFT)


@FORM
@entrance(Door.WERKBANK, KEEP)
def confirm_secrecy(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Write down which council confirmed it, and when: for what was imposed before 1 April 2023."""
    return _settle(request, pk, part, CONFIRM)


def _settle(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, way: Way) -> HttpResponse:
    briefing = composed(request, pk, KEEP)
    rows = Secrecy.objects.filter(briefing=briefing).select_related("imposed_by")
    found: Secrecy = get_visible(request.user, rows, pk=part)
    form = BodyOnDayForm(request.POST or None, initial={"body": found.imposed_by_id})
    if request.method == "POST" and form.is_valid():
        try:
            done = way.step(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.add_message(request, messages.SUCCESS if done else messages.INFO, way.said)
            return redirect("briefing_secrecy", pk)
    context = {
        "briefing": briefing,
        "form": form,
        "title": way.title,
        "lead": f"{found.about}. {found.get_ground_display()}, opgelegd door {found.imposed_by}.",
        "back": reverse("briefing_secrecy", args=[pk]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "governance/briefing_secrecy_settle.html", context, status=status)
