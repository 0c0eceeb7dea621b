"""Pages of transformatieplannen: approved ones for everybody, the work for the parties."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.completeness import missing
from regioplan.transformation_plans.forms.beside import AnswerForm, MilestoneForm
from regioplan.transformation_plans.forms.plan import PlanForm
from regioplan.transformation_plans.forms.reasons import HandInForm, ReasonForm
from regioplan.transformation_plans.models import (
    DeskClosing,
    FitTest,
    InsurerJudgement,
    InsurerQuestion,
    InsurerRole,
    PlanAttachment,
    PlanMilestone,
    PlanState,
    PlanStep,
    TransformationPlan,
    closing_now,
)
from regioplan.transformation_plans.own import of_partner
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import HAS_DOOR, OPEN, SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.sources import conflicts_about
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

METHODS = ["GET", "HEAD", "POST"]
PORTAL = ("Partnerportaal", "partner")


@require_safe
@entrance(Door.SITE, OPEN)
def plans(request: HttpRequest) -> HttpResponse:
    """What a transformatieplan is, whether the desk is open, and the approved plans in short form."""
    approved = TransformationPlan.objects.visible_to(request.user).filter(state=PlanState.APPROVED)
    context = {
        "plans": approved.shown().order_by("-since"),
        "closing": closing_now(),
        "under_way": TransformationPlan.objects.how_many_under_way(),
        "conflicts": conflicts_about("transformation_plans"),
    }
    return render(request, "regioplan/transformation_plans.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One plan: the short form for everybody, all of it for the parties and the insurers, behind their own door."""
    one = get_visible(request.user, TransformationPlan.objects.shown(), pk=pk)
    if not may(request.user, "regioplan.read_proposal", one):
        return render(request, "regioplan/transformation_plan_public.html", {"plan": one})
    request.door = Door.PARTNER  # type: ignore[attr-defined]
    return render(request, "regioplan/transformation_plan.html", all_of(one, request.user))


def all_of(one: TransformationPlan, reader: Reader) -> dict[str, Any]:
    """All that parties and insurers read of a plan, for the templates of its page and of the forms about it."""
    tests = FitTest.objects.visible_to(reader).filter(plan=one)
    closing = desk_is_shut_for(one)
    return {
        "plan": one,
        "missing": missing(one) if one.is_writable else [],
        "closing": closing,
        "waits_for_the_desk": closing is not None and one.state == PlanState.DESK_CLOSED,
        "judged": one.judged_by(standing_of(reader)),
        "no_questions_said": one.insurer_of(standing_of(reader), InsurerRole.OTHER) in one.without_questions,
        "attachments": PlanAttachment.objects.visible_to(reader).filter(plan=one).select_related("file"),
        "steps": PlanStep.objects.visible_to(reader).filter(plan=one).select_related("organisation"),
        "judgements": InsurerJudgement.objects.visible_to(reader)
        .filter(plan=one)
        .select_related("organisation"),
        "questions": InsurerQuestion.objects.visible_to(reader)
        .filter(plan=one)
        .select_related("organisation"),
        "milestones": PlanMilestone.objects.visible_to(reader).filter(plan=one).select_related("outcome"),
        "tests": tests.select_related("organisation").prefetch_related("answers__task"),
    }


@require_safe
@entrance(Door.PARTNER, HAS_DOOR)
def own_plans(request: HttpRequest) -> HttpResponse:
    """The plans of my organisations, and those they look at."""
    return render(request, "regioplan/transformation_plans_own.html", of_partner(request.user))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, HAS_DOOR)
@once
def plan_add(request: HttpRequest) -> HttpResponse:
    """A new plan, which nobody but its parties sees."""
    mine = standing_of(request.user).organisations
    form = PlanForm(request.POST or None, mine=mine)
    page = FormPage(
        "Nieuw transformatieplan",
        reverse("own_transformation_plans"),
        "Bewaar concept",
        lead="Alleen jullie en de partijen die je kiest lezen dit, tot je het indient. Een titel is genoeg om te "
        "beginnen: de rest kun je later aanvullen.",
        crumbs=[(PORTAL[0], reverse(PORTAL[1]))],
        done="Het concept is bewaard. Hieronder staat wat nog nodig is om het in te dienen.",
        template="regioplan/plan_form.html",
        to=form.instance.get_absolute_url,
    )
    return form_page(request, form, page, closing=closing_now())


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.write_plan")
@once
def plan_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words, as long as it was not handed in."""
    one = _for(request, "regioplan.write_plan", pk)
    if away := too_late(request, one, one.is_writable):
        return away
    form = PlanForm(request.POST or None, instance=one, mine=standing_of(request.user).organisations)
    act = if_open(one, one.is_writable, form.save)
    page = _page("Plan wijzigen", one, template="regioplan/plan_form.html")
    return form_page(request, form, page, act=act, closing=desk_is_shut_for(one))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.hand_in_plan")
@once
def plan_hand_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To the quick check, or, worked out, into the queue."""
    one = _for(request, "regioplan.hand_in_plan", pk)
    worked_out, shut = one.state == PlanState.ELABORATING, desk_is_shut_for(one)
    waits = shut is not None and one.state == PlanState.DESK_CLOSED
    if away := too_late(request, one, one.is_writable and not waits):
        return away
    form = HandInForm(request.POST or None, row=one)
    title = "Indienen voor beoordeling" if worked_out else "Indienen voor de snelle toets"
    submit = "Bewaar en wacht tot het loket opengaat" if shut else "Dien in"
    page = _page(title, one, submit=submit, lead=_what_follows(one), done=_handed_in(one))
    act = if_open(one, one.is_writable, lambda: moving.hand_in(one, by=_me(request)))
    return form_page(request, form, page, act=act)


