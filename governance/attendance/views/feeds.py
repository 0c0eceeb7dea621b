"""Calendars for telephones: the page with one's addresses, and what is read at them."""

import uuid
from hashlib import sha256
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from governance.attendance import feeding
from governance.attendance.models import CalendarFeed
from governance.bodies.models import Body
from zorgzaam.access import get_visible
from zorgzaam.accounts.models import User
from zorgzaam.doors import OPEN, SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of


@require_safe
@entrance(Door.ACCOUNT, SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """Mijn agenda in je telefoon."""
    rows = list(CalendarFeed.objects.visible_to(request.user).open().select_related("body"))
    for row in rows:
        row.address = request.build_absolute_uri(reverse("feed", args=[row.secret]))  # type: ignore[attr-defined]
    taken = {row.body_id for row in rows}
    sits_in = Body.objects.filter(pk__in=list(standing_of(request.user).bodies)).exclude(
        pk__in=taken - {None}
    )
    context = {"rows": rows, "bodies": sits_in, "has_own": None in taken}
    return render(request, "governance/feeds.html", context)


@require_POST
@entrance(Door.ACCOUNT, SIGNED_IN)
@once
def make(request: HttpRequest) -> HttpResponse:
    """An address for everything that is mine, or for one body I sit in."""
    user = cast("User", request.user)
    key = request.POST.get("body", "")
    body = (
        get_visible(user, Body.objects.filter(pk__in=list(standing_of(user).bodies)), pk=key) if key else None
    )
    feeding.make(user, body)
    messages.success(request, "Het adres is klaar. Zet het in de agenda van je telefoon.")
    return redirect("feeds")


@require_POST
@entrance(Door.ACCOUNT, SIGNED_IN)
@once
def renew(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another address instead of this one."""
    row = get_visible(request.user, CalendarFeed.objects, pk=pk)
    feeding.renew(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Er is een nieuw adres. Het oude werkt niet meer.")
    return redirect("feeds")


@require_POST
@entrance(Door.ACCOUNT, SIGNED_IN)
def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This address gives nothing any more."""
    row = get_visible(request.user, CalendarFeed.objects, pk=pk)
    feeding.revoke(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Het adres is ingetrokken.")
    return redirect("feeds")


@require_safe
@entrance(Door.MACHINE, OPEN)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of this address may see now; 404 for an address that is not (any more) somebody's."""
    found = feeding.owner_of(secret)
    if found is None:
        raise Http404
    row, user = found
    response = _calendar(request, feeding.own(user, row.body))
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@entrance(Door.MACHINE, OPEN)
def public(request: HttpRequest) -> HttpResponse:
    """The public agenda."""
    response = _calendar(request, feeding.everybodys())
    response["Cache-Control"] = "public, no-cache"
    return response


def _calendar(request: HttpRequest, content: bytes) -> HttpResponse:
    etag = f'"{sha256(content).hexdigest()[:40]}"'
    whole = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response = get_conditional_response(request, etag=etag) or whole
    response["ETag"] = etag
    return response
