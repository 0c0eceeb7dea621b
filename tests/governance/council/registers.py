"""Factories for the registers of councils; each writes as the system actor for setting up."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.council.handling.deciding import Evidence, propose
from governance.council.models import (
    Commitment,
    CouncilDossier,
    CouncilNotice,
    DossierTheme,
    Motion,
    MotionState,
    Outcome,
    Question,
    QuestionDelay,
    Settlement,
)
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

LONG_AGO = datetime.date(2024, 6, 5)


def evidence(words: str = "Met de brief van vorige week.", **extra: Any) -> Evidence:
    return Evidence(words, extra.pop("on", timezone.localdate()), **extra)


@set_up
def a_commitment(council: Body, wording: str = "De Staten horen hoe het loopt", **extra: Any) -> Commitment:
    extra.setdefault("promised_on", LONG_AGO)
    return Commitment.objects.create(council=council, wording=wording, **extra)


@set_up
def a_motion(council: Body, title: str = "Zorg dichtbij", *, adopted: bool = True, **extra: Any) -> Motion:
    extra.setdefault("dated_on", LONG_AGO)
    row = Motion.objects.create(council=council, title=title, **extra)
    if adopted:
        row.decide(MotionState.ADOPTED, on=row.dated_on, by=SystemActor.SETUP)
    return row


@set_up
def a_notice(council: Body, title: str = "Brief over de zorg", **extra: Any) -> CouncilNotice:
    extra.setdefault("dated_on", LONG_AGO)
    return CouncilNotice.objects.create(council=council, title=title, **extra)


@set_up
def a_dossier(name: str = "", *themes: Any) -> CouncilDossier:
    """A dossier that touches these themes; without a name it gets one of its own."""
    row = CouncilDossier.objects.create(name=name or f"Dossier {uuid.uuid4().hex[:6]}")
    for theme in themes:
        DossierTheme.objects.create(dossier=row, theme=theme)
    return row


@set_up
def a_committee(of: Body, name: str = "Commissie Samenleving") -> Body:
    return Body.objects.create(name=name, kind=BodyKind.PROVINCIAL_COMMITTEE, part_of=of)


def proposed(world: World, promise: Any = None, outcome: Outcome = Outcome.SETTLED) -> Settlement:
    """The netwerkbureau proposes that it is done."""
    return propose(promise or a_commitment(world.staten), outcome, evidence(), by=world.bureau)


@set_up
def a_question(council: Body, title: str = "Wachttijden in de zorg", **extra: Any) -> Question:
    extra.setdefault("asked_on", timezone.localdate())
    extra.setdefault("text", "Hoe lang wachten inwoners?")
    return Question.objects.create(council=council, title=title, **extra)


@set_up
def put_off(question: Question, days: int = 60, reason: str = "Wij wachten op cijfers.") -> QuestionDelay:
    """Until so many days after it was asked."""
    until = question.asked_on + datetime.timedelta(days=days)
    return question.put_off(until, reason=reason, by=SystemActor.SETUP)
