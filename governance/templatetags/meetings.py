"""Words for what a version of an agenda changed: `{% load meetings %}`."""

import datetime
from typing import Any

from django import template

from governance.meetings.models import ItemKind, Treatment
from zorgzaam.publicity import Publicity
from zorgzaam.ui.dates import duration, moment

register = template.Library()


@register.filter
def without_dot(title: Any) -> str:
    """A title among others in one sentence: the dot it may end in would stand before a comma."""
    return str(title).removesuffix(".")


@register.filter
def change_value(value: Any, field: str) -> str:
    """A value of a change in words: a moment, a choice or the text itself; "niets" when empty."""
    if value in (None, ""):
        return "niets"
    if field in ("starts_at", "ends_at"):
        return moment(datetime.datetime.fromisoformat(value))
    choices = {"kind": ItemKind, "treatment": Treatment, "publicity": Publicity}.get(field)
    if choices:
        return str(choices(value).label).lower()
    return duration(value) if field == "minutes" and value else str(value)
