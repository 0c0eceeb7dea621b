"""What happened since the last issue, to pick from."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from newsletters.issues.forms import SinceForm
from newsletters.issues.rules import MAKE
from newsletters.issues.since import begins, offered, pick
from newsletters.issues.views.desk import METHODS, crumbs, kept
from zorgzaam.doors import Door, entrance

NOTHING = "Kies eerst wat erin moet."


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, MAKE)
def offers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything since the last issue that is public now; one press puts a line in, or all that are ticked."""
    issue = kept(request, pk)
    form = SinceForm(request.POST or request.GET or None)
    since = form.day_or(begins(issue))
    wrong, status = "", 422 if form.errors else 200
    if request.method == "POST" and not form.errors:
        keys = [request.POST["een"]] if request.POST.get("een") else request.POST.getlist("wat")
        if keys:
            try:
                new = pick(issue, keys, since, by=request.user)  # type: ignore[arg-type]
            except ValidationError as refused:
                messages.error(request, refused.messages[0])
                return redirect(issue.desk_url)
            messages.success(request, _said(new))
            if request.POST.get("een"):
                return redirect(f"{reverse('issue_offers', args=[issue.pk])}?sinds={since:%Y-%m-%d}")
            return redirect(issue.desk_url)
        wrong, status = NOTHING, 422
    context = {
        "issue": issue,
        "form": form,
        "since": since,
        "groups": offered(issue, since),
        "crumbs": crumbs(issue),
        "wrong": wrong,
    }
    return render(request, "newsletters/issue_offers.html", context, status=status)


def _said(new: int) -> str:
    if not new:
        return "Dat stond er al in."
    return "Er staat één blok bij." if new == 1 else f"Er staan {new} blokken bij."
