"""Series of a body: the planning, one series with its dates, and the meetings made from it."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.bodies.models import Body
from governance.series import planning
from governance.series.ahead import Window, by_month, entries
from governance.series.days import Away, year_from
from governance.series.forms import DateForm, SeriesForm, TieForm, day_in_address
from governance.series.models import (
    AgendaTemplate,
    MeetingSeries,
    RecurringItem,
    SeriesDate,
    SeriesMeeting,
    TermSet,
)
from governance.series.rhythm import days_of, in_words
from governance.series.views.answering import (
    FORM,
    KEEP,
    PLANNING,
    body_for,
    meeting_for,
    planning_page,
    series_for,
)
from zorgzaam.access import get_visible, may
from zorgzaam.audit.history import acting
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.dates import day as day_in_words
from zorgzaam.ui.pages import form_page


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def overview(request: HttpRequest) -> HttpResponse:
    """Bodies whose planning this reader may see, each with its series."""
    standing: Any = request.user.standing  # type: ignore[union-attr]
    bodies = Body.objects.visible_to(request.user).existing_on(timezone.localdate())
    if not standing.is_bureau:
        bodies = bodies.filter(pk__in=list(standing.bodies))
    series: dict[uuid.UUID, list[MeetingSeries]] = {}
    for one in MeetingSeries.objects.visible_to(request.user).filter(body__in=bodies):
        series.setdefault(one.body_id, []).append(one)
    rows = [
        {"body": body, "series": [(one, in_words(one)) for one in series.get(body.pk, [])]} for body in bodies
    ]
    rows.sort(key=lambda row: not row["series"])
    return render(request, "governance/series_list.html", {"rows": rows})


@require_safe
@entrance(Door.WERKBANK, PLANNING)
def body_planning(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How a body plans: its series, its template, its terms, and the year ahead."""
    body = body_for(request, pk, PLANNING)
    keeps = may(request.user, KEEP, body)
    template = AgendaTemplate.objects.filter(body=body).first()
    today = timezone.localdate()
    context = {
        "body": body,
        "series": [(one, in_words(one)) for one in MeetingSeries.objects.filter(body=body)],
        "standing": template.items.filter(removed_at__isnull=True).count() if template else 0,
        "recurring": RecurringItem.objects.open().filter(body=body).count() if keeps else 0,
        "terms": TermSet.objects.on(today).filter(body=body).first(),
        "months": by_month(entries(Window.year(request.user, body_id=body.pk))),
        "away": Away.between(today, year_from(today)).rows,
        "keeps": keeps,
    }
    return render(request, "governance/body_planning.html", context)


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def series(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The dates ahead, what clashes, and the button that makes the meetings."""
    found = get_visible(request.user, MeetingSeries.objects.select_related("body"), pk=pk)
    ahead = planning.ahead(found, request.user)
    context = {
        "series": found,
        "words": in_words(found),
        "planned": ahead,
        "to_make": sum(one.can_be_made for one in ahead),
        "keeps": may(request.user, KEEP, found),
        "thrown_away": any(one.meeting and one.meeting.is_discarded for one in ahead),
    }
    return render(request, "governance/series.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new series of a body."""
    body = body_for(request, pk, KEEP)
    row = MeetingSeries(body=body)
    initial = {"title": body.name[:160], "starts_on": timezone.localdate()}
    form = SeriesForm(request.POST or None, instance=row, initial=initial)
    lead = "Schrijf op hoe vaak dit orgaan vergadert. De vergaderingen maak je daarna, per datum."
    page = planning_page(
        "Reeks toevoegen", body, lead=lead, done="De reeks staat er.", to=row.get_absolute_url
    )
    return form_page(request, form, page)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another rhythm, time or place. Meetings that are made stay as they are."""
    row = series_for(request, pk)
    form = SeriesForm(request.POST or None, instance=row)
    lead = "Vergaderingen die al gemaakt zijn blijven zoals ze zijn."
    page = planning_page("Reeks wijzigen", row.body, lead=lead, back=row.get_absolute_url())
    return form_page(request, form, page)


@require_POST
@entrance(Door.WERKBANK, KEEP)
@once
def make(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Draft meetings for the dates that were ticked; a date that has one already gives no second."""
    row = series_for(request, pk)
    try:
        days = [day_in_address(text) for text in request.POST.getlist("day")]
    except ValidationError as wrong:
        raise SuspiciousOperation("no day in this post") from wrong
    made = planning.make(row, days, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _said(len(days), len(made)))
    return redirect(row)


def _said(asked: int, made: int) -> str:
    if not asked:
        return "Kies eerst een of meer datums."
    if not made:
        return "Voor deze datums was er al een vergadering. Er is niets dubbel gemaakt."
    words = "Er is 1 vergadering gemaakt" if made == 1 else f"Er zijn {made} vergaderingen gemaakt"
    return f"{words}, als concept. Je vindt ze bij Vergaderingen."


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def date(request: HttpRequest, pk: uuid.UUID, day: str) -> HttpResponse:
    """Keep, move or skip one date of the rhythm."""
    row = series_for(request, pk)
    try:
        asked = day_in_address(day)
    except ValidationError as wrong:
        raise Http404 from wrong
    if asked not in days_of(row, asked, asked):
        raise Http404
    if row.meetings.filter(day=asked).exists():
        messages.info(request, "Voor deze datum is er al een vergadering. Wijzig die zelf.")
        return redirect(row)
    found = SeriesDate.objects.filter(series=row, day=asked).first() or SeriesDate(series=row, day=asked)
    form = DateForm(request.POST or None, instance=found)
    page = planning_page(
        day_in_words(asked),
        row.body,
        lead=_why(asked),
        back=row.get_absolute_url(),
        done="Je keuze voor deze datum is bewaard.",
    )
    return form_page(request, form, page, act=lambda: _save_date(row, form))


def _save_date(row: MeetingSeries, form: DateForm) -> None:
    """Under a lock on the series, so that no meeting is made from the date meanwhile."""
    planning.lock(row)
    if row.meetings.filter(day=form.instance.day).exists():
        raise ValidationError("Intussen is voor deze datum een vergadering gemaakt. Wijzig die zelf.")
    form.save()


def _why(day: datetime.date) -> str:
    flags = Away.between(day, day).on(day)
    return f"Let op: {', '.join(flags)}." if flags else "Er is geen feestdag of reces bekend op deze dag."


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def tie(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let an existing meeting belong to a series."""
    meeting = meeting_for(request, pk)
    now = SeriesMeeting.objects.filter(meeting=meeting).first()
    initial = {"series": now.series_id, "day": now.day} if now else {"day": meeting.day}
    form = TieForm(request.POST or None, body=meeting.body, initial=initial)

    def act() -> None:
        chosen, day = form.cleaned_data["series"], form.cleaned_data["day"]
        if day and day not in days_of(chosen, day, day):
            raise ValidationError("Dit is geen datum van deze reeks. Laat de datum leeg of kies een andere.")
        planning.tie(meeting, chosen, day, by=request.user)  # type: ignore[arg-type]

    page = planning_page(
        "Bij een reeks horen",
        meeting.body,
        lead=f"‘{meeting.title}’ blijft zoals zij is. De reeks maakt voor deze datum geen tweede vergadering.",
        back=meeting.get_absolute_url(),
        done="De vergadering hoort nu bij de reeks.",
    )
    with acting(request.user):  # type: ignore[arg-type]
        return form_page(request, form, page, act=act)
