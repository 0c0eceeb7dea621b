"""Asking organisations for a contribution to an answer, and giving it: each once, under the lock of its row."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from governance.council.answers.contributions import Contribution, ContributionState
from governance.council.answers.models import AnswerFile
from governance.council.taking import taking
from partners.organisations.models import Organisation
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting

GIVE = "governance.give_contribution"


def ask(
    file: AnswerFile, organisations: Iterable[Organisation], asks: str, due_on: datetime.date, *, by: Actor
) -> list[Contribution]:
    """Ask each of these; who was asked and did not answer yet is not asked twice. Gives what is new."""
    with acting(by), transaction.atomic():
        AnswerFile.objects.select_for_update(no_key=True).get(pk=file.pk)
        known = set(file.contributions.open().values_list("organisation_id", flat=True))
        who = actor_person_id(actor_key(by))
        return [
            Contribution.objects.create(
                file=file, organisation=one, asks=asks, due_on=due_on, asked_by_id=who
            )
            for one in organisations
            if one.pk not in known
        ]


def give(row: Contribution, text: str, *, by: User) -> bool:
    """Their words. True when that is new; PermissionDenied for who was not asked."""
    return _answer(row, ContributionState.GIVEN, text, by)


def decline(row: Contribution, reason: str, *, by: User) -> bool:
    """There will be none, and why. True when that is new."""
    return _answer(row, ContributionState.DECLINED, reason, by)


def withdraw(row: Contribution, *, by: Actor) -> bool:
    """It is asked no longer. True when that is new."""
    with taking(row, by) as now:
        return _become(now, ContributionState.WITHDRAWN)


def _answer(row: Contribution, state: ContributionState, text: str, by: User) -> bool:
    if not may(by, GIVE, row):
        raise PermissionDenied
    with taking(row, by) as now:
        now.text, now.given_by, now.given_at = text, by.person, timezone.now()
        return _become(now, state, "text", "given_by", "given_at")


def _become(now: Contribution, state: ContributionState, *fields: str) -> bool:
    if now.state == state:
        return False
    if not now.is_open:
        raise ValidationError(f"Dit kan niet meer. De stand is nu: {now.get_state_display().lower()}.")
    now.state = state
    now.save(update_fields=["state", *fields])
    return True
