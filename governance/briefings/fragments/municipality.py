"""The fragment that says what it all means for one municipality: what its college decided, what it takes on in the
region, and what it does by itself (domain.md 15.2)."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from governance.briefings.fragments import PUBLIC_READER, Fragment, NothingToShow, Span, register
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
Places = Iterable[Municipality]


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
    part of it. What came within the period of the letter is said to be new."""
    place: Municipality = parameters["municipality"]
    span: Span = parameters["span"]
    found = {
        "decisions": [_decision(fact, span, on) for fact in decisions([place], on, reader)],
        "agreements": [_agreement(row, span, on) for row in agreements([place], on, reader)],
        "actions": [_action(row, span, on) for row in actions([place], on, reader)],
    }
    if not any(found.values()):
        raise NothingToShow(f"Voor de gemeente {place.name} is nog geen besluit, afspraak of actie bekend.")
    new = any(row["new"] for rows in found.values() for row in rows)
    return {
        **sourced(place),
        "municipality": place.name,
        "on": in_words(on, weekday=False),
        "period": span.words,
        "some_new": new,
        **found,
    }


def with_something(on: datetime.date, reader: Reader = PUBLIC_READER) -> set[uuid.UUID]:
    """Ids of the municipalities of which there is something to show on this day. All at once: a page with fifty letters
    asks no more than one with five."""
    every = Municipality.objects.all()
    agreed = {row.organisation.whole_id for row in agreements(every, on, reader)}
    places = Organisation.objects.municipal().filter(whole__in=agreed).values_list("municipality", flat=True)
    decided = {fact.municipality_id for fact in decisions(every, on, reader)}
    return decided | set(places) | {row.municipality_id for row in actions(every, on, reader)}


def decisions(places: Places, on: datetime.date, reader: Reader) -> list[Approval]:
    """What their colleges did with each version of a plan that is out, as far as it was a decision."""
    facts = Approval.objects.visible_to(reader).latest(on).filter(municipality__in=places)
    rows = facts.select_related("version_of__plan", "municipality").order_by("decided_on", "pk")
    return [fact for fact in rows if fact.version_of.is_out]


def agreements(places: Places, on: datetime.date, reader: Reader) -> Any:
    """What they agreed to do, and for which task."""
    own = Organisation.objects.municipal().filter(municipality__in=places).values("whole")
    rows = Agreement.objects.visible_to(reader).in_force(on).filter(organisation__whole__in=own)
    rows = rows.exclude(answers__state=State.ACCEPTED, answers__at__date__gt=on)
    return rows.select_related("task", "organisation").order_by("task__number", "starts_on", "pk")


def actions(places: Places, on: datetime.date, reader: Reader) -> Any:
    """What they do by themselves: begun by then, not over and not stopped."""
    then = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    then &= Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = LocalAction.objects.visible_to(reader).filter(then, municipality__in=places)
    rows = rows.exclude(state=ActionState.STOPPED).select_related("municipality")
    return rows.order_by("position", "text")


def _decision(fact: Approval, span: Span, on: datetime.date) -> dict[str, Any]:
    plan, place = fact.version_of.plan, fact.municipality
    return {
        **sourced(fact, f"{place.name} over {plan.title}", fact.decided, about=plan),
        "plan": plan.title,
        "outcome": Cell(place, fact).words,
        "when": fact.decided,
        "conditions": fact.conditions,
        "new": span.holds(fact.decided_on, on),
    }


def _agreement(row: Agreement, span: Span, on: datetime.date) -> dict[str, Any]:
    return {
        **sourced(row, on=begun(row)),
        "role": row.get_role_display().lower(),
        "task": str(row.task),
        "what": row.what.rstrip("."),
        "new": span.holds(row.starts_on, on),
    }


def _action(row: LocalAction, span: Span, on: datetime.date) -> dict[str, Any]:
    where = f"{row.municipality.get_absolute_url()}#eigen-acties"
    return {
        **sourced(row, on=begun(row), url=where),
        "text": row.text.rstrip("."),
        "new": span.holds(row.starts_on, on),
    }


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
