"""The steps of a plan: each by who may, in its order, as a fact row, and asked twice done once (domain.md E2)."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, NotRequired, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from regioplan.transformation_plans import terms
from regioplan.transformation_plans.models.assessing import InsurerJudgement, NoQuestions, Round
from regioplan.transformation_plans.models.desk import DECIDING, DeskInsurer, InsurerRole, closing_now
from regioplan.transformation_plans.models.milestones import (
    ON_UNMET,
    Consequence,
    MilestoneOutcome,
    PaidBy,
    PlanMilestone,
)
from regioplan.transformation_plans.models.plans import PlanAssessor, TransformationPlan
from regioplan.transformation_plans.models.states import PlanState
from regioplan.transformation_plans.models.steps import PlanStep
from zorgzaam.audit.history import acting
from zorgzaam.standing import standing_of
from zorgzaam.ui import dates
from zorgzaam.versions import StaleVersion

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User

# The number of the lock behind which the queue gives out its next number; any number no other lock of ours has.
QUEUE_LOCK = 7_301_042


# ---------------------------------------------------------------- the parties
@transaction.atomic
def hand_in(plan: TransformationPlan, *, by: "User") -> None:
    """The penvoerder hands in: for the quick check, or worked out, for assessment.

    While the desk is closed a plan for the quick check waits as `loket gesloten`. PermissionDenied for who does not
    speak for the penvoerder; ValidationError for a plan that is not complete.
    """
    now = _opened(plan)
    organisation = _speaks(now.applicant_id in standing_of(by).organisations, now.applicant_id)
    if now.state in (PlanState.DRAFT, PlanState.DESK_CLOSED):
        _to_the_desk(plan, now, by, organisation)
    elif now.state == PlanState.ELABORATING:
        now.refuse_unless_complete()
        _into_the_queue(plan, by, organisation)


def _to_the_desk(
    plan: TransformationPlan, now: TransformationPlan, by: "User", organisation: uuid.UUID
) -> None:
    now.refuse_unless_complete()
    closing = closing_now()
    if closing:
        if now.state == PlanState.DESK_CLOSED:
            raise ValidationError(f"Het loket is nog gesloten. {closing.reason}")
        _move(plan, Move(PlanState.DESK_CLOSED, by, organisation, closing.reason))
        return
    insurers = list(DeskInsurer.objects.current())
    if not any(one.role == InsurerRole.LEAD for one in insurers):
        raise ValidationError("Er is nog geen verzekeraar met de leiding. Vraag het netwerkbureau.")
    with acting(by):
        PlanAssessor.objects.bulk_create(
            PlanAssessor(plan=plan, organisation_id=one.organisation_id, role=one.role) for one in insurers
        )
    _move(plan, Move(PlanState.QUICK_CHECK, by, organisation, weeks=terms.QUICK_CHECK))


def _into_the_queue(plan: TransformationPlan, by: "User", organisation: uuid.UUID) -> None:
    """First come, first served: the next number, given to one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [QUEUE_LOCK])
    last = TransformationPlan.objects.aggregate(last=Max("queue_number"))["last"] or 0
    plan.queue_number = last + 1
    _move(plan, Move(PlanState.QUEUED, by, organisation), "queue_number")


@transaction.atomic
def withdraw(plan: TransformationPlan, *, by: "User", reason: str) -> None:
    """The penvoerder takes the plan back, as long as it is not decided."""
    now = _opened(plan)
    organisation = _speaks(now.applicant_id in standing_of(by).organisations, now.applicant_id)
    _refuse_when_over(now, PlanState.WITHDRAWN)
    _move(plan, Move(PlanState.WITHDRAWN, by, organisation, reason))


