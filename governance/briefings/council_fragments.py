"""The fragment that tells a council how its own commitments and motions stood on the day of the document."""

import datetime
from typing import Any

from django import forms

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.council.handling.models import Outcome
from governance.council.handling.standing import OPEN, Stood, commitments_on, motions_on
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

DONE = (Outcome.SETTLED, Outcome.LAPSED)


class PromisesForm(forms.Form):
    """Of which council, and whether what is settled is told too."""

    council = forms.ModelChoiceField(
        Body.objects.filter(kind__in=COUNCIL_KINDS), label="Raad of Staten", empty_label="Kies een raad",
        error_messages=NOT_IN_LIST, help_text="Met de commissies van die raad erbij.",
    )  # fmt: skip
    settled = forms.BooleanField(label="Ook wat al is afgedaan", required=False)


def promises(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """Two lists of rows, the longest open first. Raises NothingToShow where both are empty."""
    council, settled = parameters["council"], parameters["settled"]
    told = [row for row in commitments_on(reader, council, on) if settled or row.outcome not in DONE]
    motions = [row for row in motions_on(reader, council, on) if settled or row.outcome not in DONE]
    if not told and not motions:
        raise NothingToShow("Er is op die dag geen toezegging of motie die openstaat.")
    return {
        "council": council.name,
        "on": in_words(on, weekday=False),
        "commitments": [_row(row) for row in told],
        "motions": [_row(row) for row in motions],
    }


def _row(stood: Stood) -> dict[str, str]:
    promise = stood.promise
    state = "Nog niet afgedaan" if stood.outcome == OPEN else str(Outcome(stood.outcome).label)
    about = {"text": promise.official, "made": promise.since, "term": promise.term}
    return {**about, "state": state, "note": stood.how or stood.note}


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="promises",
            label="Stand van zaken toezeggingen en moties",
            about="Wat deze raad is toegezegd en heeft gevraagd, en hoe het staat op de datum van het stuk.",
            form=PromisesForm,
            fill=promises,
            template="governance/fragments/promises.html",
            icon="list-check",
        )
    )
