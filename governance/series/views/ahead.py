"""The termijnagenda: one page for everybody, each with what that reader may read."""

import datetime
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.bodies.models import Body
from governance.meetings.models import Meeting
from governance.series.ahead import Window, by_month, entries
from governance.series.models import MeetingSeries
from themes.themes.models import Theme
from zorgzaam.doors import OPEN, Door, entrance


@require_safe
@entrance(Door.ANY, OPEN)
def ahead(request: HttpRequest) -> HttpResponse:
    """What comes up in a year; `?orgaan=` and `?thema=` narrow it."""
    bodies, themes = list(_bodies(request)), list(_themes())
    body = _chosen(request, "orgaan", bodies)
    theme = _chosen(request, "thema", themes)
    window = Window.year(
        request.user, body_id=body.pk if body else None, theme_id=theme.pk if theme else None
    )
    context = {
        "months": by_month(entries(window)),
        "bodies": bodies,
        "themes": themes,
        "body": body,
        "theme": theme,
        "window": window,
    }
    return render(request, "governance/ahead.html", context)


def _bodies(request: HttpRequest) -> Any:
    """Bodies with meetings or dates ahead that this reader may know."""
    since = timezone.now() - datetime.timedelta(days=60)
    meetings = Meeting.objects.visible_to(request.user).filter(body=OuterRef("pk"), starts_at__gte=since)
    series = MeetingSeries.objects.visible_to(request.user).filter(body=OuterRef("pk"))
    return Body.objects.visible_to(request.user).filter(Q(Exists(meetings)) | Q(Exists(series)))


def _themes() -> Any:
    """Themes of the newest generation."""
    newest = Theme.objects.order_by("-generation__starts_on").values("generation")[:1]
    return Theme.objects.filter(generation__in=newest).order_by("number")


def _chosen(request: HttpRequest, name: str, rows: list[Any]) -> Any:
    """The row an address names; None for none and for nonsense."""
    try:
        key = uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return next((row for row in rows if row.pk == key), None)
