"""Words for changes and history of meetings: `{% load meetings %}`."""

import datetime
from typing import Any

from django import template

from governance.meetings.models import ItemKind, Treatment
from zorgzaam.audit.actors import SystemActor, actor_person_id
from zorgzaam.audit.history import Change
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity
from zorgzaam.ui.dates import moment

register = template.Library()


@register.filter
def change_value(value: Any, field: str) -> str:
    """A value of a change in words: a moment, a choice or the text itself; "niets" when empty."""
    if value in (None, ""):
        return "niets"
    if field in ("starts_at", "ends_at"):
        return moment(datetime.datetime.fromisoformat(value))
    choices = {"kind": ItemKind, "treatment": Treatment, "publicity": Publicity}.get(field)
    return str(choices(value).label).lower() if choices else str(value)


@register.filter
def actor_name(change: Change) -> str:
    """Who made a change, by name."""
    person_id = actor_person_id(change.actor_key)
    if person_id is None:
        return str(SystemActor(change.actor_key).label)
    person = Person.objects.filter(pk=person_id).first()
    return person.name if person else "iemand"
