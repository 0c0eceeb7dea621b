"""What transformatieplannen tell the rest of the house: the partnerportaal, todos and history."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from regioplan.transformation_plans import emails, rules
from regioplan.transformation_plans.models import (
    DECIDING,
    FitTest,
    InsurerJudgement,
    InsurerQuestion,
    PlanMilestone,
    PlanState,
    PlanStep,
    Round,
    TransformationPlan,
)
from regioplan.transformation_plans.models.desk import InsurerRole
from regioplan.transformation_plans.own import of_partner
from zorgzaam import places, search, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("partner", "transformation_plans", on_portal, order=30)
    today.register("transformation_plans", todos)
    may_still_go(emails.TERM, emails.still_their_turn)
    may_still_go(emails.OUTCOME, emails.still_theirs)
    search.register(
        "transformation_plan",
        search.Searchable(
            "Transformatieplan", TransformationPlan.objects.shown, "title", "goals", line=_line
        ),
    )
    pages.register(
        "transformation_plan",
        pages.Historied(TransformationPlan.objects.all, "regioplan.read_proposal", _parts),
    )


def _line(plan: TransformationPlan) -> str:
    """Whose plan it is and where it stands: plans are often called alike."""
    return f"{plan.applicant.name}, {plan.words.lower()}"


def _parts(plan: Any, reader: Reader) -> list[Any]:
    rows = (PlanStep, InsurerJudgement, InsurerQuestion, PlanMilestone, FitTest)
    return [model.objects.visible_to(reader).filter(plan=plan) for model in rows]


def on_portal(request: HttpRequest, subject: Any) -> Block | None:
    """My plans and those my insurer looks at."""
    if not standing_of(request.user).organisations:
        return None
    return Block("regioplan/transformation_plans_block.html", of_partner(request.user))


def todos(user: Reader) -> list[Todo]:
    """For an insurer what it has to answer, for the parties what they are asked, for the netwerkbureau what is late."""
    standing = standing_of(user)
    found = _late(user) if standing.is_bureau else []
    if standing.organisations:
        found += _for_insurers(user) + _for_parties(user)
    return found


def _late(user: Reader) -> list[Todo]:
    rows = TransformationPlan.objects.on_board(user).filter(due_on__lt=timezone.localdate())
    many = rows.count()
    if not many:
        return []
    title = (
        "Eén transformatieplan is over de termijn"
        if many == 1
        else f"{many} transformatieplannen zijn over de termijn"
    )
    return [Todo(title, reverse("plan_board"), "De verzekeraar had al moeten antwoorden", tone="late")]


def _for_insurers(user: Reader) -> list[Todo]:
    standing = standing_of(user)
    busy = (*Round.values, PlanState.QUEUED, PlanState.PRELIMINARY)
    rows = TransformationPlan.objects.visible_to(user).filter(state__in=busy)
    plans = rows.filter(assessors__organisation_id__in=standing.organisations).distinct()
    judged = set(
        InsurerJudgement.objects.filter(
            plan__in=plans, organisation_id__in=standing.organisations
        ).values_list("plan", "round")
    )
    found = [_asked(plan, standing, judged) for plan in plans.prefetch_related("assessors", "parties")]
    return [todo for todo in found if todo is not None]


def _asked(plan: TransformationPlan, standing: Any, judged: set[Any]) -> Todo | None:
    """What this insurer has to do for a plan now."""
    late = "late" if plan.is_overdue else "attention"
    if (
        plan.insurer_of(standing, *DECIDING)
        and plan.state in Round.values
        and (plan.pk, plan.state) not in judged
    ):
        url = reverse("plan_judge", args=[plan.pk])
        return Todo(f"Geef jullie oordeel: {plan}", url, plan.words, plan.due_on, late)
    if plan.insurer_of(standing, InsurerRole.LEAD):
        url = reverse("plan_decide", args=[plan.pk])
        return Todo(f"Neem een besluit: {plan}", url, plan.words, plan.due_on, late)
    if plan.insurer_of(standing, InsurerRole.OTHER) and plan.state == PlanState.PRELIMINARY:
        url = reverse("transformation_plan", args=[plan.pk])
        return Todo(f"Vragen stellen kan nog: {plan}", url, plan.words, plan.questions_until, "info")
    return None


def _for_parties(user: Reader) -> list[Todo]:
    rows = InsurerQuestion.objects.visible_to(user).filter(answer="", plan__state=PlanState.PRELIMINARY)
    own = rows.filter(plan__parties__organisation_id__in=standing_of(user).organisations).distinct()
    return [
        Todo(
            f"Antwoord op een vraag over {question.plan}",
            reverse("plan_answer", args=[question.pk]),
            f"Gevraagd door {question.organisation}",
            question.plan.due_on,
            "attention",
        )
        for question in own.select_related("plan", "organisation")
    ]
