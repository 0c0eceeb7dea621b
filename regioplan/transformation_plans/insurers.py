"""What insurers do with a plan: judge, decide, ask, settle milestones, and test it against the Regioplan."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.fit_form import FitForm, tasks_of
from regioplan.transformation_plans.forms.judging import (
    DecisionForm,
    JudgementForm,
    OutcomeForm,
    QuestionForm,
)
from regioplan.transformation_plans.forms.reasons import HandInForm, ReasonForm
from regioplan.transformation_plans.models import (
    DECIDING,
    FitTest,
    InsurerQuestion,
    InsurerRole,
    PlanMilestone,
    PlanState,
    Round,
    TransformationPlan,
)
from regioplan.transformation_plans.views import METHODS, _for, _me, _page, all_of, if_open, too_late
from zorgzaam.access import get_visible
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import form_page

ROUNDS = tuple(Round.values)
BESIDE_THE_PLAN = "regioplan/plan_judge_form.html"
DECISIONS = {
    PlanState.QUICK_CHECK: "Uitkomst van de snelle toets",
    PlanState.ASSESSMENT: "Voorlopig besluit",
    PlanState.PRELIMINARY: "Besluit",
}


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.judge_plan")
@once
def plan_judge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What my insurer thinks of the plan in this round."""
    one = _for(request, "regioplan.judge_plan", pk)
    given = one.judged_by(standing_of(request.user))
    if away := too_late(request, one, one.state in ROUNDS and not given):
        return away
    form = JudgementForm(request.POST or None, row=one)
    title = f"Jullie oordeel: {one.get_state_display().lower()}"
    page = _page(title, one, submit="Geef ons oordeel", template=BESIDE_THE_PLAN)
    judge = lambda: moving.judge(one, by=_me(request), **form.said)  # noqa: E731
    return form_page(request, form, page, act=judge, **all_of(one, request.user))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.decide_plan")
@once
def plan_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The end of the round the plan is in; from the queue, taking it up."""
    one = _for(request, "regioplan.decide_plan", pk)
    if one.state == PlanState.QUEUED:
        form: Any = HandInForm(request.POST or None, row=one)
        page = _page(
            "Neem in beoordeling",
            one,
            submit="Neem in beoordeling",
            lead=f"Volgnummer {one.queue_number}. Daarna volgt binnen vier weken een voorlopig besluit.",
            done="Het plan is nu in beoordeling.",
        )
        return form_page(request, form, page, act=lambda: moving.take_up(one, by=_me(request)))
    waits = one.state == PlanState.PRELIMINARY and not one.questions_are_over
    if away := too_late(request, one, one.state in DECISIONS and not waits):
        return away
    form = DecisionForm(request.POST or None, row=one)
    page = _page(
        DECISIONS.get(PlanState(one.state), "Besluit"), one, submit="Leg vast", template=BESIDE_THE_PLAN
    )
    decide = lambda: moving.decide(one, by=_me(request), **form.said)  # noqa: E731
    act = if_open(one, one.state in DECISIONS, decide)
    return form_page(request, form, page, act=act, **all_of(one, request.user))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.decide_plan")
@once
def plan_stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop the assessment."""
    one = _for(request, "regioplan.decide_plan", pk)
    if away := too_late(request, one, not one.is_over):
        return away
    form = ReasonForm(request.POST or None, row=one)
    page = _page("Beoordeling stoppen", one, submit="Stop de beoordeling", danger=True)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    stop = lambda: moving.stop(one, by=_me(request), reason=reason)  # noqa: E731
    return form_page(request, form, page, act=if_open(one, not one.is_over, stop))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.ask_about_plan")
