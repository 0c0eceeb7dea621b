"""The fragment that says where the plan of the region and the goals of a province or municipality touch."""

import datetime
from typing import Any

from django import forms

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.sourcing import begun, sourced
from governance.council.facts.models import CouncilFact, FactKind
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

KINDS = (FactKind.OVERLAP, FactKind.ROLE)


class CouncilForm(forms.Form):
    """Of which council."""

    council = forms.ModelChoiceField(
        Body.objects.filter(kind__in=COUNCIL_KINDS), label="Raad of Staten", empty_label="Kies een raad",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip


def overlap(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """What held on the day of the document: the overlaps with the plan by what they belong to, and the roles."""
    council: Body = parameters["council"]
    facts = CouncilFact.objects.visible_to(reader).of(council).told_on(on).filter(kind__in=KINDS)
    before = dict(CouncilFact.objects.filter(replaces__isnull=False).values_list("pk", "replaces"))
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for fact in facts.select_related("source"):
        groups.setdefault((fact.get_kind_display(), fact.subject), []).append(_row(fact, before))
    if not groups:
        raise NothingToShow(f"Van {council.name} is nog geen raakvlak met het Regioplan vastgelegd.")
    return {
        "council": council.name,
        "on": in_words(on, weekday=False),
        "groups": [{"kind": kind, "subject": about, "rows": rows} for (kind, about), rows in groups.items()],
    }


def _row(fact: CouncilFact, before: dict[Any, Any]) -> dict[str, Any]:
    """The fact under the id it began with: one that got other words is the same fact."""
    first = fact.pk
    while first in before:
        first = before[first]
    return {
        **sourced(fact, on=begun(fact)),
        "id": f"{fact._meta.label_lower}:{first}",
        "text": fact.text,
        "detail": fact.detail,
        "document": fact.source.title if fact.source else fact.source_note,
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="overlap",
            label="Raakvlakken van Regioplan en eigen doelen",
            about="Waar het Regioplan de doelen van provincie of gemeente raakt, en welke rol zij heeft.",
            form=CouncilForm,
            fill=overlap,
            template="governance/fragments/overlap.html",
            icon="link",
            fields={"text": "Tekst", "detail": "Toelichting"},
        )
    )
