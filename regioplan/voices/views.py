"""Public pages of inbreng: the list per theme and year, and one thing that was said."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.regions.models import Municipality
from regioplan.voices.contacts import VoiceContact
from regioplan.voices.forms import VoiceFilter
from regioplan.voices.models import Voice, VoiceAnswer, VoiceQuerySet
from themes.themes.models import Theme
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.standing import standing_of

PER_PAGE = 30


@require_safe
@entrance(Door.SITE, OPEN)
def voices(request: HttpRequest) -> HttpResponse:
    """What inhabitants and councils said, and what was done with it."""
    public = Voice.objects.visible_to(request.user).filter(state="openbaar")
    form = _filter(request, public)
    rows = public.filter(**form.chosen()).shown()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "form": form,
        "waiting": public.unanswered().count(),
        "municipalities": Municipality.objects.visible_to(request.user).order_by("name"),
    }
    return render(request, "regioplan/voices.html", context)


def _filter(request: HttpRequest, public: VoiceQuerySet) -> VoiceFilter:
    """Only themes and years there is something about."""
    themes = Theme.objects.visible_to(request.user).filter(pk__in=public.order_by().values("theme"))
    days = public.filter(said_on__isnull=False).order_by("-said_on").dates("said_on", "year", order="DESC")
    return VoiceFilter(request.GET or None, themes=themes, years=[day.year for day in days])


@require_safe
@entrance(Door.ANY, OPEN)
def voice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said and what was done with it; of what was withdrawn only that, and why."""
    if not standing_of(request.user).is_bureau:
        gone = Voice.objects.withdrawn().filter(pk=pk).first()
        if gone:
            return render(request, "regioplan/voice_gone.html", {"voice": gone}, status=410)
    one = get_visible(
        request.user, Voice.objects.select_related("theme", "task__task_list", "plan", "source"), pk=pk
    )
    answers = VoiceAnswer.objects.visible_to(request.user).filter(voice=one).shown(request.user)
    contacts = VoiceContact.objects.visible_to(request.user).filter(voice=one)
    context = {"voice": one, "answers": answers, "contacts": contacts}
    return render(request, "regioplan/voice.html", context)
