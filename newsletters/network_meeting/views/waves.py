"""Waves of mail: what goes when, set going and stopped by a person."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.facts import as_published
from newsletters.network_meeting import emails, sending
from newsletters.network_meeting.forms import WaveForm
from newsletters.network_meeting.models import Invitee, NetworkMeeting, Wave
from newsletters.network_meeting.views.desk import METHODS, crumbs, here, kept
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


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def start(request: HttpRequest, pk: uuid.UUID, wave: uuid.UUID) -> HttpResponse:
    """Set it going, once its reader saw for how many people it is."""
    found, row = _of(request, pk, wave)
    title = f"{row.get_kind_display()} aanzetten"
    done = f"{row.get_kind_display()}: aangezet."
    act = lambda: sending.start(row, by=request.user)  # type: ignore[arg-type] # noqa: E731
    return _ask(request, found, [row], FormPage(title, here(found), "Zet aan", done=done), act)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def start_all(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set every draft going; each goes at its own moment."""
    found = kept(request, pk)
    rows = sending.drafts(found)
    done = f"{len(rows)} {'mail' if len(rows) == 1 else 'mails'} aangezet."
    act = lambda: sending.all_on(found, by=request.user)  # type: ignore[arg-type] # noqa: E731
    return _ask(
        request, found, rows, FormPage("Alle mail aanzetten", here(found), "Zet alles aan", done=done), act
    )


def _ask(
    request: HttpRequest, found: NetworkMeeting, rows: list[Wave], page: FormPage, act: Callable[[], object]
) -> HttpResponse:
    """What goes, when and to how many, before somebody says that it may."""
    page = replace(
        page,
        kicker=found.meeting.title,
        crumbs=crumbs(found),
        template="newsletters/network/waves_start.html",
    )
    waves = [(row, sending.progress(row)[1], row.goes_at <= timezone.now()) for row in rows]
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, page, act=act, waves=waves)


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
