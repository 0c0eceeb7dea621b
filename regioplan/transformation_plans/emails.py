"""Mail about transformatieplannen: their terms to the insurers; what was decided, and that the desk is open again, to
the penvoerder.

A plan is confidential until it is approved. A mail to an insurer has nothing of it, only the way there; the penvoerder
reads which plan of theirs it is about and what happened. No mail has a reason or a condition in it.
"""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from partners.organisations.speaking import speaks_for, spokespeople
from regioplan.transformation_plans.acting import Term, running_terms
from regioplan.transformation_plans.models import (
    DeskClosing,
    InsurerRole,
    PlanState,
    PlanStep,
    PlanStepNotice,
    TransformationPlan,
    closing_now,
)
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui import dates

TERM, OUTCOME, QUEUED, OPEN = "plan-term", "plan-outcome", "plan-queued", "plan-desk-open"
# When an insurer is written to: days counted from the first day (True) or the last day of the term.
STAGES = {"begin": (True, 0), "bijna": (False, -7), "voorbij": (False, 1)}
# What began longer ago than this was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=14)
# What insurers decide. What the penvoerder does itself is no news to it.
OUTCOMES = (
    PlanState.ELABORATING, PlanState.QUICK_FAILED, PlanState.PRELIMINARY, PlanState.APPROVED,
    PlanState.REJECTED, PlanState.STOPPED,
)  # fmt: skip
TOLD = {
    PlanState.ELABORATING: "Het plan is door de snelle toets. Jullie werken het nu samen met de verzekeraars uit.",
    PlanState.QUICK_FAILED: "Het plan is niet door de snelle toets gekomen.",
    PlanState.PRELIMINARY: "Er is een voorlopig besluit. Andere verzekeraars kunnen nu twee weken vragen stellen.",
    PlanState.APPROVED: "Het plan is goedgekeurd.",
    PlanState.REJECTED: "Het plan is afgewezen.",
    PlanState.STOPPED: "De beoordeling van het plan is gestopt.",
}
SUBJECTS = {
    "begin": "Een transformatieplan wacht op jullie",
    "bijna": "Nog even: een transformatieplan wacht op jullie",
    "voorbij": "De termijn voor een transformatieplan is voorbij",
}


def remind(term: Term) -> int:
    """Write to who speaks for the insurers whose turn it is, once per stage of the term; how many mails are new."""
    stage = _stage(term)
    if not stage:
        return 0
    about, letter = f"{term.key}:{stage}", _term_letter(term, stage)
    return sum(put(TERM, about, person, letter) for person in spokespeople(term.insurers))


def _stage(term: Term) -> str:
    """The last stage that began, if that is news; a week's warning in a term of a week says nothing new."""
    today = timezone.localdate()
    begun = {}
    for name, (from_start, days) in STAGES.items():
        day = (term.since if from_start else term.due_on) + datetime.timedelta(days=days)
        if term.since <= day <= today:
            begun[name] = day
    name = max(begun, key=lambda each: begun[each], default="")
    return name if name and begun[name] > today - NEWS else ""


def _term_letter(term: Term, stage: str) -> Letter:
    url = f"{settings.SITE_URL}{term.plan.get_absolute_url()}"
    until = dates.day(term.due_on)
    what = {
        "vragen": "Jullie mogen vragen stellen over een transformatieplan.",
        PlanState.QUICK_CHECK: "Een transformatieplan wacht op de snelle toets.",
        PlanState.ASSESSMENT: "Een transformatieplan wacht op jullie beoordeling.",
        PlanState.PRELIMINARY: "Een transformatieplan wacht op het definitieve besluit.",
    }[term.what]
    when = f"De laatste dag was {until}." if stage == "voorbij" else f"Dat kan tot en met {until}."
    text = (
        f"Goedendag,\n\n{what} {when}\n\nBekijk het plan: {url}\n\n"
        f"Je krijgt dit bericht omdat je spreekt namens een verzekeraar die dit plan bekijkt.\n\n{_closing_line()}"
    )
    return Letter(SUBJECTS[stage], text)


def _closing_line() -> str:
    return f"Met vriendelijke groet,\n{House.objects.of_region().name}\n"


def still_their_turn(mail: OutgoingMail) -> bool:
    """Whether a mail about a term may still go: it is the same turn at the same stage, and its reader speaks for one
    whose turn it is."""
    key, stage = mail.about.rsplit(":", 1)
    plan = key.split(":", 1)[0]
    turns = [term for term in running_terms(plan) if term.key == key and _stage(term) == stage]
    return any(speaks_for(mail.to_person, term.insurers) for term in turns)


def outcomes() -> QuerySet[PlanStep]:
    """Steps of insurers the penvoerder was not told of; nothing that was written down afterwards."""
    since = timezone.now() - NEWS
    return PlanStep.objects.filter(state__in=OUTCOMES, notice__isnull=True, at__gt=since)


