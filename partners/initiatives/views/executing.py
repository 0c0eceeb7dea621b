"""Pages of carrying out: who leads and when, milestones, reports, successes, and the end."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
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
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    NewsVerdict,
    Success,
)
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
PLAN, CARRY_OUT, JUDGE = (
    "partners.plan_initiative",
    "partners.carry_out_initiative",
    "partners.judge_success",
)


@require_http_methods(METHODS)
@entrance(Door.ANY, PLAN)
@once
def plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who leads it, from when until when, and how often is told how it goes."""
    initiative = _initiative(request, pk, PLAN)
    row = getattr(initiative, "execution", None) or InitiativeExecution(initiative=initiative)
    rhythm = may(request.user, "partners.set_rhythm_of_initiative", initiative)
    form = ExecutionForm(request.POST or None, instance=row, rhythm=rhythm)
    return form_page(
        request,
        form,
        _page("Wie het uitvoert", initiative),
        act=lambda: tell_leader(form.save(), by=_me(request).person),
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, PLAN)
@once
def begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It runs from now on."""
    initiative = _initiative(request, pk, PLAN)
    form = BeginForm(request.POST or None, row=initiative)
    page = _page(
        "Beginnen", initiative, submit="Begin", done="Het initiatief loopt.",
        lead="De stand wordt “In uitvoering”. Vanaf deze dag telt wanneer het eerste bericht er moet zijn.",
    )  # fmt: skip
    return form_page(
        request,
        form,
        page,
        act=lambda: steps.begin(initiative, form.cleaned_data["on"], by=_me(request)),
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, PLAN)
@once
def finish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is done."""
    initiative = _initiative(request, pk, PLAN)
    form = EndForm(request.POST or None, row=initiative)
    form.fields["reason"].label = "Wat heeft het opgeleverd?"
    page = _page(
        "Afronden", initiative, submit="Rond af", done="Het initiatief is afgerond.",
        lead="De stand wordt “Afgerond”. Dat is niet terug te draaien.",
    )  # fmt: skip
    return form_page(
        request,
        form,
        page,
        act=lambda: steps.finish(initiative, form.cleaned_data["reason"], by=_me(request)),
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, PLAN)
@once
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes no further."""
    initiative = _initiative(request, pk, PLAN)
    form = EndForm(request.POST or None, row=initiative)
    form.fields["reason"].label = "Waarom stopt het?"
    page = _page(
        "Stoppen", initiative, submit="Stop het initiatief", danger=True, done="Het initiatief is gestopt.",
        lead="De stand wordt “Gestopt”. Dat is niet terug te draaien.",
    )  # fmt: skip
    return form_page(
        request,
        form,
        page,
        act=lambda: steps.stop(initiative, form.cleaned_data["reason"], by=_me(request)),
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, CARRY_OUT)
@once
def add_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A point on the way."""
    initiative, execution = _carried_out(request, pk)
    form = MilestoneForm(request.POST or None, instance=InitiativeMilestone(execution=execution))
    return form_page(request, form, _page("Mijlpaal toevoegen", initiative))


@require_http_methods(METHODS)
@entrance(Door.ANY, CARRY_OUT)
@once
def edit_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was met, or it is another day."""
    milestones = InitiativeMilestone.objects.select_related("execution__initiative__organisation")
    row = get_visible(request.user, milestones, pk=pk)
    initiative = row.execution.initiative
    _refuse_unless_carries_out(request, initiative)
    form = MilestoneForm(request.POST or None, instance=row)
    return form_page(request, form, _page("Mijlpaal bijwerken", initiative))


@require_http_methods(METHODS)
@entrance(Door.ANY, CARRY_OUT)
@once
def add_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How it goes."""
    initiative, execution = _carried_out(request, pk)
    row = InitiativeReport(execution=execution, on=timezone.localdate())
    form = ReportForm(request.POST or None, instance=row)
    page = _page(
        "Hoe gaat het?", initiative, submit="Verstuur", done="Dank u. Uw bericht is bewaard.",
        lead="Een kleur, en waarom. Het netwerkbureau leest mee, en wie meewerkt. Wat u verstuurt, blijft staan zoals "
        "het was; gaat het daarna anders, dan stuurt u een nieuw bericht.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: steps.report(row, by=_me(request)))


@require_http_methods(METHODS)
@entrance(Door.ANY, CARRY_OUT)
@once
def add_success(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Something that went well."""
    initiative = _initiative(request, pk, CARRY_OUT)
    row = Success(initiative=initiative, on=timezone.localdate())
    form = SuccessForm(request.POST or None, instance=row)
    page = _page(
        "Vertel wat er lukte", initiative, done="Dank u. Dat is mooi om te lezen.",
        lead="Klein mag ook. Mag het verder verteld worden? Dan bieden we het aan de nieuwsbrief aan.",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: steps.tell_success(form.save(commit=False), by=_me(request))
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, JUDGE)
@once
def judge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether the newsletter takes it."""
    offered = Success.objects.filter(may_be_told=True).select_related("initiative")
    row = get_for(request.user, offered, JUDGE, pk=pk)
    form = JudgeForm(request.POST or None, row=row)
    page = _page("Voor de nieuwsbrief?", row.initiative, lead=row.text)

    def act() -> None:
        steps.judge(row, NewsVerdict(form.cleaned_data["verdict"]), by=_me(request))

    return form_page(request, form, page, act=act)


def _initiative(request: HttpRequest, pk: uuid.UUID, permission: str) -> Any:
    found = Initiative.objects.select_related("organisation", "execution")
    return get_for(request.user, found, permission, pk=pk)


def _carried_out(request: HttpRequest, pk: uuid.UUID) -> tuple[Any, InitiativeExecution]:
    """404 as long as nobody wrote down who leads it."""
    initiative = _initiative(request, pk, CARRY_OUT)
    execution: InitiativeExecution | None = getattr(initiative, "execution", None)
    if execution is None:
        raise Http404
    return initiative, execution


def _refuse_unless_carries_out(request: HttpRequest, initiative: Initiative) -> None:
    if not may(request.user, CARRY_OUT, initiative):
        raise PermissionDenied


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _page(title: str, initiative: Initiative, **words: Any) -> FormPage:
    back = initiative.get_absolute_url()
    crumbs = [("Initiatieven", reverse("initiatives")), (initiative.title, back)]
    return FormPage(title, f"{back}#uitvoering", kicker=initiative.title, crumbs=crumbs, **words)
