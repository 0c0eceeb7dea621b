"""After the day: what people thought, the report, what was taken on."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions.models import Action
from newsletters.network_meeting.evaluating import is_open, results
from newsletters.network_meeting.forms import ReportForm
from newsletters.network_meeting.models import NetworkMeeting
from newsletters.network_meeting.views.desk import METHODS, crumbs, kept
from zorgzaam.access import may
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def afterwards(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What came of it."""
    found = kept(request, pk)
    actions = Action.objects.visible_to(request.user).filter(meeting=found.meeting).shown()
    words = {
        "network_meeting": found,
        "meeting": found.meeting,
        "results": results(found),
        "open_now": is_open(found),
        "actions": list(actions),
        "adds": may(request.user, "governance.add_action", found.meeting.body),
    }
    return render(request, "newsletters/network/afterwards.html", words)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write the report, and make it public."""
    found = kept(request, pk)
    form = ReportForm(request.POST or None, instance=found, initial={"public": found.reported_at is not None})
    back = reverse("network_afterwards", args=[found.pk])
    page = FormPage(
        "Verslag", back, kicker=found.meeting.title, crumbs=crumbs(found, ("Terugblik", back)),
        done="Het verslag is bewaard.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _save(form, found))


def _save(form: ReportForm, found: NetworkMeeting) -> None:
    public = form.cleaned_data["public"]
    form.instance.reported_at = (found.reported_at or timezone.now()) if public else None
    form.save()
