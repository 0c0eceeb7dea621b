"""Values of history in plain Dutch: names for ids, labels for choices, dates as people write them."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from partners.organisations.models import Organisation
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.actors import SystemActor, actor_person_id
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import duration
from zorgzaam.wording import in_words

LONGEST = 300


@dataclass(frozen=True)
class Words:
    """Looks names up once for a whole list of changes."""

    organisations: dict[Any, str]
    people: dict[Any, str]

    @classmethod
    def for_steps(cls, steps: Sequence[Any]) -> "Words":
        """Names of whoever brings in one of these items: two queries."""
        brought = [event for step in steps for event in (step.event, step.before) if event is not None]
        organisations = _ids(brought, "owner_organisation_id")
        people = _ids(brought, "owner_person_id")
        named = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
        return cls(dict(named), _names_of(people))

    def rows(self, model: Any, step: Any, names: Iterable[str]) -> list[dict[str, str]]:
        """Label, before and after of each of these fields that a step changed."""
        fields = {field.attname: field for field in model._meta.concrete_fields}
        return [
            {
                "label": str(fields[name].verbose_name).capitalize(),
                "before": self.word(fields[name], getattr(step.before, name)),
                "after": self.word(fields[name], getattr(step.event, name)),
            }
            for name in step.differs(names)
        ]

    def word(self, field: Any, value: Any) -> str:
        """One value as a reader would say it; empty for nothing."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            names = self.people if field.related_model is Person else self.organisations
            return names.get(value, "een ander")
        if field.name == "minutes":
            return duration(value)
        text = in_words(field, value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

    def sign(self, entries: list[Any]) -> list[Any]:
        """The same entries with the name of who did it: one query."""
        names = _names_of({actor_person_id(entry.key) for entry in entries} - {None})
        for entry in entries:
            person = actor_person_id(entry.key)
            entry.who = names.get(person, "iemand") if person else str(SystemActor(entry.key).label)
        return entries


def names_of_subjects(events: Sequence[Any]) -> dict[Any, str]:
    """Names of the tasks and themes these links point to, by id: two queries."""
    tasks = TransformationTask.objects.filter(pk__in=_ids(events, "task_id")).values_list("pk", "title")
    themes = Theme.objects.filter(pk__in=_ids(events, "theme_id")).values_list("pk", "name")
    return {**dict(tasks), **dict(themes)}


def _ids(events: Sequence[Any], name: str) -> set[uuid.UUID]:
    return {value for event in events if (value := getattr(event, name, None))}


def _names_of(ids: Any) -> dict[Any, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
