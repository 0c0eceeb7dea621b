"""Mail about transformatieplannen: their terms to the insurers, and what was decided to the penvoerder.

A plan is confidential until it is approved, so a mail has no title, no reason and no outcome in it: only the way there.
"""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partners.organisations.speaking import speaks_for, spokespeople
from regioplan.transformation_plans.acting import Term, running_terms
from regioplan.transformation_plans.models import PlanState, PlanStep, PlanStepNotice, TransformationPlan
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui import dates

TERM, OUTCOME = "plan-term", "plan-outcome"
# When an insurer is written to: days counted from the first day (True) or the last day of the term.
STAGES = {"begin": (True, 0), "bijna": (False, -7), "voorbij": (False, 1)}
# What began longer ago than this was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=14)
# What insurers decide. What the penvoerder does itself is no news to it.
OUTCOMES = (
    PlanState.ELABORATING, PlanState.QUICK_FAILED, PlanState.PRELIMINARY, PlanState.APPROVED,
    PlanState.REJECTED, PlanState.STOPPED,
)  # fmt: skip
SUBJECTS = {
    "begin": "Een transformatieplan wacht op u",
    "bijna": "Nog even: een transformatieplan wacht op u",
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
        "vragen": "U mag vragen stellen over een transformatieplan.",
        PlanState.QUICK_CHECK: "Een transformatieplan wacht op de snelle toets.",
        PlanState.ASSESSMENT: "Een transformatieplan wacht op uw beoordeling.",
        PlanState.PRELIMINARY: "Een transformatieplan wacht op het definitieve besluit.",
    }[term.what]
    when = f"De laatste dag was {until}." if stage == "voorbij" else f"Dat kan tot en met {until}."
    text = (
        f"Goedendag,\n\n{what} {when}\n\nBekijk het plan: {url}\n\n"
        "U krijgt dit bericht omdat u spreekt namens een verzekeraar die dit plan bekijkt.\n"
    )
    return Letter(SUBJECTS[stage], text)


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
    letter = _outcome_letter(step.plan)
    people = spokespeople([step.plan.applicant_id])
    told = sum(put(OUTCOME, str(pk), person, letter) for person in people)
    PlanStepNotice.objects.create(step=step, told=told)
    return True


def _outcome_letter(plan: TransformationPlan) -> Letter:
    url = f"{settings.SITE_URL}{plan.get_absolute_url()}"
    text = (
        f"Goedendag,\n\nEr is nieuws over jullie transformatieplan. Lees hier wat de verzekeraar besloot: {url}\n\n"
        "U krijgt dit bericht omdat u spreekt namens de penvoerder van het plan.\n"
    )
    return Letter("Nieuws over jullie transformatieplan", text)


def still_theirs(mail: OutgoingMail) -> bool:
    """Whether a mail about an outcome may still go: its reader still speaks for the penvoerder."""
    step = PlanStep.objects.select_related("plan").filter(pk=mail.about).first()
    return step is not None and speaks_for(mail.to_person, [step.plan.applicant_id])