# ---------------------------------------------------------------- the insurers
@transaction.atomic
def judge(
    plan: TransformationPlan, *, by: "User", positive: bool, reason: str, expected: str | None = None
) -> None:
    """What one deciding insurer thinks, in the quick check or the assessment; once per round.

    `expected` is the state its writer looked at. ValidationError for another judgement than the one already given.
    """
    now = _opened(plan)
    organisation = now.insurer_of(standing_of(by), *DECIDING)
    _speaks(organisation is not None, organisation)
    _refuse_unless_still(now, expected)
    if now.state not in Round.values:
        raise ValidationError("Er loopt nu geen ronde waarin jullie oordelen.")
    where = {"plan": plan, "organisation_id": organisation, "round": now.state}
    with acting(by, reason=reason):
        given, _ = InsurerJudgement.objects.get_or_create(
            **where, defaults={"positive": positive, "reason": reason, "person": by.person}
        )
    if (given.positive, given.reason) != (positive, reason):
        verdict = "positief" if given.positive else "negatief"
        raise ValidationError(
            f"Jullie oordeel is al gegeven: {verdict}. {given.reason} Dat verandert niet meer."
        )


@transaction.atomic
def take_up(plan: TransformationPlan, *, by: "User") -> None:
    """The leading insurer takes the plan that came first out of the queue."""
    now, organisation = _led(plan, by)
    mine = PlanAssessor.objects.filter(organisation_id=organisation, role=InsurerRole.LEAD).values("plan")
    waiting = TransformationPlan.objects.filter(state=PlanState.QUEUED, pk__in=mine)
    first = waiting.order_by("queue_number").first()
    if now.state == PlanState.QUEUED and first and first.pk != now.pk:
        raise ValidationError(f"Nummer {first.queue_number} is eerder aan de beurt.")
    _move(plan, Move(PlanState.ASSESSMENT, by, organisation, weeks=terms.PRELIMINARY))


class Verdict(TypedDict):
    """How a round ends and why; `conditions` go with a yes ("akkoord, mits")."""

    positive: bool
    reason: str
    conditions: NotRequired[str]


@transaction.atomic
def decide(
    plan: TransformationPlan, *, by: "User", expected: str | None = None, **verdict: Unpack[Verdict]
) -> None:
    """The leading insurer ends the round the plan is in: quick check, preliminary decision, or the decision itself.

    `expected` is the state its writer looked at: an answer to one round is no answer to the next. ValidationError
    before its time: not all judged, or others may still ask.
    """
    now, organisation = _led(plan, by)
    _refuse_unless_still(now, expected)
    positive = verdict["positive"]
    if now.state == PlanState.QUICK_CHECK:
        _all_judged(now, Round.QUICK_CHECK)
        to = PlanState.ELABORATING if positive else PlanState.QUICK_FAILED
        _move(plan, Move(to, by, organisation, **verdict))
    elif now.state == PlanState.ASSESSMENT:
        _all_judged(now, Round.ASSESSMENT)
        plan.questions_until = terms.last_day(timezone.now(), terms.QUESTIONS)
        weeks = terms.QUESTIONS + terms.FINAL
        move = Move(PlanState.PRELIMINARY, by, organisation, **verdict, weeks=weeks)
        _move(plan, move, "questions_until")
    elif now.state == PlanState.PRELIMINARY:
        _after_the_questions(now)
        to = PlanState.APPROVED if positive else PlanState.REJECTED
        _move(plan, Move(to, by, organisation, **verdict))


@transaction.atomic
def say_no_questions(plan: TransformationPlan, *, by: "User") -> None:
    """An insurer that does not decide has no questions (any more); twice is once.

    PermissionDenied for who speaks for no such insurer; ValidationError when it is not the time for questions.
    """
    now = _opened(plan)
    organisation = _speaks((found := now.insurer_of(standing_of(by), InsurerRole.OTHER)) is not None, found)
    if not now.takes_questions:
        raise ValidationError("De tijd om vragen te stellen is voorbij, of nog niet begonnen.")
    with acting(by):
        NoQuestions.objects.get_or_create(
            plan=plan, organisation_id=organisation, defaults={"person": by.person}
        )


@transaction.atomic
def stop(plan: TransformationPlan, *, by: "User", reason: str) -> None:
    """The leading insurer stops the assessment of a plan that is not approved."""
    now, organisation = _led(plan, by)
    _refuse_when_over(now, PlanState.STOPPED)
    _move(plan, Move(PlanState.STOPPED, by, organisation, reason))


