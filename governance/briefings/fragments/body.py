"""Fragments about bodies: the line of a body, who sits in it, what it is for."""

import datetime
import itertools
from typing import Any

from django import forms
from django.db.models import Prefetch

from governance.bodies.models import Body, Mandate, Role, Seat, Succession
from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.drawing import draw_line
from governance.briefings.fragments.sourcing import begun, sourced
from zorgzaam.periods import describe
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import DateInput

HOW = {
    "opgegaan_in": "ging op in",
    "vervangen_door": "werd vervangen door",
    "voortgezet_als": "ging verder als",
}


class BodyForm(forms.Form):
    """Which body."""

    body = forms.ModelChoiceField(Body.objects.all(), label="Overleg of orgaan")


class BodyOnDayForm(BodyForm):
    """Which body, on which day."""

    on = forms.DateField(
        label="Stand op",
        required=False,
        widget=DateInput,
        help_text="Leeg: de datum van het stuk.",
    )


# ---------------------------------------------------------------- succession
def succession(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """The line a body stands in, oldest first, as far as it had happened on that day."""
    steps = _line(parameters["body"].pk)
    if not steps:
        raise NothingToShow("Van dit orgaan is geen voorganger of opvolger bekend.")
    bodies = [steps[0].predecessor, *(step.successor for step in steps)]
    rows = [
        {
            **sourced(body, on=begun(body)),
            "name": body.name,
            "period": body.period,
            "how": HOW[step.kind] if step else "",
            "when": _when(step),
        }
        for body, step in zip(bodies, [*steps, None], strict=True)
    ]
    title = f"Van {bodies[0].name} naar {bodies[-1].name}"
    sentences = _sentences(rows)
    told = " ".join(each["text"] for each in sentences)
    return {
        "title": title,
        "rows": rows,
        "sentences": sentences,
        "told": told,
        "drawing": draw_line(rows, title),
    }


def _line(body_id: Any) -> list[Succession]:
    """The successions before and after a body in order; where a line forks, the first one is followed."""
    every = list(Succession.objects.select_related("predecessor", "successor").order_by("happened_on", "pk"))
    before = {step.successor_id: step for step in reversed(every)}
    after = {step.predecessor_id: step for step in reversed(every)}
    line: list[Succession] = []
    seen, here = {body_id}, body_id
    while (step := before.get(here)) and step.predecessor_id not in seen:
        line.insert(0, step)
        here = step.predecessor_id
        seen.add(here)
    here = body_id
    while (step := after.get(here)) and step.successor_id not in seen:
        line.append(step)
        here = step.successor_id
        seen.add(here)
    return line


def _when(step: Succession | None) -> str:
    return describe(step.happened_on, step.happened_precision) if step and step.happened_on else ""


def _sentences(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A sentence per step, from the record of the body it begins with."""
    found = []
    for row, following in itertools.pairwise(rows):
        when = f" ({row['when']})" if row["when"] else ""
        period = f" ({row['period']})" if row["period"] else ""
        text = f"{row['name']}{period} {row['how']} {following['name']}{when}."
        found.append({"id": row["id"], "source": row["source"], "text": text})
    return found


# ---------------------------------------------------------------- members
def members(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """Who sits in a body on a day: every seat, and the names of people who agreed to be named publicly."""
    body: Body = parameters["body"]
    seats = _seats(body, on, reader)
    loose = Mandate.objects.visible_to(reader).on(on).filter(body=body, seat=None).exclude(role=Role.STAFF)
    where = body.get_absolute_url()
    rows: list[dict[str, Any]] = [
        {
            **sourced(mandate, body.name, begun(mandate), url=where),
            "holder": mandate.get_role_display(),
            "people": [{"name": mandate.person.name, "role": ""}],
        }
        for mandate in loose.select_related("person").order_by("role", "person__sort_name", "pk")
    ]
    rows += [_seat_row(seat, body) for seat in seats]
    if not rows:
        raise NothingToShow(f"Wie er op {in_words(on, weekday=False)} in dit orgaan zit, is nog niet bekend.")
    return {"body": body.name, "on": in_words(on, weekday=False), "rows": rows}


def _seats(body: Body, on: datetime.date, reader: Reader) -> list[Seat]:
    held = Mandate.objects.on(on)
    named = held.visible_to(reader).select_related("person").order_by("role", "person__sort_name", "pk")
    return list(
        Seat.objects.visible_to(reader)
        .on(on)
        .filter(body=body)
        .with_vacancy(on)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("mandates", queryset=named, to_attr="named"),
            Prefetch("mandates", queryset=held, to_attr="held"),
        )
        .order_by("position", "pk")
    )


def _seat_row(seat: Any, body: Body) -> dict[str, Any]:
    people = [{"name": held.person.name, "role": held.get_role_display().lower()} for held in seat.named]
    unnamed = [held for held in seat.held if held.pk not in {named.pk for named in seat.named}]
    people += [{"name": "", "role": held.get_role_display().lower()} for held in unnamed]
    source = sourced(seat, f"{seat.holder} in {body.name}", begun(seat), url=body.get_absolute_url())
    return {**source, "holder": seat.holder, "people": people, "vacant": seat.is_vacant}


# ---------------------------------------------------------------- purpose
def body_purpose(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """What a body is for, and its mission where it has one."""
    body: Body = parameters["body"]
    if not (body.purpose or body.mission):
        raise NothingToShow("Waarvoor dit orgaan er is, is nog niet bekend.")
    return {
        **sourced(body, on=begun(body)),
        "body": body.name,
        "period": body.period,
        "purpose": body.purpose,
        "mission": body.mission,
        "composition": body.composition,
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    folder = "governance/fragments"
    register(
        Fragment(
            "succession",
            "Van voorganger naar opvolger",
            "De lijn van een orgaan, als tekening met de zinnen erbij.",
            BodyForm,
            succession,
            f"{folder}/succession.html",
            "route",
            {"period": "Periode", "how": "Hoe het verderging"},
        )
    )
    register(
        Fragment(
            "members",
            "Wie doen er mee",
            "De zetels van een orgaan op de dag van het stuk, met de namen die openbaar zijn.",
            BodyOnDayForm,
            members,
            f"{folder}/members.html",
            "users-group",
            {"holder": "Namens", "people": "Wie", "vacant": "Vacature"},
        )
    )
    register(
        Fragment(
            "body_purpose",
            "Waarvoor is dit orgaan er",
            "Het doel van een orgaan en de missie, zoals vastgelegd.",
            BodyForm,
            body_purpose,
            f"{folder}/body_purpose.html",
            "target",
            {"purpose": "Doel", "mission": "Missie", "composition": "Wie doet mee"},
        )
    )
