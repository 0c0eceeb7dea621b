"""Initiatives further on their way: on the site, taken up, running."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives.execution import steps as execution
from partners.initiatives.models import (
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativePublication,
    InitiativeReport,
    PublicText,
    State,
    Success,
)
from partners.initiatives.moving import Step
from partners.initiatives.publishing import steps
from tests.partners.initiatives import a_sent_one, fresh_row, moved
from tests.world import World, set_up

SUMMARY = "Buren in Duindorp koken elke week samen."


def today() -> datetime.date:
    return timezone.localdate()


def days(many: int) -> datetime.date:
    return today() + datetime.timedelta(days=many)


@set_up
def a_text(initiative: Initiative, **extra: Any) -> PublicText:
    extra = {"title": f"{initiative.title} voor iedereen", "summary": SUMMARY, **extra}
    return PublicText.objects.create(initiative=initiative, **extra)


def agreed(world: World, text: PublicText) -> PublicText:
    """By `partner`, who brings it in."""
    steps.agree(text, steps.Said(on=today()), by=world.partner)
    return text


def on_the_site(world: World, title: str = "Samen eten", **extra: Any) -> InitiativePublication:
    """Of `partner`, published by `bureau`."""
    words = {key: extra.pop(key) for key in ("summary", "contact") if key in extra}
    text = agreed(world, a_text(a_sent_one(world, title, **extra), **words))
    return steps.publish(text, by=world.bureau)


def published(world: World, initiative: Initiative) -> InitiativePublication:
    return steps.publish(agreed(world, a_text(initiative)), by=world.bureau)


def taken_up(
    world: World, title: str = "Samen eten", made: Initiative | None = None, **extra: Any
) -> Initiative:
    """`made`, or else one of `partner`."""
    made = made or a_sent_one(world, title, **extra)
    for step in (
        Step(State.ASSESSING),
        Step(State.ON_AGENDA, at_whom="Zorgraad Deltaland"),
        Step(State.TAKEN_UP),
    ):
        made = moved(made, step, world.bureau)
    return made


@set_up
def led(initiative: Initiative, **extra: Any) -> InitiativeExecution:
    extra = {"leader_name": "Loes Leider", "leader_email": "loes@buiten.example", **extra}
    row = InitiativeExecution(initiative=initiative, **extra)
    execution.set_leader(row)
    row.save()
    return row


def running(
    world: World, title: str = "Samen eten", made: Initiative | None = None, **extra: Any
) -> Initiative:
    """With a leader, from today."""
    made = taken_up(world, title, made)
    led(made, **extra)
    execution.begin(made, today(), by=world.bureau)
    return fresh_row(made)


@set_up
def milestone(initiative: Initiative, title: str = "Eerste avond", **extra: Any) -> InitiativeMilestone:
    extra = {"due_on": days(30), **extra}
    return InitiativeMilestone.objects.create(execution=initiative.execution, title=title, **extra)


@set_up
def success(initiative: Initiative, **extra: Any) -> Success:
    extra = {"text": "De zaal was vol.", "on": today(), "may_be_told": True, **extra}
    return Success.objects.create(initiative=initiative, **extra)


def told(initiative: Initiative, words: str, by: Any, light: str = "groen") -> InitiativeReport:
    """How it goes, today."""
    row = InitiativeReport(execution=initiative.execution, on=today(), light=light, words=words)
    return execution.report(row, by=by)
