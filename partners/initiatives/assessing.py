"""Having an initiative assessed: asking people, what they save and hand in, and how far it is."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from partners.initiatives import interests
from partners.initiatives.models import (
    Assessment,
    CriterionScore,
    Initiative,
    InitiativeAdvice,
    Stand,
    State,
    Submission,
)
from partners.initiatives.moving import Step, refuse_unless_follows, taking, write
from partners.organisations.models import Organisation, Representation
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion


def edition_of(initiative: Initiative) -> int:
    """The newest edition: what is assessed now."""
    return int(initiative.submissions.count())


def involved(initiative: Initiative) -> set[uuid.UUID]:
    """Who began it, speaks today for who brings it in or does it along, or has an interest by what other rooms know
    (`interests`): they assess nothing here. The database holds the same by triggers; this is for who chooses."""
    organisations = {
        *initiative.partners.values_list("organisation_id", flat=True),
        initiative.organisation_id,
    }
    # Of two that were merged, who speaks for one speaks for both.
    together = Organisation.objects.one_with(organisations - {None}).values_list("pk", flat=True)
    all_of_them, day = set(together), timezone.localdate()
    speaking = Representation.objects.on(day).filter(organisation__in=all_of_them)
    return {
        *speaking.values_list("person_id", flat=True),
        *interests.people_for(all_of_them, day),
        *filter(None, [initiative.started_by_id]),
    }


def askable(initiative: Initiative) -> "QuerySet[Person]":
    """People who can be asked: with an account, not involved, and not asked about this text yet."""
    asked = initiative.assessments.filter(
        edition=edition_of(initiative), state__in=(Stand.OPEN, Stand.DONE)
    ).values("person_id")
    people = Person.objects.filter(user__is_active=True, erased_at__isnull=True)
    return people.exclude(pk__in=involved(initiative)).exclude(pk__in=asked)


def ask(
    initiative: Initiative, people: Iterable[Person], due_on: datetime.date, *, by: Person
) -> list[Assessment]:
    """Ask these people; an initiative that lies with the netwerkbureau goes to the assessors. The mail follows from the
    rows. StaleVersion when it changed since; ValidationError when it lies elsewhere."""
    with taking(initiative, by) as now:
        if now.state == State.ASSESSING:
            if now.version != initiative.version:
                raise StaleVersion
        else:
            refuse_unless_follows(now, initiative, State.ASSESSING)
            now.handled_by = now.handled_by or by
            write(now, Step(State.ASSESSING, due_on=due_on), by)
        edition = edition_of(now)
        for old in now.assessments.filter(state=Stand.OPEN, edition__lt=edition).select_for_update():
            _stop(old)
        rows = [
            Assessment(initiative=now, edition=edition, person=one, asked_by=by, due_on=due_on)
            for one in people
        ]
        for row in rows:
            row.save()
        return rows


@dataclass(frozen=True)
class Said:
    """What an assessor wrote: by criterion a score (or none yet) and a reason; the advice, and why."""

    scores: Mapping[uuid.UUID, tuple[int | None, str]]
    advice: str = ""
    words: str = ""


def save(assessment: Assessment, said: Said, *, by: Person) -> None:
    """Keep what was written so far; nobody else reads it. StaleVersion when it was saved elsewhere meanwhile."""
    with acting(by), transaction.atomic():
        keep(assessment, said)


def hand_in(assessment: Assessment, said: Said, *, by: Person) -> None:
    """Keep and hand in: it changes no more. The database refuses what is not complete (Dutch). Asked twice, once."""
    with acting(by), transaction.atomic():
        if Assessment.objects.filter(pk=assessment.pk, state=Stand.DONE).exists():
            return
        keep(assessment, said)
        assessment.state, assessment.done_at = Stand.DONE, timezone.now()
        assessment.save()


def keep(assessment: Assessment, said: Said) -> None:
    """As `save`, inside a transaction that has its actor."""
    # First the row itself: it says by its version whether somebody was first, and holds the lock.
    assessment.advice, assessment.words, assessment.saved_at = said.advice, said.words, timezone.now()
    assessment.save()
    known = {each.criterion_id: each for each in assessment.scores.all()}
    for criterion, (score, reason) in said.scores.items():
        row = known.get(criterion) or CriterionScore(assessment=assessment, criterion_id=criterion)
        if (row.score, row.reason) != (score, reason):
            row.score, row.reason = score, reason
            row.save()


def decline(assessment: Assessment, why: str, *, by: Person) -> None:
    """The assessor cannot do it."""
    with acting(by), transaction.atomic():
        if not assessment.is_open:
            raise ValidationError("Deze beoordeling is al afgerond.")
        assessment.state, assessment.words = Stand.DECLINED, why
        assessment.save()


def withdraw_question(assessment: Assessment, *, by: Person) -> None:
    """The netwerkbureau asks it no longer."""
    with acting(by), transaction.atomic():
        if not assessment.is_open:
            raise ValidationError("Deze beoordeling is al ingeleverd of afgezegd.")
        _stop(assessment)


def _stop(assessment: Assessment) -> None:
    assessment.state = Stand.WITHDRAWN
    assessment.save()


# ---------------------------------------------------------------- how far it is
@dataclass(frozen=True)
class Progress:
    """How many of how many are done."""

    done: int
    asked: int

    def __str__(self) -> str:
        return f"{self.done} van {self.asked} beoordelaars klaar" if self.asked else ""


def progress_of(initiatives: Iterable[Initiative]) -> dict[uuid.UUID, Progress]:
    """How far the assessing of the newest edition of each is; one query."""
    newest = (
        Submission.objects.filter(initiative=OuterRef("initiative"))
        .order_by("-edition")
        .values("edition")[:1]
    )
    rows = Assessment.objects.filter(
        initiative__in=[each.pk for each in initiatives],
        edition=Subquery(newest),
        state__in=(Stand.OPEN, Stand.DONE),
    )
    counted: Any = (
        rows.order_by()
        .values_list("initiative")
        .annotate(done=Count("pk", filter=Q(state=Stand.DONE)), asked=Count("pk"))
    )
    return {pk: Progress(done, asked) for pk, done, asked in counted}


# ---------------------------------------------------------------- what the netwerkbureau advises from it
GONE = (State.ON_AGENDA, State.TAKEN_UP, State.NOT_TAKEN_UP, State.RUNNING, State.DONE, State.STOPPED)


def advice_for(initiative: Initiative) -> str:
    """What goes along to the agenda, as plain text; "" when the netwerkbureau wrote none for this time."""
    row = current(initiative)
    return row.text if row else ""


def current(initiative: Initiative) -> InitiativeAdvice | None:
    """The advice that is next to go along, or, from when it lies on an agenda, what went along."""
    number = went_along(initiative) + (initiative.state not in GONE)
    return initiative.advices.filter(number=number).first()


def went_along(initiative: Initiative) -> int:
    """How often it came onto an agenda."""
    return int(initiative.moves.filter(state=State.ON_AGENDA).count())