def desk_is_shut_for(one: TransformationPlan) -> DeskClosing | None:
    """The closing that keeps this plan from the quick check; a plan that was through it has nothing to do with it."""
    return None if one.state == PlanState.ELABORATING else closing_now()


def _what_follows(one: TransformationPlan) -> str:
    if closing := desk_is_shut_for(one):
        return (
            f"Het loket is dicht. {closing.reason.rstrip('.')}. Jullie plan wordt bewaard, maar nog niet bekeken. "
            "Jullie kunnen het blijven wijzigen. Gaat het loket open, dan krijgen jullie bericht en dien je het "
            "opnieuw in."
        )
    if one.state == PlanState.ELABORATING:
        return (
            "Daarna verandert de tekst niet meer. Je krijgt een volgnummer: wie het eerst komt, is het eerst aan de "
            "beurt."
        )
    return (
        "De verzekeraars antwoorden binnen vier weken. In die tijd verandert de tekst niet. Zijn zij positief, dan "
        "werken jullie het plan daarna samen uit."
    )


def _handed_in(one: TransformationPlan) -> str:
    """What happened, plainly."""
    if desk_is_shut_for(one):
        return "Bewaard, niet in behandeling: het loket is dicht. Jullie krijgen bericht als het opengaat."
    if one.state == PlanState.ELABORATING:
        return "Ingediend voor beoordeling. Het plan staat in de wachtrij."
    return "Ingediend voor de snelle toets. De verzekeraars antwoorden binnen vier weken."


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.hand_in_plan")
@once
def plan_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Taking a plan back."""
    one = _for(request, "regioplan.hand_in_plan", pk)
    if away := too_late(request, one, not one.is_over):
        return away
    form = ReasonForm(request.POST or None, row=one)
    page = _page("Plan intrekken", one, submit="Trek in", danger=True, done="Het plan is ingetrokken.")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw = lambda: moving.withdraw(one, by=_me(request), reason=reason)  # noqa: E731
    return form_page(request, form, page, act=if_open(one, not one.is_over, withdraw))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.write_plan")
@once
def plan_milestone_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A milestone, while the plan is worked out."""
    one = _for(request, "regioplan.write_plan", pk)
    if away := too_late(request, one, one.is_writable):
        return away
    form = MilestoneForm(request.POST or None, instance=PlanMilestone(plan=one))
    act = if_open(one, one.is_writable, form.save)
    return form_page(request, form, _page("Mijlpaal toevoegen", one), act=act)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def plan_milestone_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another milestone, as long as the plan is written."""
    stone, one = _milestone(request, pk)
    if away := too_late(request, one, one.is_writable):
        return away
    form = MilestoneForm(request.POST or None, instance=stone)
    act = if_open(one, one.is_writable, form.save)
    return form_page(request, form, _page("Mijlpaal wijzigen", one), act=act)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def plan_milestone_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Not a milestone after all; history keeps it."""
    stone, one = _milestone(request, pk)
    if away := too_late(request, one, one.is_writable):
        return away
    form = HandInForm(request.POST or None, row=stone)
    page = _page(
        "Mijlpaal weghalen", one, submit="Haal weg", danger=True, lead=stone.title, done="Weggehaald."
    )

    def remove() -> None:
        there = PlanMilestone.objects.filter(pk=stone.pk)
        # Taken away by a colleague meanwhile is taken away: asked twice it changes nothing twice.
        if not there.filter(version=form.cleaned_data["version"]).delete()[0] and there.exists():
            raise StaleVersion

    return form_page(request, form, page, act=if_open(one, one.is_writable, remove))


def _milestone(request: HttpRequest, pk: uuid.UUID) -> tuple[PlanMilestone, Any]:
    """A milestone and its plan, for who writes the plan."""
    stone: PlanMilestone = get_visible(request.user, PlanMilestone.objects.all(), pk=pk)
    return stone, _for(request, "regioplan.write_plan", stone.plan_id)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def plan_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The answer of the parties to a question of an insurer."""
    question = get_visible(request.user, InsurerQuestion.objects.select_related("organisation"), pk=pk)
    one = _for(request, "regioplan.write_plan", question.plan_id)
    if away := too_late(request, one, not one.is_over):
        return away
    form = AnswerForm(request.POST or None, instance=question)
    page = _page("Antwoord op een vraag", one, lead=f"{question.organisation} vraagt: {question.question}")
    return form_page(request, form, page, act=if_open(one, not one.is_over, form.save))


def too_late(request: HttpRequest, one: TransformationPlan, open_now: bool) -> HttpResponse | None:
    """Back to the plan for who opens a page that has nothing to ask any more; a sent form is answered in the form."""
    if open_now or request.method == "POST":
        return None
    return HttpResponseRedirect(one.get_absolute_url())


def if_open(one: TransformationPlan, open_now: bool, act: Callable[[], Any]) -> Callable[[], Any]:
    """`act`, or a refusal (ValidationError) that names the state of the plan; what was typed stays in the form."""

    def carried_out() -> Any:
        if not open_now:
            raise ValidationError(f"Dit kan nu niet meer. Het plan is nu: {one.words.lower()}.")
        return act()

    return carried_out


def _for(request: HttpRequest, rule: str, pk: uuid.UUID) -> Any:
    return get_for(request.user, TransformationPlan.objects.shown(), rule, pk=pk)


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _page(title: str, one: TransformationPlan, **words: Any) -> FormPage:
    crumbs = [(PORTAL[0], reverse(PORTAL[1])), ("Transformatieplannen", reverse("own_transformation_plans"))]
    return FormPage(title, one.get_absolute_url(), kicker=one.title, crumbs=crumbs, **words)
