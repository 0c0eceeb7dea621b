"""Factories for answers to councils; each writes as the system actor for setting up, or as who does it."""

import datetime
from typing import Any

from django.utils import timezone

from governance.council.answers import answering, contributing
from governance.council.models import AnswerFile, AnswerLetter, Contribution, Question, SentAnswer
from tests.governance.council.registers import a_question
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

TEXT = "<p>Gemiddeld wachten inwoners zes weken.</p>"


@set_up
def a_file(world: World, *questions: Question, text: str = TEXT) -> AnswerFile:
    """Held by the bureau and written by nobody in particular."""
    asked = questions or (a_question(world.staten),)
    file = answering.begin(asked[0], "Wachttijden", world.bureau.person, by=SystemActor.SETUP)
    for one in asked[1:]:
        answering.add(file, one, by=SystemActor.SETUP)
    file.text = text
    file.save(update_fields=["text"])
    return file


def cleared(world: World, *questions: Question, **extra: Any) -> AnswerFile:
    """Offered by one of the bureau and cleared by the other."""
    file = a_file(world, *questions, **extra)
    answering.submit(file, by=world.bureau)
    answering.clear(file, by=world.bureau_only)
    return file


def letter_of(question: Question) -> AnswerLetter:
    return AnswerLetter.objects.select_related("file", "question__council__part_of").get(question=question)


def sent_to(world: World, question: Question) -> SentAnswer:
    return answering.send(letter_of(question), by=world.bureau)


def a_contribution(world: World, file: AnswerFile | None = None) -> Contribution:
    """Asked of the organisation of the partner."""
    due = timezone.localdate() + datetime.timedelta(days=7)
    row = file or a_file(world)
    return contributing.ask(row, [world.partner_org], "Hoe lang wacht men bij u?", due, by=world.bureau)[0]


def by_hand(model: Any, pk: Any, **columns: Any) -> None:
    with acting(SystemActor.SETUP):
        model.objects.filter(pk=pk).update(**columns)
