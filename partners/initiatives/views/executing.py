"""Pages of carrying out: who leads and when, milestones, reports, successes, and the end. For who has an account and
for who holds the mailed link; judging a success is for the netwerkbureau."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partners.initiatives.execution import steps
from partners.initiatives.execution.emails import tell_leader
from partners.initiatives.forms.executing import (
    BeginForm,
    EndForm,
    ExecutionForm,
    JudgeForm,
    MilestoneForm,
    ReportForm,
    SuccessForm,
)
from partners.initiatives.models import (
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    NewsVerdict,
    Success,
)
from partners.initiatives.views.ways import METHODS, both_ways, by_mailed_link, page_at
from partners.initiatives.ways import Way
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import form_page

PLAN, CARRY_OUT, JUDGE = (
    "partners.plan_initiative",
    "partners.carry_out_initiative",
    "partners.judge_success",
)
HERE = "uitvoering"


def _plan(request: HttpRequest, way: Way) -> HttpResponse:
    """Who leads it, from when until when, and how often is told how it goes."""
    initiative = way.initiative
    row = getattr(initiative, "execution", None) or InitiativeExecution(initiative=initiative)
    rhythm = may(way.reader, "partners.set_rhythm_of_initiative", initiative)
    form = ExecutionForm(request.POST or None, instance=row, rhythm=rhythm)
    writer = way.guest.email if way.guest else way.reader.person
    act = lambda: tell_leader(form.save(), by=writer)  # noqa: E731
    return form_page(request, form, page_at(way, HERE, "Wie het uitvoert"), act=act, by=way.actor)


def _begin(request: HttpRequest, way: Way) -> HttpResponse:
    """It runs from now on."""
    initiative = way.initiative
    form = BeginForm(request.POST or None, row=initiative)
    page = page_at(
        way, HERE, "Beginnen", submit="Begin", done="Het initiatief loopt.",
        lead="De stand wordt “In uitvoering”. Vanaf deze dag telt wanneer het eerste bericht er moet zijn.",
    )  # fmt: skip
    act = lambda: steps.begin(initiative, form.cleaned_data["on"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)


def _finish(request: HttpRequest, way: Way) -> HttpResponse:
    """It is done."""
    initiative = way.initiative
    form = EndForm(request.POST or None, row=initiative)
    form.fields["reason"].label = "Wat heeft het opgeleverd?"
    page = page_at(
        way, HERE, "Afronden", submit="Rond af", done="Het initiatief is afgerond.",
        lead="De stand wordt “Afgerond”. Dat is niet terug te draaien.",
    )  # fmt: skip
    act = lambda: steps.finish(initiative, form.cleaned_data["reason"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)


def _stop(request: HttpRequest, way: Way) -> HttpResponse:
    """It goes no further."""
    initiative = way.initiative
    form = EndForm(request.POST or None, row=initiative)
    form.fields["reason"].label = "Waarom stopt het?"
    page = page_at(
        way, HERE, "Stoppen", submit="Stop het initiatief", danger=True, done="Het initiatief is gestopt.",
        lead="De stand wordt “Gestopt”. Dat is niet terug te draaien.",
    )  # fmt: skip
    act = lambda: steps.stop(initiative, form.cleaned_data["reason"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)


def _add_milestone(request: HttpRequest, way: Way) -> HttpResponse:
    """A point on the way."""
    row = InitiativeMilestone(execution=_execution(way))
    form = MilestoneForm(request.POST or None, instance=row)
    return form_page(request, form, page_at(way, HERE, "Mijlpaal toevoegen"), by=way.actor)


def _add_report(request: HttpRequest, way: Way) -> HttpResponse:
    """How it goes."""
    row = InitiativeReport(execution=_execution(way), on=timezone.localdate())
    form = ReportForm(request.POST or None, instance=row)
    page = page_at(
        way, HERE, "Hoe gaat het?", submit="Verstuur", done="Dank u. Uw bericht is bewaard.",
        lead="Een kleur, en waarom. Het netwerkbureau leest mee, en wie meewerkt. Wat u verstuurt, blijft staan zoals "
        "het was; gaat het daarna anders, dan stuurt u een nieuw bericht.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: steps.report(row, by=way.actor), by=way.actor)


def _add_success(request: HttpRequest, way: Way) -> HttpResponse:
    """Something that went well."""
    row = Success(initiative=way.initiative, on=timezone.localdate())
    form = SuccessForm(request.POST or None, instance=row)
    page = page_at(
        way, HERE, "Vertel wat er lukte", done="Dank u. Dat is mooi om te lezen.",
        lead="Klein mag ook. Mag het verder verteld worden? Dan bieden we het aan de nieuwsbrief aan.",
    )  # fmt: skip
    act = lambda: steps.tell_success(form.save(commit=False), by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)


def _execution(way: Way) -> InitiativeExecution:
    """404 as long as nobody wrote down who leads it."""
    execution: InitiativeExecution | None = getattr(way.initiative, "execution", None)
    if execution is None:
        raise Http404
    return execution


plan, plan_guest = both_ways(PLAN, _plan)
begin, begin_guest = both_ways(PLAN, _begin)
finish, finish_guest = both_ways(PLAN, _finish)
stop, stop_guest = both_ways(PLAN, _stop)
add_milestone, add_milestone_guest = both_ways(CARRY_OUT, _add_milestone)
add_report, add_report_guest = both_ways(CARRY_OUT, _add_report)
add_success, add_success_guest = both_ways(CARRY_OUT, _add_success)


# ---------------------------------------------------------------- a milestone has an address of its own
@require_http_methods(METHODS)
@entrance(Door.ANY, CARRY_OUT)
@once
def edit_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was met, or it is another day."""
    user: Any = request.user
    row = _milestone(user, pk=pk)
    return _edit(request, Way(row.execution.initiative, user, user), row)


@require_http_methods(METHODS)
@by_mailed_link
@once
def edit_milestone_guest(request: HttpRequest, way: Way, pk: uuid.UUID) -> HttpResponse:
    """The same for who holds the mailed link."""
    return _edit(request, way, _milestone(way.reader, pk=pk))


def _milestone(reader: Any, pk: uuid.UUID) -> InitiativeMilestone:
    milestones = InitiativeMilestone.objects.select_related("execution__initiative__organisation")
    found: InitiativeMilestone = get_visible(reader, milestones, pk=pk)
    if not may(reader, CARRY_OUT, found.execution.initiative):
        raise PermissionDenied
    return found


def _edit(request: HttpRequest, way: Way, row: InitiativeMilestone) -> HttpResponse:
    form = MilestoneForm(request.POST or None, instance=row)
    return form_page(request, form, page_at(way, HERE, "Mijlpaal bijwerken"), by=way.actor)


# ---------------------------------------------------------------- the netwerkbureau
@require_http_methods(METHODS)
@entrance(Door.WERKBANK, JUDGE)
@once
def judge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether the newsletter takes it."""
    offered = Success.objects.filter(may_be_told=True).select_related("initiative")
    row = get_for(request.user, offered, JUDGE, pk=pk)
    form = JudgeForm(request.POST or None, row=row)
    user: Any = request.user
    page = page_at(Way(row.initiative, user, user), HERE, "Voor de nieuwsbrief?", lead=row.text)
    act = lambda: steps.judge(row, NewsVerdict(form.cleaned_data["verdict"]), by=user)  # noqa: E731
    return form_page(request, form, page, act=act)
