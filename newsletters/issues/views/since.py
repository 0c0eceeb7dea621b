"""What happened since the last issue, to pick from."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from newsletters.issues.rules import MAKE
from newsletters.issues.since import begins, offered, pick
from newsletters.issues.since_form import SinceForm
from newsletters.issues.views.desk import METHODS, crumbs, kept
from zorgzaam.doors import Door, entrance

NOTHING = "Kies eerst wat erin moet."
OUT_ALREADY = "Deze nieuwsbrief is al verstuurd. Er verandert niets meer aan."


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
def offers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything since the last issue that is public now; one press puts a line in, or all that are ticked."""
    issue = kept(request, pk)
    form = SinceForm(request.POST or request.GET or None)
    since, until = form.day_or(begins(issue)), form.until
    wrong, status = "", 422 if form.errors else 200
    if request.method == "POST" and issue.is_out:
        messages.error(request, OUT_ALREADY)
        return redirect(issue.desk_url)
    if request.method == "POST" and not form.errors:
        keys = [request.POST["een"]] if request.POST.get("een") else request.POST.getlist("wat")
        if keys:
            try:
                new = pick(issue, keys, since, until, by=request.user)  # type: ignore[arg-type]
            except ValidationError as refused:
                messages.error(request, refused.messages[0])
                return redirect(issue.desk_url)
            messages.success(request, _said(new))
            if request.POST.get("een"):
                days = {"sinds": f"{since:%Y-%m-%d}", "tot": f"{until:%Y-%m-%d}" if until else ""}
                return redirect(f"{reverse('issue_offers', args=[issue.pk])}?{urlencode(days)}")
            return redirect(issue.desk_url)
        wrong, status = NOTHING, 422
    context = {
        "issue": issue,
        "form": form,
        "since": since,
        "until": until,
        "groups": offered(issue, since, until),
        "crumbs": crumbs(issue),
        "wrong": wrong,
    }
    return render(request, "newsletters/issue_offers.html", context, status=status)


def _said(new: int) -> str:
    if not new:
        return "Dat stond er al in."
    return "Er staat één blok bij." if new == 1 else f"Er staan {new} blokken bij."
