"""Publishing: ask for it, and see how far it is. A job does it, as the paper of a long briefing takes a while."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from governance.briefings.dispatch.sending import ask
from governance.briefings.models import Briefing, Status
from governance.briefings.views.editing import composed, composer_url
from zorgzaam.accounts.models import User
from zorgzaam.doors import Door, entrance

RULE = "governance.publish_briefing"


@require_POST
@entrance(Door.WERKBANK, RULE)
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it in line; a double click publishes once."""
    briefing = composed(request, pk, RULE)
    # What is in line the composer itself tells, and how far it is.
    if not ask(Briefing.objects.filter(pk=briefing.pk), by=cast(User, request.user)):
        messages.info(request, _why_not(briefing))
    return redirect(composer_url(briefing))


def _why_not(briefing: Briefing) -> str:
    if briefing.status == Status.PUBLISHED:
        return "Het stuk is al gepubliceerd."
    if briefing.is_ready:
        return "Dit stuk wordt al gepubliceerd."
    if briefing.waits_for_determination:
        return "Eerst stelt de portefeuillehouder dit stuk vast. Daarna kun je het publiceren."
    return f"Dat kan nu niet: de toestand van dit stuk is “{briefing.get_status_display().lower()}”."


@require_safe
@entrance(Door.WERKBANK, RULE)
def publishing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far it is, for the composer; the whole composer again once that is over."""
    briefing = composed(request, pk, RULE)
    row = getattr(briefing, "dispatch", None)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(composer_url(briefing))
    if row is None or not row.is_busy or not briefing.is_ready:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "governance/briefing_publishing.html", {"briefing": briefing})
