"""What everybody reads: an issue as it was sent, all of them by year, and the feed."""

import uuid
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from newsletters.issues.models import Block, Issue
from newsletters.issues.pictures import PASS, passes
from zorgzaam.access import get_visible
from zorgzaam.atom import MOST, Entry, atom
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.house import House
from zorgzaam.ui.frame import open_page


@require_safe
@entrance(Door.ANY, OPEN)
def issue(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One issue, as it was frozen. With another title in the address one is led to the right one."""
    row: Issue = get_visible(request.user, Issue.objects.out().select_related("frozen"), number=number)
    if request.path != row.get_absolute_url():
        return redirect(row.get_absolute_url(), permanent=True)
    out = Issue.objects.out()
    context = {
        "issue": row,
        "frozen": row.frozen,
        "before": out.filter(number__lt=row.number).order_by("-number").first(),
        "after": out.filter(number__gt=row.number).order_by("number").first(),
    }
    return open_page(request, render(request, "newsletters/issue.html", context))


@require_safe
@entrance(Door.ANY, OPEN)
def archive(request: HttpRequest) -> HttpResponse:
    """Every issue that was sent, by year, the newest first."""
    rows = Issue.objects.visible_to(request.user).out().newest_first()
    years = [(year, list(found)) for year, found in groupby(rows, key=_year)]
    return open_page(request, render(request, "newsletters/archive.html", {"years": years}))


def _year(row: Issue) -> int:
    return timezone.localtime(row.begun_at).year


@require_safe
@entrance(Door.ANY, OPEN)
def feed(request: HttpRequest) -> HttpResponseBase:
    """The issues as Atom, newest first."""
    rows = (
        Issue.objects.out().newest_first().select_related("frozen").defer("frozen__canonical", "frozen__html")
    )
    title = f"Nieuwsbrief van {House.objects.of_region().network_name}"
    return atom(request, title, reverse("newsletter_archive"), map(_entry, rows[:MOST]))


def _entry(row: Any) -> Entry:
    summary = Truncator(row.frozen.plain.partition("\n")[2].strip()).chars(400)
    return Entry(f"nieuwsbrief-{row.pk}", row.title, row.get_absolute_url(), row.begun_at, summary)


@require_safe
@entrance(Door.ANY, OPEN)
def picture(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The picture of a block, for who reads the issue it is in. Once sent it may be kept: a mail program asks for it
    again and again."""
    rows = Block.objects.filter(picture__isnull=False).select_related("picture", "issue")
    if passes(pk, request.GET.get(PASS, "")):
        # In a proof: whoever got that looks at what is not out yet.
        row: Block | None = rows.filter(pk=pk).first()
        if row is None:
            raise Http404
    else:
        row = get_visible(request.user, rows, pk=pk)
    response = stream(row.picture, row.picture_name)  # type: ignore[arg-type]
    if row.issue.is_out and not settings.DEBUG:
        response["Cache-Control"] = "public, max-age=86400"
    return response
