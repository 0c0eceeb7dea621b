"""Asking advice of others and giving it: each once, under the lock of its row."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from governance.intake.models import Advice, AdviceAnswer, AdviceState, Proposal
from governance.meetings.models import AgendaItem
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.files.models import StoredFile
from zorgzaam.versions import StaleVersion

NOT_YOURS = "Alleen wie het gevraagd is, of namens de organisatie spreekt, kan dit advies geven."


@dataclass(frozen=True)
class Question:
    """What is asked, and until which day."""

    words: str
    due_on: datetime.date


def asked_already(about: Proposal | AgendaItem) -> set[Any]:
    """Ids of organisations and people whose advice about this is asked and not given yet."""
    rows = about.advice.open().values_list("organisation_id", "person_id")
    return {each for pair in rows for each in pair if each}


def ask(
    about: Proposal | AgendaItem,
    organisations: Iterable[Any],
    people: Iterable[Any],
    question: Question,
    *,
    by: Actor,
) -> list[Advice]:
    """Ask each of these; who was asked and did not answer yet is not asked twice. Gives the new questions."""
    which = {"proposal": about} if isinstance(about, Proposal) else {"item": about}
    with acting(by), transaction.atomic():
        # Two who ask at once wait for each other: each organisation is asked once.
        type(about)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=about.pk)
        known = asked_already(about)
        asked = [{"organisation": one} for one in organisations if one.pk not in known]
        asked += [{"person": one} for one in people if one.pk not in known]
        return [
            Advice.objects.create(
                body_id=about.body_id, question=question.words, due_on=question.due_on,
                asked_by_id=actor_person_id(actor_key(by)), **which, **whom,
            )
            for whom in asked
        ]  # fmt: skip


@dataclass(frozen=True)
class Given:
    """What is answered; a file is optional."""

    text: str
    file: StoredFile | None = None
    filename: str = ""


def give(row: Advice, said: Given, *, by: User) -> bool:
    """The advice itself. True when it is new. PermissionDenied for who was not asked."""
    return _answer(row, AdviceState.GIVEN, said, by)


def decline(row: Advice, reason: str, *, by: User) -> bool:
    """There will be no advice, and why. True when that is new."""
    return _answer(row, AdviceState.DECLINED, Given(reason), by)


def withdraw(row: Advice, reason: str, *, by: Actor) -> bool:
    """It is asked no longer. True when that is new."""
    return _move(row, AdviceState.WITHDRAWN, Given(reason), by)


def _answer(row: Advice, state: AdviceState, said: Given, by: User) -> bool:
    if not may(by, "governance.give_advice", row):
        raise PermissionDenied(NOT_YOURS)
    return _move(row, state, said, by)


def _move(row: Advice, state: AdviceState, said: Given, by: Actor) -> bool:
    seen = row.version
    with acting(by, reason=said.text[:200]), transaction.atomic():
        now = Advice.objects.select_for_update(no_key=True).get(pk=row.pk)
        if now.state == state:
            return False
        if now.version != seen:
            raise StaleVersion
        if not now.is_open:
            raise ValidationError(f"Dit kan niet meer. De stand is nu: {now.get_state_display().lower()}.")
        now.state = state
        now.save(update_fields=["state"])
        AdviceAnswer.objects.create(
            advice=now, state=state, text=said.text, file=said.file, filename=said.filename,
            person_id=actor_person_id(actor_key(by)),
        )  # fmt: skip
    row.refresh_from_db()
    return True
