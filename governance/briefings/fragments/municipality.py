"""The fragment that says what it all means for one municipality: what its college decided, what it takes on in the
region, and what it does by itself (domain.md 15.2)."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.sourcing import begun, sourced
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from regioplan.agreements.models import Agreement, State
from regioplan.approvals.models import Approval
from regioplan.approvals.stand import Cell
from regioplan.local_actions.models import ActionState, LocalAction
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

KEY = "municipality_means"


class MunicipalityForm(forms.Form):
    """Which municipality."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.order_by("name"),
        label="Gemeente",
        empty_label="Kies een gemeente",
        error_messages=NOT_IN_LIST,
    )


def municipality_means(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """What held for a municipality on the day of the letter, as far as everybody may read it; what came later is no
    part of it."""
    place: Municipality = parameters["municipality"]
    found = {
        "decisions": _decisions(place, on, reader),
        "agreements": _agreements(place, on, reader),
        "actions": _actions(place, on, reader),
    }
    if not any(found.values()):
        raise NothingToShow(f"Voor de gemeente {place.name} is nog geen besluit, afspraak of actie bekend.")
    return {**sourced(place), "municipality": place.name, "on": in_words(on, weekday=False), **found}


def _decisions(place: Municipality, on: datetime.date, reader: Reader) -> list[dict[str, Any]]:
    """What the college did with each version of a plan that is out, as far as it was a decision."""
    facts = Approval.objects.visible_to(reader).latest(on).filter(municipality=place)
    rows = facts.select_related("version_of__plan", "municipality").order_by("decided_on", "pk")
    return [
        {
            **sourced(
                fact,
                f"{place.name} over {fact.version_of.plan.title}",
                fact.decided,
                about=fact.version_of.plan,
            ),
            "plan": fact.version_of.plan.title,
            "outcome": Cell(place, fact).words,
            "when": fact.decided,
            "conditions": fact.conditions,
        }
        for fact in rows
        if fact.version_of.is_out
    ]


def _agreements(place: Municipality, on: datetime.date, reader: Reader) -> list[dict[str, Any]]:
    """What the municipality agreed to do, and for which task."""
    own = Organisation.objects.municipal().filter(municipality=place).values("whole")
    rows = Agreement.objects.visible_to(reader).in_force(on).filter(organisation__whole__in=own)
    rows = rows.exclude(answers__state=State.ACCEPTED, answers__at__date__gt=on)
    rows = rows.select_related("task", "organisation").order_by("task__number", "starts_on", "pk")
    return [
        {
            **sourced(row, on=begun(row)),
            "role": row.get_role_display().lower(),
            "task": str(row.task),
            "what": row.what.rstrip("."),
        }
        for row in rows
    ]


def _actions(place: Municipality, on: datetime.date, reader: Reader) -> list[dict[str, Any]]:
    """What it does by itself: begun by then, not over and not stopped."""
    then = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    then &= Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = LocalAction.objects.visible_to(reader).filter(then, municipality=place)
    rows = rows.exclude(state=ActionState.STOPPED).order_by("position", "text")
    where = f"{place.get_absolute_url()}#eigen-acties"
    return [{**sourced(row, on=begun(row), url=where), "text": row.text.rstrip(".")} for row in rows]


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key=KEY,
            label="Wat dit voor de gemeente betekent",
            about="Wat het college besloot, wat de gemeente in de regio doet en wat zij zelf doet.",
            form=MunicipalityForm,
            fill=municipality_means,
            template="governance/fragments/municipality_means.html",
            icon="map-pin",
            fields={
                "outcome": "Besluit",
                "when": "Datum",
                "conditions": "Voorwaarden",
                "what": "Wat de gemeente doet",
                "role": "Rol",
                "text": "Tekst",
            },
        )
    )