@once
def plan_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A question of an insurer that does not decide, within the term."""
    one = _for(request, "regioplan.ask_about_plan", pk)
    open_now = one.takes_questions
    if away := too_late(request, one, open_now):
        return away
    organisation = one.insurer_of(standing_of(request.user), InsurerRole.OTHER)
    form = QuestionForm(request.POST or None)

    def ask() -> None:
        InsurerQuestion.objects.create(
            plan=one,
            organisation_id=organisation,
            person=_me(request).person,
            question=form.cleaned_data["question"],
        )

    page = _page("Vraag over dit plan", one, submit="Stel de vraag")
    return form_page(request, form, page, act=if_open(one, open_now, ask))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.ask_about_plan")
@once
def plan_no_questions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An insurer that does not decide has no questions (any more)."""
    one = _for(request, "regioplan.ask_about_plan", pk)
    if away := too_late(request, one, one.takes_questions):
        return away
    form = HandInForm(request.POST or None, row=one)
    page = _page(
        "Geen vragen",
        one,
        submit="Wij hebben geen vragen",
        lead="Zeggen alle andere verzekeraars dit, dan hoeft het besluit niet te wachten. Dit verandert niet meer.",
        done="Vastgelegd: jullie hebben geen vragen.",
    )
    say = lambda: moving.say_no_questions(one, by=_me(request))  # noqa: E731
    return form_page(request, form, page, act=if_open(one, one.takes_questions, say))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def plan_milestone_settle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether a milestone was met."""
    milestone = get_visible(request.user, PlanMilestone.objects.select_related("plan", "outcome"), pk=pk)
    one = _for(request, "regioplan.decide_plan", milestone.plan_id)
    open_now = one.state == PlanState.APPROVED and not hasattr(milestone, "outcome")
    if away := too_late(request, one, open_now):
        return away
    form = OutcomeForm(request.POST or None, row=milestone)
    page = _page(f"Mijlpaal: {milestone.title}", one, submit="Leg vast")
    return form_page(
        request, form, page, act=lambda: moving.settle_milestone(milestone, by=_me(request), **form.said)
    )


# ---------------------------------------------------------------- the test against the Regioplan
@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.judge_plan")
@once
def plan_test(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The test as an insurer fills it in, in the quick check and in the assessment."""
    one = _for(request, "regioplan.judge_plan", pk)
    if away := too_late(request, one, one.state in ROUNDS):
        return away
    organisation = one.insurer_of(standing_of(request.user), *DECIDING)
    lead = "De partijen zien dit pas na het besluit."
    return _fit(request, one, organisation, is_try=False, lead=lead, open_now=one.state in ROUNDS)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.write_plan")
@once
def plan_try(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same test, tried beforehand; nobody but my own organisation sees it."""
    one = _for(request, "regioplan.write_plan", pk)
    if away := too_late(request, one, one.is_writable):
        return away
    mine = sorted(one.party_ids & standing_of(request.user).organisations)
    lead = "Een proef voor jezelf. Alleen jullie organisatie ziet de antwoorden, ook na het indienen."
    return _fit(request, one, mine[0], is_try=True, lead=lead, open_now=one.is_writable)


def _fit(request: HttpRequest, one: TransformationPlan, organisation: Any, **how: Any) -> HttpResponse:
    is_try, lead = how["is_try"], how["lead"]
    found = FitTest.objects.visible_to(request.user).filter(
        plan=one, organisation_id=organisation, is_try=is_try
    )
    test = found.prefetch_related("answers").first()
    task_list, tasks = tasks_of(request.user, test)
    if task_list is None or not tasks:
        raise Http404
    row = test or FitTest(plan=one, organisation_id=organisation, is_try=is_try, task_list=task_list)
    form = FitForm(request.POST or None, row=row, tasks=tasks)
    page = _page(
        "Past het plan bij het Regioplan?",
        one,
        lead=lead,
        submit="Bewaar antwoorden",
        done="Bewaard. Hieronder staat de conclusie.",
        to=lambda: f"{one.get_absolute_url()}#{row.pk}",
    )
    return form_page(request, form, page, act=if_open(one, how["open_now"], form.save))
