"""Beginning a letter: to one body, or to all councils of the region at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.briefings.beginning import begin_draft
from governance.briefings.views.editing import composer_url
from governance.rounds.making import begin, of_the_region, without_council
from governance.rounds.start_form import StartForm
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.add_briefing")
@once
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft, or a round of them."""
    if not may(request.user, "governance.add_briefing"):
        raise PermissionDenied
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(_begun(request, form))
    status = 422 if request.method == "POST" else 200
    return render(request, "governance/rounds/start.html", {"form": form}, status=status)


def _begun(request: HttpRequest, form: StartForm) -> str:
    """The page of what was begun."""
    person = request.user.person  # type: ignore[union-attr]
    if not form.to_all:
        briefing, line = form.as_briefing()
        return composer_url(begin_draft(briefing, line, by=person))
    round_ = begin(form.as_round(), of_the_region(), by=person)
    messages.success(request, "De brieven liggen klaar als concept.")
    if missing := without_council():
        names = ", ".join(str(place) for place in missing)
        messages.warning(request, f"Van deze gemeenten staat er geen raad in het netwerk: {names}.")
    return round_.get_absolute_url()
