"""Initiatives on the desk, for tests: triage, assessors and what they say."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives import assessing
from partners.initiatives.assessing import Said
from partners.initiatives.models import Assessment, Initiative, State
from partners.initiatives.moving import Step
from tests.partners import initiatives as made
from tests.world import World
from themes.criteria.models import AssessmentCriterion

LATER = datetime.timedelta(days=20)


def asked(world: World, *people: Any, row: Initiative | None = None, **extra: Any) -> list[Assessment]:
    """Assessments of a sent initiative, asked by the bureau of `people` (member and secretary)."""
    row = row or made.a_sent_one(world)
    whom = [each.person for each in people or (world.other_member, world.secretary)]
    due_on = extra.get("due_on", timezone.localdate() + LATER)
    return assessing.ask(row, whom, due_on, by=world.bureau.person)


def whole(score: int = 4, reason: str = "Dat past.", advice: str = "doen", words: str = "Goed plan.") -> Said:
    """Everything an assessor has to say."""
    scores = {one.pk: (score, reason) for one in AssessmentCriterion.objects.all()}
    return Said(scores, advice, words)


def handed_in(assessment: Assessment, **said: Any) -> Assessment:
    assessing.hand_in(assessment, whole(**said), by=assessment.person)
    return Assessment.objects.get(pk=assessment.pk)


def offered(world: World, row: Initiative | None = None) -> Initiative:
    """A sent one, offered to `other_org`."""
    row = row or made.a_sent_one(world)
    due_on = timezone.localdate() + LATER
    step = Step(State.OFFERED, why="Dit is welzijnswerk.", organisation=world.other_org, due_on=due_on)
    return made.moved(row, step, world.bureau)


def typed(form: Any, **extra: Any) -> dict[str, Any]:
    """What a browser would send of a form as it is shown, with `extra` typed over it."""
    data = {name: bound.initial for name, bound in ((b.name, b) for b in form) if bound.initial is not None}
    return {**data, **extra}
