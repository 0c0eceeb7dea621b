"""The fragment that tells a council how its own commitments and motions stood on the day of the document."""

import datetime
from typing import Any

from django import forms

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings.fragments import Fragment, NothingToShow, Span, register
from governance.briefings.fragments.sourcing import BY_SPAN, sourced
from governance.council.dossiers.models import CouncilDossier
from governance.council.handling.models import Outcome
from governance.council.handling.standing import OPEN, Stood, commitments_on, motions_on
from governance.council.motions.models import Motion
from zorgzaam.lights import Light
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

DONE = (Outcome.SETTLED, Outcome.LAPSED)
# A light always comes with its words.
LIGHTS = {
    Light.RED: "Rood: termijn voorbij",
    Light.ORANGE: "Oranje: termijn dichtbij",
    Light.GREEN: "Groen: nog tijd",
}
NO_DAY = "Oranje: nog geen dag"
NOTHING_OPEN = {
    "": "Er is op die dag geen toezegging of motie die openstaat.",
    "toezeggingen": "Er is op die dag geen toezegging die openstaat.",
    "moties": "Er is op die dag geen motie die openstaat.",
}
COMMITMENTS, MOTIONS = "toezeggingen", "moties"


class PromisesForm(forms.Form):
    """Of which council, and whether what is settled is told too."""

    council = forms.ModelChoiceField(
        Body.objects.filter(kind__in=COUNCIL_KINDS), label="Raad of Staten", empty_label="Kies een raad",
        error_messages=NOT_IN_LIST, help_text="Met de commissies van die raad erbij.",
    )  # fmt: skip
    settled = forms.BooleanField(
        label="Ook wat al is afgedaan",
        required=False,
        help_text="Anders alleen wat is afgedaan in de periode van het stuk, als daar een periode voor is gekozen.",
    )
    only = forms.ChoiceField(
        label="Welke", required=False,
        choices=[("", "Toezeggingen en moties"), (COMMITMENTS, "Alleen toezeggingen"), (MOTIONS, "Alleen moties")],
    )  # fmt: skip
    dossier = forms.ModelChoiceField(
        CouncilDossier.objects.all(), label="Dossier", required=False, empty_label="Alle dossiers",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip


def promises(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """Two lists of rows, the longest open first: what is open, and what was done in the period of the document, or
    ever. Raises NothingToShow where both are empty."""
    council, settled, only = parameters["council"], parameters["settled"], parameters.get("only")
    span: Span = parameters["span"]
    told = commitments_on(reader, council, on) if only != MOTIONS else []
    motions = motions_on(reader, council, on) if only != COMMITMENTS else []
    told, motions = _to_tell(told, parameters, on), _to_tell(motions, parameters, on)
    if not told and not motions:
        raise NothingToShow(NOTHING_OPEN[only or ""])
    return {
        "council": council.name,
        "on": in_words(on, weekday=False),
        "period": "" if settled else span.words,
        "commitments": [_row(row, on, by_span=not settled) for row in told],
        "motions": [_row(row, on, by_span=not settled) for row in motions],
    }


def _to_tell(rows: list[Stood], parameters: dict[str, Any], on: datetime.date) -> list[Stood]:
    """Those of the dossier that was asked for; what is done is told once, in the next letter or in that of its period,
    unless all of it was asked for."""
    settled, dossier, span = parameters["settled"], parameters.get("dossier"), parameters["span"]
    about = [row for row in rows if dossier is None or row.promise.dossier_id == dossier.pk]
    return [row for row in about if settled or row.outcome not in DONE or span.covers(row.ended_on, on)]


def _row(stood: Stood, on: datetime.date, *, by_span: bool) -> dict[str, Any]:
    """`by_span`: what is done is told because the period of the document holds it."""
    promise = stood.promise
    light = "" if stood.outcome in DONE else promise.light_on(on)
    return {
        **sourced(promise, on=promise.since),
        **({BY_SPAN: True} if by_span and stood.outcome in DONE else {}),
        "text": promise.official,
        "made": promise.since,
        "who": _who(promise),
        "term": promise.term,
        "light": light,
        "light_words": _light_words(promise, light),
        "state": "Nog niet afgedaan" if stood.outcome == OPEN else str(Outcome(stood.outcome).label),
        "note": stood.how or stood.note,
    }


def _light_words(promise: Any, light: str) -> str:
    if not light:
        return ""
    return LIGHTS[Light(light)] if promise.due_on else NO_DAY


def _who(promise: Any) -> str:
    """Who promised it, or who carries out the motion: the role where that is known, or the body."""
    if isinstance(promise, Motion):
        return promise.executed_by.name if promise.executed_by else ""
    return promise.promised_by_role or (promise.promised_by.name if promise.promised_by else "")


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
            fields={
                "text": "Tekst",
                "term": "Termijn",
                "light_words": "Stoplicht",
                "state": "Stand",
                "note": "Stand van zaken",
                "who": "Wie",
            },
        )
    )