@transaction.atomic
def tell_outcome(pk: uuid.UUID) -> bool:
    """The mails and the notice of one step, under a lock on it; False when another worker has or did it."""
    step = take(outcomes().select_related("plan"), pk)
    if step is None:
        return False
    letter = _outcome_letter(step)
    people = spokespeople([step.plan.applicant_id])
    told = sum(put(OUTCOME, str(pk), person, letter) for person in people)
    PlanStepNotice.objects.create(step=step, told=told)
    return True


def _outcome_letter(step: PlanStep) -> Letter:
    plan, told = step.plan, TOLD[PlanState(step.state)]
    url = f"{settings.SITE_URL}{plan.get_absolute_url()}"
    words = told + (" Er zijn voorwaarden." if step.conditions else "")
    text = (
        f"Goedendag,\n\nEr is nieuws over jullie transformatieplan “{plan.title}”. {words}\n\n"
        f"Lees waarom, en wat nu kan: {url}\n\n"
        f"Je krijgt dit bericht omdat je spreekt namens de penvoerder van het plan.\n\n{_closing_line()}"
    )
    return Letter(f"{plan.title}: {step.get_state_display().lower()}", text)


def still_theirs(mail: OutgoingMail) -> bool:
    """Whether a mail about an outcome may still go: its reader still speaks for the penvoerder."""
    step = PlanStep.objects.select_related("plan").filter(pk=mail.about).first()
    return step is not None and speaks_for(mail.to_person, [step.plan.applicant_id])


# ---------------------------------------------------------------- a plan joined the queue
def arrivals() -> QuerySet[PlanStep]:
    """Plans that joined the queue of which the leading insurer was not told."""
    since = timezone.now() - NEWS
    return PlanStep.objects.filter(state=PlanState.QUEUED, notice__isnull=True, at__gt=since)


@transaction.atomic
def tell_arrival(pk: uuid.UUID) -> bool:
    """The mails and the notice of one plan in the queue, under a lock; False when another worker has or did it."""
    step = take(arrivals().select_related("plan"), pk)
    if step is None:
        return False
    url = f"{settings.SITE_URL}{step.plan.get_absolute_url()}"
    text = (
        f"Goedendag,\n\nEr staat een nieuw transformatieplan in de wachtrij: nummer {step.plan.queue_number}. Wie het "
        f"eerst komt, is het eerst aan de beurt.\n\nBekijk het plan: {url}\n\n"
        f"Je krijgt dit bericht omdat je spreekt namens de verzekeraar met de leiding.\n\n{_closing_line()}"
    )
    letter = Letter("Een nieuw transformatieplan in de wachtrij", text)
    told = sum(put(QUEUED, str(pk), person, letter) for person in spokespeople(_leads(step.plan)))
    PlanStepNotice.objects.create(step=step, told=told)
    return True


def _leads(plan: TransformationPlan) -> list[uuid.UUID]:
    return [one for one, role in plan.insurer_roles.items() if role == InsurerRole.LEAD]


def still_waiting(mail: OutgoingMail) -> bool:
    """Whether a mail about the queue may still go: the plan waits there, and its reader speaks for the lead."""
    step = PlanStep.objects.select_related("plan").filter(pk=mail.about, plan__state=PlanState.QUEUED).first()
    return step is not None and speaks_for(mail.to_person, _leads(step.plan))


# ---------------------------------------------------------------- the desk is open again
def waiting_at_the_desk() -> list[tuple[TransformationPlan, DeskClosing]]:
    """Plans that waited while the desk was closed, with the closing that ended; none while it is closed (again)."""
    today = timezone.localdate()
    ended = (
        DeskClosing.objects.filter(ends_on__lt=today, ends_on__gte=today - NEWS).order_by("-ends_on").first()
    )
    if ended is None or closing_now():
        return []
    # Not by day: a desk can open on the very day somebody handed in at the closed one.
    plans = TransformationPlan.objects.filter(state=PlanState.DESK_CLOSED)
    return [(plan, ended) for plan in plans.order_by("since")]


def tell_desk_is_open(plan: TransformationPlan, ended: DeskClosing) -> int:
    """Write to who speaks for the penvoerder, once per plan and closing; how many mails are new."""
    url = f"{settings.SITE_URL}{reverse('plan_hand_in', args=[plan.pk])}"
    text = (
        f"Goedendag,\n\nHet loket voor transformatieplannen is weer open. Jullie plan “{plan.title}” staat klaar, maar "
        f"is nog niet ingediend. Dien het opnieuw in: {url}\n\n"
        f"Je krijgt dit bericht omdat je spreekt namens de penvoerder van het plan.\n\n{_closing_line()}"
    )
    letter = Letter("Het loket is weer open: dien jullie plan opnieuw in", text)
    about = f"{plan.pk}:{ended.pk}"
    return sum(put(OPEN, about, person, letter) for person in spokespeople([plan.applicant_id]))


def still_to_hand_in(mail: OutgoingMail) -> bool:
    """Whether a mail about the desk may still go: it is open, the plan waits, its reader speaks for the penvoerder."""
    plan = TransformationPlan.objects.filter(
        pk=mail.about.split(":", 1)[0], state=PlanState.DESK_CLOSED
    ).first()
    return plan is not None and closing_now() is None and speaks_for(mail.to_person, [plan.applicant_id])
