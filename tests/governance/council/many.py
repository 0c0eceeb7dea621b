"""Rows by the hundred: what a page costs is asked with few and with many."""

import copy
import uuid
from typing import Any

from django.db import models
from django.db.models.base import ModelState

from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingPublication
from tests.governance import letters
from tests.world import World, set_up


@set_up
def copies(row: Any, amount: int, **differs: Any) -> list[Any]:
    """So many rows as this one, each with an id of its own. `differs` gives a value, or a function of the number."""
    model: type[models.Model] = type(row)
    row.refresh_from_db()
    made = []
    for at in range(amount):
        another = copy.copy(row)
        another._state = ModelState()
        another.pk = uuid.uuid4() if isinstance(model._meta.pk, models.UUIDField) else None
        for name, value in differs.items():
            setattr(another, name, value(at) if callable(value) else value)
        made.append(another)
    return model._default_manager.bulk_create(made)


def many_briefings(world: World, amount: int) -> None:
    """Published ones, each with its publication, and as many drafts; the first of each made as people do."""
    first = letters.published(world)
    shown = copies(first.briefing, amount, registration_number=lambda at: f"P{at:06}")
    pairs = iter(shown)
    copies(first, amount, briefing=lambda at: next(pairs), code="")
    copies(letters.draft(world), amount, registration_number=lambda at: f"C{at:06}")
    assert Briefing.objects.count() >= 2 * amount
    assert BriefingPublication.objects.count() >= amount
