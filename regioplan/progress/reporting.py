"""Pages of progress reports: read by everybody, written by who speaks for the organisation."""

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regioplan.agreements.models import Agreement, Role, State
from regioplan.progress.due import in_force
from regioplan.progress.models import Indicator
from regioplan.progress.periods import ReportPeriod, period_of
from regioplan.progress.reports import Measurement, ProgressReport, ReportingRhythm
from regioplan.progress.triggers import OUTSIDE
from regioplan.progress.writing import SUBMIT, ReportForm
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, RowForm, form_page
from zorgzaam.years import sensible

METHODS = ["GET", "HEAD", "POST"]
HANDED_IN = "Deze rapportage is al ingediend. Er is niets bewaard; een fout herstel je met een verbetering."


@require_safe
@entrance(Door.ANY, OPEN)
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report with its figures; where it was corrected, the way to the correction."""
    rows = ProgressReport.objects.shown().select_related("corrects", "submitted_by")
    one = get_visible(request.user, rows, pk=pk)
    later = ProgressReport.objects.visible_to(request.user).filter(corrects=one).first()
    values = Measurement.objects.visible_to(request.user).filter(report=one).select_related("indicator")
    context = {"report": one, "later": later, "values": values}
    return render(request, "regioplan/report.html", context)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.write_report")
@once
def start_report(request: HttpRequest, pk: uuid.UUID, first: str, last: str) -> HttpResponse:
    """Write the report over the period from `first` up to and including `last`; what was begun is gone on with."""
    agreements = Agreement.objects.shown().filter(role=Role.LEAD, state=State.ACCEPTED)
    agreement = get_for(request.user, agreements, "regioplan.write_report", pk=pk)
    period = _period(first, last)
    if not agreement.covers(period.starts_on, period.ends_on) and request.method != "POST":
        messages.info(request, OUTSIDE)
        return redirect(agreement)
    own = ProgressReport.objects.visible_to(request.user).filter(agreement=agreement)
    begun = own.filter(starts_on=period.starts_on, ends_on=period.ends_on).order_by("-corrects_id").first()
    if begun and request.method != "POST":
        return redirect(begun if begun.is_submitted else reverse("report_edit", args=[begun.pk]))
    new = ProgressReport(agreement=agreement, starts_on=period.starts_on, ends_on=period.ends_on)
    return _write(request, begun or new)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.edit_report")
@once
def edit_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Go on with a draft."""
    one = get_for(request.user, ProgressReport.objects.shown(), "regioplan.edit_report", pk=pk)
    if one.is_submitted and request.method != "POST":
        return redirect(one)
    return _write(request, one)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.edit_report")
@once
def submit_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What will stand on the site, and whether that is right: after this it never changes."""
    rows = ProgressReport.objects.shown().select_related("corrects")
    one = get_for(request.user, rows, "regioplan.edit_report", pk=pk)
    if request.method != "POST":
        if one.is_submitted:
            return redirect(one)
        if not one.is_whole:
            messages.info(request, "Er ontbreekt nog iets om in te dienen.")
            return redirect("report_edit", one.pk)
    form = RowForm(request.POST or None, row=one)
    page = FormPage(
        "Klopt het zo?", reverse("partner"), "Ja, dien in", kicker=f"Voortgang over {one.period}",
        lead="Zo staat het straks op de site. Na het indienen verandert het niet meer.",
        crumbs=[("Partnerportaal", reverse("partner"))], done="Ingediend. Iedereen kan het nu lezen.",
        template="regioplan/report_submit.html",
    )  # fmt: skip
    values = Measurement.objects.visible_to(request.user).filter(report=one).select_related("indicator")

    def act() -> None:
        one.submit(by=request.user)

    return form_page(request, form, page, act=act, report=one, values=values)


@require_POST
@entrance(Door.PARTNER, "regioplan.edit_report")
@once
def correct_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a correction of what was handed in."""
    one = get_for(request.user, ProgressReport.objects.shown(), "regioplan.edit_report", pk=pk)
    if not one.is_submitted:
        return redirect("report_edit", one.pk)
    draft = one.correct(by=request.user)
    messages.info(request, "Dit is een nieuwe rapportage. De eerdere blijft te lezen zoals zij was.")
    return redirect(draft if draft.is_submitted else reverse("report_edit", args=[draft.pk]))


def _write(request: HttpRequest, one: ProgressReport) -> HttpResponse:
    action = request.POST.get("actie", "")
    indicators = Indicator.objects.visible_to(request.user).filter(goal__task=one.agreement.task_id)
    form = ReportForm(
        request.POST or None,
        instance=one,
        indicators=list(indicators.order_by("goal__position", "name")),
        action=action,
        # No version a row ever has: what a colleague began in the meantime is then newer than this page.
        initial={"version": 0} if one._state.adding else None,
    )
    handed_in = one.is_submitted

    def act() -> None:
        if handed_in:
            raise ValidationError(HANDED_IN)
        if not one.corrects_id and not one.agreement.covers(one.starts_on, one.ends_on):
            raise ValidationError(OUTSIDE)
        form.save()

    back, done = reverse("partner"), "Bewaard als concept. Jullie vinden het hier terug."
    if action == SUBMIT:
        back, done = reverse("report_submit", args=[one.pk]), "Bewaard als concept."
    page = FormPage(
        f"Voortgang over {one.period}", back, kicker=one.agreement.organisation.name, done=done,
        lead=f"Over jullie rol als {one.agreement.get_role_display().lower()} van: {one.agreement.task}",
        crumbs=[("Partnerportaal", reverse("partner"))], template="regioplan/report_form.html",
    )  # fmt: skip
    return form_page(request, form, page, act=act, report=one)


def _period(first: str, last: str) -> ReportPeriod:
    """The period of the region's rhythm with these days, which is over; else 404."""
    asked = ReportPeriod(_day(first), _day(last))
    for each in in_force(list(ReportingRhythm.objects.order_by("starts_on"))):
        whole = each.first <= asked.starts_on and asked.ends_on <= each.last
        over = asked.ends_on < timezone.localdate()
        if over and whole and period_of(asked.starts_on, each.rhythm.length) == asked:
            return asked
    raise Http404


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
        sensible(day)
    except (ValueError, ValidationError) as no_day:
        raise Http404 from no_day
    return day
