"""Pages about somebody's own account that allauth has otherwise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.doors import SIGNED_IN, Door, entrance


@require_safe
@entrance(Door.ACCOUNT, SIGNED_IN)
def email(request: HttpRequest) -> HttpResponse:
    """The address somebody logs in with, to read: who could change it would get what is shared with another."""
    return render(request, "account/email.html")
