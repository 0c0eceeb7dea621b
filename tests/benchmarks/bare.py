"""The bare view to compare with: the same rows from one query, rendered by one template, and nothing else."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from governance.meetings.models import AgendaItem

TEMPLATE = """<!DOCTYPE html><html lang="nl"><title>Agenda</title>
<ol>{% for item in items %}<li><h2>{{ item.title }}</h2>
<p>{{ item.get_kind_display }}, {{ item.minutes }} minuten</p>
{{ item.explanation }}</li>{% endfor %}</ol></html>"""
_compiled = engines["django"].from_string(TEMPLATE)


def bare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    items = AgendaItem.objects.filter(meeting_id=pk).order_by("position")
    return HttpResponse(_compiled.render({"items": items}, request))


def own_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


urlpatterns = [path("kaal/<uuid:pk>/", bare)]
