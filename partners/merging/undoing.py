"""Whether a merge can still be taken back, and what happened since that would become untrue by it."""

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone

from partners.merging.models import Merger
from partners.organisations.models import Organisation, Representation
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import day

# The triggers of tables in which an organisation speaks through a person (`organisation`, `person`, `at`).
SPOKEN = {"answered_by_itself", "spoken_for"}
MOST = 3


@dataclass(frozen=True)
class Spoken:
    """Somebody said something in the name of an organisation."""

    organisation: Organisation
    person: Person
    at: datetime.datetime


# Gets ids of organisations and a moment; gives what was said in their name since.
Provider = Callable[[Collection[uuid.UUID], datetime.datetime], Iterable[Spoken]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell what is said in the name of organisations in tables of another shape. The same name replaces."""
    _providers[name] = provider


def why_not(fact: Merger) -> list[str]:
    """Sentences in Dutch; empty when it can be taken back."""
    if timezone.now() > fact.undo_until:
        return [
            f"Terugdraaien kon tot en met {day(timezone.localdate(fact.undo_until), weekday=False)}. "
            "Gaat het toch om twee organisaties? Maak dan een nieuwe aan."
        ]
    if fact.kept.merged_into_id:
        return [f"{fact.kept} is zelf samengevoegd met {fact.kept.merged_into}. Draai dat eerst terug."]
    if fact.gone.merged_into_id != fact.kept_id:
        return [f"{fact.gone} hoort nu niet bij {fact.kept}."]
    return list(_spoken_since(fact))[:MOST]


def _spoken_since(fact: Merger) -> Iterator[str]:
    """Answers one side gave for the other: taken apart, they were given by somebody who may not give them."""
    came_along = Merger.objects.standing().filter(kept=fact.gone).values("gone")
    side = Organisation.objects.filter(pk=fact.gone_id) | Organisation.objects.filter(pk__in=came_along)
    gone = set(side.values_list("pk", flat=True))
    whole = set(fact.kept.all_of_it.values_list("pk", flat=True))
    sides = {one: gone if one in gone else whole - gone for one in whole}
    for said in _said_since(whole, fact.at):
        on = timezone.localdate(said.at)
        held = Representation.objects.on(on).filter(person=said.person)
        if not held.filter(organisation__in=sides[said.organisation.pk]).exists():
            yield (
                f"Op {day(on, weekday=False)} sprak {said.person} namens {said.organisation}, en kon dat alleen "
                "doordat de twee zijn samengevoegd."
            )


def _said_since(whole: set[uuid.UUID], since: datetime.datetime) -> Iterator[Spoken]:
    for model in _spoken_models():
        rows = model._default_manager.filter(organisation__in=whole, at__gte=since).order_by("at", "pk")
        for row in rows.select_related("organisation", "person"):
            yield Spoken(row.organisation, row.person, row.at)
    for provider in _providers.values():
        yield from provider(whole, since)


def _spoken_models() -> list[Any]:
    return [
        model
        for model in apps.get_models()
        if SPOKEN & {each.name for each in getattr(model._meta, "triggers", ())}
        and {"organisation", "person", "at"} <= {field.name for field in model._meta.fields}
    ]
