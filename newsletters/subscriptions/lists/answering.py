"""What a reader of a list that was taken over answers: yes, or no. Opening the page changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from newsletters.dead_links import DeadLink, by_link
from newsletters.dead_links import private as private_page
from newsletters.subscriptions import subscribing
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentSource, SubscriberState
from newsletters.subscriptions.wording import consent_text
from zorgzaam.doors import OPEN, Door, entrance


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ANY, OPEN)
@by_link
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Behind the link in the mail to who stands on a list."""
    row = Subscriber.objects.select_related("reader_list").filter(reader_list__isnull=False).behind(secret)
    if row is None:
        raise DeadLink
    if request.method == "POST":
        said = request.POST.get("antwoord")
        if said == "nee":
            # Whatever was said before in another window, and however late: a no is kept.
            subscribing.end(row, ConsentSource.MAIL)
        elif said == "ja" and _still_asked(row):
            subscribing.confirm(row)
        return redirect("newsletter_continue", secret)
    words = {"row": row, "asked": _still_asked(row), "consent": consent_text()}
    return private_page(render(request, "newsletters/continue.html", words))


def _still_asked(row: Subscriber) -> bool:
    ends_at = row.reader_list.ends_at if row.reader_list else None
    return row.state == SubscriberState.ASKED and ends_at is not None and timezone.now() < ends_at
