"""Fragments about what bodies decided: what came since the last letter, and the list of a meeting (domain.md 15.8)."""

import datetime
from html import unescape
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import strip_tags

from governance.bodies.models import Body, Mandate, Role
from governance.briefings.fragments import Fragment, NothingToShow, Span, register
from governance.briefings.fragments.sourcing import sourced
from governance.decisions.models import SETTLED, Decision, DecisionState
from governance.meetings.models import AgendaItem
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST, DateInput

A_YEAR = datetime.timedelta(days=365)
FIELDS = {
    "title": "Titel",
    "points": "Besluitpunten",
    "outcome": "Uitkomst",
    "holder": "Portefeuillehouder",
    "when": "Datum",
    "summary": "Samenvatting",
}


class DecidedForm(forms.Form):
    """Of which body, or of all; from which day."""

    body = forms.ModelChoiceField(
        Body.objects.filter(decisions__state__in=SETTLED).distinct(), label="Overleg of orgaan", required=False,
        empty_label="Alle", error_messages=NOT_IN_LIST,
    )  # fmt: skip
    since = forms.DateField(
        label="Besluiten vanaf", required=False, widget=DateInput,
        help_text="Leeg: de periode van het stuk, anders sinds het vorige stuk of het afgelopen jaar.",
    )  # fmt: skip


class ListForm(DecidedForm):
    """Of which body, for a list of decisions."""

    body = forms.ModelChoiceField(
        Body.objects.filter(decisions__state__in=SETTLED).distinct(), label="Overleg of orgaan",
        empty_label="Kies een orgaan", error_messages=NOT_IN_LIST,
    )  # fmt: skip


def decided(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """What was decided in the span of the document, as far as its day; the oldest first."""
    span: Span = parameters["span"]
    on = min(span.until or on, on)
    since = span.since or on - A_YEAR
    rows = _settled(parameters, since, on, reader)
    if not rows:
        when = span.words or f"sinds {in_words(since, weekday=False)}"
        raise NothingToShow(f"{when[0].upper()}{when[1:]} is er geen besluit dat iedereen mag lezen.")
    holders = _holders(rows, on, reader)
    return {
        "since": in_words(since, weekday=False),
        "on": in_words(on, weekday=False),
        "period": span.words,
        "rows": [_row(row, holders.get(row.item_id, "")) for row in rows],
    }


def _settled(
    parameters: dict[str, Any], since: datetime.date, on: datetime.date, reader: Reader
) -> list[Decision]:
    """Decisions of those days that stood at the end of them; one query."""
    rows = Decision.objects.visible_to(reader).filter(state__in=SETTLED, taken_on__gt=since, taken_on__lte=on)
    if parameters.get("body"):
        rows = rows.filter(body=parameters["body"])
    corrected = Q(corrected_by__state__in=SETTLED, corrected_by__taken_on__lte=on)
    return list(rows.exclude(corrected).shown().order_by("taken_on", "body__name", "number"))


def _holders(rows: list[Decision], on: datetime.date, reader: Reader) -> dict[Any, str]:
    """By agenda item (its id) the portefeuillehouder who brought it in, where this reader may know both."""
    items = AgendaItem.objects.visible_to(reader).filter(pk__in=[row.item_id for row in rows if row.item_id])
    brought = dict(items.exclude(owner_person=None).values_list("pk", "owner_person"))
    held = Mandate.objects.visible_to(reader).on(on).filter(role=Role.PORTFOLIO_HOLDER)
    names = dict(held.filter(person__in=brought.values()).values_list("person", "person__name"))
    return {item: names[person] for item, person in brought.items() if person in names}


def _row(row: Decision, holder: str) -> dict[str, Any]:
    when = in_words(row.taken_on, weekday=False)
    return {
        **sourced(row, on=when),
        "title": row.title,
        "number": row.label,
        "body": row.body.name,
        "when": when,
        "holder": holder,
        "outcome": "" if row.state == DecisionState.ADOPTED else row.get_state_display(),
        "points": list(row.points),
        "summary": " ".join(unescape(strip_tags(row.considerations.replace("<", " <"))).split()),
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="decisions_since",
            label="Besluiten sinds het vorige stuk",
            about="Wat de overleggen besloten sinds het vorige stuk over dit onderwerp, per orgaan en in volgorde.",
            form=DecidedForm,
            fill=decided,
            template="governance/fragments/decisions_since.html",
            icon="gavel",
            fields=FIELDS,
            compared=False,
        )
    )
    register(
        Fragment(
            key="decision_list",
            label="Besluitenlijst",
            about="Per onderwerp de titel, de beslispunten en de samenvatting. Met de portefeuillehouder, "
            "als die het punt inbracht en openbaar genoemd mag worden.",
            form=ListForm,
            fill=decided,
            template="governance/fragments/decision_list.html",
            icon="list-check",
            fields=FIELDS,
            compared=False,
        )
    )
