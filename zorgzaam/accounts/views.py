"""Pages about somebody's own account that allauth has otherwise."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zorgzaam.accounts.address import AddressChange
from zorgzaam.doors import SIGNED_IN, Door, entrance


@require_safe
@entrance(Door.ACCOUNT, SIGNED_IN)
def email(request: HttpRequest) -> HttpResponse:
    """The address somebody logs in with, to read: who could change it would get what is shared with another."""
    return render(request, "account/email.html")


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ACCOUNT, SIGNED_IN)
def confirm_address(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The owner says yes to another address; to anybody else this page is not there."""
    asked = get_object_or_404(AddressChange.objects.filter(user=request.user.pk), pk=pk)
    if request.method == "POST" and asked.confirm(by=request.user):  # type: ignore[arg-type]
        messages.success(request, f"Je logt voortaan in met {asked.address}.")
        return redirect("account_email")
    is_open = AddressChange.objects.open().filter(pk=pk).exists() and request.method != "POST"
    return render(request, "account/confirm_address.html", {"asked": asked if is_open else None})
