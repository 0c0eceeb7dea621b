"""What transformatieplannen tell the rest of the house: the partnerportaal, todos and history."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.merging import hindrances
from regioplan.transformation_plans import emails, rules
from regioplan.transformation_plans.merging import assessing_together
from regioplan.transformation_plans.models import (
    DECIDING,
    FitTest,
    InsurerJudgement,
    InsurerQuestion,
    NoQuestions,
    PlanAttachment,
    PlanMilestone,
    PlanParty,
    PlanState,
    PlanStep,
    Round,
    TransformationPlan,
    closing_now,
)
from regioplan.transformation_plans.models.desk import InsurerRole
from regioplan.transformation_plans.models.states import WRITING
from regioplan.transformation_plans.own import of_partner
from zorgzaam import places, search, today
from zorgzaam.audit import pages
from zorgzaam.audit.history import Change
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    hindrances.register("transformation_plans", assessing_together)
    places.register("partner", "transformation_plans", on_portal, order=30)
    today.register("transformation_plans", todos)
    may_still_go(emails.TERM, emails.still_their_turn)
    may_still_go(emails.OUTCOME, emails.still_theirs)
    may_still_go(emails.QUEUED, emails.still_waiting)
    may_still_go(emails.OPEN, emails.still_to_hand_in)
    search.register(
        "transformation_plan",
        search.Searchable(
            "Transformatieplan", TransformationPlan.objects.shown, "title", "goals", line=_line
        ),
    )
    pages.register(
        "transformatieplan",
        pages.Historied(TransformationPlan.objects.all, "regioplan.read_proposal", _parts, _readable),
    )


def _line(plan: TransformationPlan) -> str:
    """Whose plan it is and where it stands: plans are often called alike."""
    return f"{plan.applicant.name}, {plan.words.lower()}"


def _parts(plan: Any, reader: Reader) -> list[Any]:
    rows = (PlanStep, InsurerJudgement, InsurerQuestion, NoQuestions, FitTest)
    found = [model.objects.visible_to(reader).filter(plan=plan) for model in rows]
    # Of these what was taken away belongs to the story too.
    return [
        *found,
        *(_events(model).filter(plan_id=plan.pk) for model in (PlanMilestone, PlanParty, PlanAttachment)),
    ]


def _events(model: Any) -> Any:
    return model.history.rel.related_model._default_manager


def _readable(plan: Any, reader: Reader) -> Callable[[Change], bool]:
    """Who is no party reads what was handed in, and nothing of how the parties came to it."""
    is_party = plan.is_of(standing_of(reader))
    return lambda change: is_party or not _while_writing(change)


def _while_writing(change: Change) -> bool:
    """A change before the first hand-in, or while the plan was worked out. Milestones and parties only change then."""
    model = change.event.pgh_tracked_model
    if model is TransformationPlan:
        before = change.previous.state if change.previous else PlanState.DRAFT
        return before in WRITING and change.event.state in WRITING
    return model in (PlanMilestone, PlanParty, PlanAttachment)


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
    judged = set(InsurerJudgement.objects.filter(plan__in=plans).values_list("plan", "round", "organisation"))
    first = _first_in_the_queue(plans)
    prefetched = plans.prefetch_related("assessors", "parties", "no_questions")
    found = [_asked(plan, standing, judged, first) for plan in prefetched]
    return [todo for todo in found if todo is not None]


def _first_in_the_queue(plans: Any) -> Any:
    """The number that is taken up first, of the plans somebody may see."""
    queued = plans.filter(state=PlanState.QUEUED)
    return queued.order_by("queue_number").values_list("queue_number", flat=True).first()


def _asked(plan: TransformationPlan, standing: Any, judged: set[Any], first: int | None) -> Todo | None:
    """What this insurer can do for a plan now; nothing that its page would refuse."""
    late = "late" if plan.is_overdue else "attention"
    mine = plan.insurer_of(standing, *DECIDING)
    if mine and plan.state in Round.values and (plan.pk, plan.state, mine) not in judged:
        url = reverse("plan_judge", args=[plan.pk])
        return Todo(f"Geef jullie oordeel: {plan}", url, plan.words, plan.due_on, late)
    if plan.insurer_of(standing, InsurerRole.LEAD):
        url = reverse("plan_decide", args=[plan.pk])
        if plan.state == PlanState.QUEUED:
            words = f"Neem in beoordeling: {plan}"
            return Todo(words, url, plan.words, None, late) if plan.queue_number == first else None
        if _can_decide(plan, judged):
            return Todo(f"Neem een besluit: {plan}", url, plan.words, plan.due_on, late)
    mine = plan.insurer_of(standing, InsurerRole.OTHER)
    if mine and plan.takes_questions and mine not in plan.without_questions:
        url = reverse("transformation_plan", args=[plan.pk])
        return Todo(f"Vragen stellen kan nog: {plan}", url, plan.words, plan.questions_until, "info")
    return None


def _can_decide(plan: TransformationPlan, judged: set[Any]) -> bool:
    """Whether the round can end now: everybody judged, or the weeks for questions are over."""
    if plan.state == PlanState.PRELIMINARY:
        return plan.questions_are_over
    deciding = (insurer for insurer, role in plan.insurer_roles.items() if role in DECIDING)
    return all((plan.pk, plan.state, insurer) in judged for insurer in deciding)


def _for_parties(user: Reader) -> list[Todo]:
    return [*_to_hand_in_again(user), *_to_answer(user)]


def _to_hand_in_again(user: Reader) -> list[Todo]:
    """Plans that waited at a closed desk, which is open again."""
    if closing_now():
        return []
    waiting = TransformationPlan.objects.visible_to(user).filter(
        state=PlanState.DESK_CLOSED, applicant_id__in=standing_of(user).organisations
    )
    words = "Het loket is weer open"
    return [
        Todo(f"Dien opnieuw in: {plan}", reverse("plan_hand_in", args=[plan.pk]), words, None, "attention")
        for plan in waiting
    ]


def _to_answer(user: Reader) -> list[Todo]:
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
