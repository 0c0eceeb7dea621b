"""Questions of councils and one answer to two of them: all invented. Makes what is missing; nobody is written to."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.council.answers import answering, contributing
from governance.council.answers.contributions import Reason
from governance.council.answers.models import Told
from governance.council.models import (
    AnswerFile,
    AnswerLetter,
    AnswerNotice,
    ContributionNotice,
    DelayNotice,
    FileState,
    Question,
)  # fmt: skip
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    data = facts("questions")
    questions = {record["id"]: record for record in data["questions"] if _missing(record)}
    for record in questions.values():
        _question(record)
    for record in data["files"]:
        if not AnswerFile.objects.filter(pk=demo_id("answer-file", record["id"])).exists():
            _file(record, [each for each in questions.values() if each.get("file") == record["id"]])


def _missing(record: dict[str, Any]) -> bool:
    return not Question.objects.filter(pk=demo_id("question", record["id"])).exists()


def _day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def _question(record: dict[str, Any]) -> None:
    words = {name: record[name] for name in ("sort", "number", "title", "text", "asked_by")}
    council = Body.objects.get(pk=demo_id("body", record["council"]))
    row = put(Question, "question", record["id"], council=council, asked_on=_day(-record["asked"]), **words)
    if delay := record.get("delay"):
        made = row.put_off(_day(delay["days"]), reason=delay["reason"], by=SystemActor.SETUP)
        DelayNotice.objects.create(delay=made)


def _file(record: dict[str, Any], questions: list[dict[str, Any]]) -> None:
    """Written, cleared by another than who offered it, and sent to the councils that have it."""
    bureau, other = (Person.objects.get(pk=demo_id("person", key)) for key in ("bureau", "secretaris"))
    file = put(
        AnswerFile, "answer-file", record["id"], title=record["title"], holder=bureau, text=record["text"]
    )
    for each in questions:
        row = Question.objects.get(pk=demo_id("question", each["id"]))
        answering.add(file, row, by=SystemActor.SETUP)
        letter = AnswerLetter.objects.get(question=row)
        letter.salutation, letter.number = each["letter"]["salutation"], each["letter"]["number"]
        letter.save()
    _contribution(file, record["contribution"])
    for state, who in (
        (FileState.REVIEW, {"submitted_by": bureau}),
        (FileState.CLEARED, {"cleared_by": other, "cleared_at": timezone.now()}),
    ):
        AnswerFile.objects.filter(pk=file.pk).update(state=state, **who)
    for each in (each for each in questions if each.get("sent")):
        letter = AnswerLetter.objects.select_related("question", "file").get(
            pk=demo_id("question", each["id"])
        )
        sent = answering.send(letter, by=SystemActor.SETUP)
        AnswerNotice.objects.bulk_create([AnswerNotice(sent=sent, kind=told) for told in Told])


def _contribution(file: AnswerFile, record: dict[str, Any]) -> None:
    asked = Organisation.objects.filter(pk=demo_id("organisation", record["organisation"]))
    for row in contributing.ask(file, asked, record["asks"], _day(record["days"]), by=SystemActor.SETUP):
        ContributionNotice.objects.create(contribution=row, kind=Reason.ASKED)
