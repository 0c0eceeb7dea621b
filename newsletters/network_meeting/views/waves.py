"""Waves of mail: what goes when, set going and stopped by a person."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.facts import as_published
from newsletters.network_meeting import emails, sending
from newsletters.network_meeting.forms import WaveForm
from newsletters.network_meeting.models import Invitee, NetworkMeeting, Wave
from newsletters.network_meeting.views.desk import METHODS, crumbs, here, kept, refused
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def edit(request: HttpRequest, pk: uuid.UUID, wave: uuid.UUID) -> HttpResponse:
    """When it goes and what stands above it; below the form what somebody gets."""
    found, row = _of(request, pk, wave)
    form = WaveForm(request.POST or None, instance=row)
    page = FormPage(
        row.get_kind_display(), here(found), kicker=found.meeting.title, crumbs=crumbs(found),
        template="newsletters/network/wave.html", to=lambda: request.path,
        done="Opgeslagen. Hieronder zie je hoe de mail nu wordt.",
    )  # fmt: skip
    return form_page(request, form, page, letter=_example(found, row), wave=row)


def _example(found: NetworkMeeting, wave: Wave) -> object:
    """The mail as the first on the list would get it; its link leads nowhere."""
    somebody = found.invitees.asked().order_by("name").first() or Invitee(network_meeting=found, name="…")
    found.meeting = as_published(found.meeting)
    somebody.network_meeting = wave.network_meeting = found
    letter = emails.of_wave(wave, somebody)
    text = letter.text.replace(somebody.own_url, "/netwerkbijeenkomst/mijn/…/")
    return {"subject": letter.subject, "text": text}


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def start(request: HttpRequest, pk: uuid.UUID, wave: uuid.UUID) -> HttpResponse:
    """Set it going."""
    found, row = _of(request, pk, wave)
    try:
        sending.start(row, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{row.get_kind_display()}: aangezet.")
    except ValidationError as refusal:
        refused(request, refusal)
    return redirect("network_meeting", found.pk)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def start_all(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set every draft going; each goes at its own moment."""
    found = kept(request, pk)
    try:
        count = sending.all_on(found, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{count} {'mail' if count == 1 else 'mails'} aangezet.")
    except ValidationError as refusal:
        refused(request, refusal)
    return redirect("network_meeting", found.pk)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def stop(request: HttpRequest, pk: uuid.UUID, wave: uuid.UUID) -> HttpResponse:
    """Nothing more of it goes."""
    found, row = _of(request, pk, wave)
    sending.stop(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{row.get_kind_display()}: gestopt. Wie de mail al kreeg, heeft hem.")
    return redirect("network_meeting", found.pk)


def _of(request: HttpRequest, pk: uuid.UUID, wave: uuid.UUID) -> tuple[NetworkMeeting, Wave]:
    found = kept(request, pk)
    return found, get_object_or_404(Wave.objects.visible_to(request.user), network_meeting=found, pk=wave)