@transaction.atomic
def settle_milestone(milestone: PlanMilestone, *, by: "User", met: bool, reason: str) -> MilestoneOutcome:
    """The leading insurer says whether a milestone was met; unmet, its money is paid back or not paid. Twice is
    once; ValidationError for something else than what was said already."""
    plan = milestone.plan
    _led(plan, by)
    if plan.state != PlanState.APPROVED:
        raise ValidationError("Mijlpalen tellen pas als het plan is goedgekeurd.")
    consequence = Consequence.NONE if met else ON_UNMET[PaidBy(milestone.paid_by)]
    said = {"met": met, "consequence": consequence, "reason": reason, "person": by.person}
    with acting(by, reason=reason):
        outcome, _ = MilestoneOutcome.objects.get_or_create(milestone=milestone, defaults=said)
    if (outcome.met, outcome.reason) != (met, reason):
        words = "gehaald" if outcome.met else f"niet gehaald. {outcome.reason}"
        raise ValidationError(f"Over deze mijlpaal is al besloten: {words}")
    return outcome


# ---------------------------------------------------------------- what they share
def _opened(plan: TransformationPlan) -> TransformationPlan:
    """The plan as it stands now, locked until the end; StaleVersion when it changed since it was opened."""
    now = TransformationPlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    if now.version != plan.version:
        raise StaleVersion
    return now


def _led(plan: TransformationPlan, by: "User") -> tuple[TransformationPlan, uuid.UUID]:
    now = _opened(plan)
    organisation = now.insurer_of(standing_of(by), InsurerRole.LEAD)
    return now, _speaks(organisation is not None, organisation)


def _speaks(allowed: bool, organisation: uuid.UUID | None) -> uuid.UUID:
    if not allowed or organisation is None:
        raise PermissionDenied
    return organisation


def _refuse_unless_still(plan: TransformationPlan, expected: str | None) -> None:
    if expected is not None and plan.state != expected:
        raise ValidationError(f"Dit plan is nu: {plan.words.lower()}. Bekijk het opnieuw.")


def _refuse_when_over(plan: TransformationPlan, into: PlanState) -> None:
    if plan.is_over and plan.state != into:
        raise ValidationError(f"Dit plan is {plan.get_state_display().lower()}; dit kan nu niet.")


def _all_judged(plan: TransformationPlan, in_round: Round) -> None:
    deciding = {org for org, role in plan.insurer_roles.items() if role in DECIDING}
    judged = InsurerJudgement.objects.filter(plan=plan, round=in_round).values_list("organisation", flat=True)
    if missing := deciding - set(judged):
        names = [one.organisation.name for one in plan.assessors.all() if one.organisation_id in missing]
        raise ValidationError(f"Nog geen oordeel van: {', '.join(names)}.")


def _after_the_questions(plan: TransformationPlan) -> None:
    """Other insurers have their two weeks, unless each of them said it has no questions."""
    if not plan.questions_are_over and plan.questions_until:
        until = dates.day(plan.questions_until)
        raise ValidationError(
            f"Andere verzekeraars mogen vragen stellen tot en met {until}. Het besluit kan daarna, "
            "of eerder als zij allemaal laten weten dat ze geen vragen hebben."
        )


@dataclass(frozen=True)
class Move:
    """A step to put down: into `to`, in the name of `organisation`; `weeks` is the term that begins with it."""

    to: PlanState
    by: "User"
    organisation: uuid.UUID
    reason: str = ""
    positive: bool | None = None
    weeks: int = 0
    conditions: str = ""


def _move(plan: TransformationPlan, move: Move, *fields: str) -> None:
    """Into the next state with its fact row; `fields` of the plan changed along with it."""
    if plan.state == move.to:
        return
    moment = timezone.now()
    plan.state, plan.since = move.to, terms.day_of(moment)
    plan.due_on = terms.last_day(moment, move.weeks) if move.weeks else None
    who = {"organisation_id": move.organisation, "person": move.by.person}
    with acting(move.by, reason=move.reason):
        plan.save(update_fields=["state", "since", "due_on", *fields])
        PlanStep.objects.create(
            plan=plan,
            state=move.to,
            positive=move.positive,
            reason=move.reason,
            conditions=move.conditions,
            at=moment,
            **who,
        )
