"""Factories for actions; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.actions.models import Action
from governance.bodies.models import Body
from tests.world import set_up
from zorgzaam.accounts.models import User
from zorgzaam.people.models import Person


def person_of(who: User | Person | None) -> Person | None:
    return who.person if isinstance(who, User) else who


@set_up
def an_action(
    body: Body, owner: User | Person, what: str = "Bel de huisartsen", *, days: int = 20, **extra: Any
) -> Action:
    """Due in `days` days; given long enough ago to be reminded of."""
    today = timezone.localdate()
    given_by = person_of(extra.pop("given_by", None))
    extra.setdefault("due_on", today + datetime.timedelta(days=days))
    extra.setdefault("owner_since", timezone.now() - datetime.timedelta(days=60))
    return Action.objects.create(body=body, owner=person_of(owner), what=what, given_by=given_by, **extra)


def late(body: Body, owner: User | Person, what: str = "Bel de huisartsen", **extra: Any) -> Action:
    """Due two days ago."""
    return an_action(body, owner, what, days=-2, **extra)
