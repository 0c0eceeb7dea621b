"""Who assesses an initiative of the demo, and what they say: asked and handed in as people do it."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives import assessing
from partners.initiatives.assessing import Said
from partners.initiatives.models import Assessment, AssessmentNotice, Initiative
from themes.criteria.models import AssessmentCriterion
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

DUE = datetime.timedelta(days=10)


def load(row: Initiative, record: dict[str, Any]) -> None:
    """Every assessor of the record; who says nothing yet was asked alone. Nobody is written to."""
    asked = record.get("assessors", ())
    people = [_who(each["by"]) for each in asked]
    if not people:
        return
    rows = assessing.ask(row, people, timezone.localdate() + DUE, by=_who("bureau"))
    for one, said in zip(rows, asked, strict=True):
        AssessmentNotice.objects.create(assessment=one, told=0)
        if "advice" in said:
            _hand_in(one, said)


def _hand_in(one: Assessment, said: dict[str, Any]) -> None:
    criteria = AssessmentCriterion.objects.all()
    reasons = {criterion.pk: tuple(given) for criterion, given in zip(criteria, said["scores"], strict=True)}
    assessing.hand_in(one, Said(reasons, said["advice"], said["words"]), by=one.person)


def _who(key: str) -> Person:
    return Person.objects.get(pk=demo_id("person", key))
