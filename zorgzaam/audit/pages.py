"""The history page: every tracked object that people manage can be looked back into, by who may."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.access import get_for
from zorgzaam.audit.actors import SystemActor, actor_person_id
from zorgzaam.audit.history import Change, changes_among
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.wording import in_words

PER_PAGE = 200


@dataclass(frozen=True)
class Historied:
    """A kind of object with a history page.

    `queryset()` has `visible_to`; `rule` says who may look back; `parts(object, reader)` gives querysets of
    rows whose changes belong to the same story, such as the seats and mandates of a body. `readable(object, reader)`
    gives the test whether this reader may read a change: of what was hidden at the time, the past stays hidden too.
    """

    queryset: Callable[[], Any]
    rule: str
    parts: Callable[[Any, Reader], Iterable["models.QuerySet[Any]"]] = lambda obj, reader: ()
    readable: Callable[[Any, Reader], Callable[[Change], bool]] = lambda obj, reader: lambda change: True


@dataclass(frozen=True)
class Line:
    """One field of a change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change as `ui/history.html` shows it."""

    when: Any
    who: str
    what: str
    reason: str
    changes: list[Line]


_kinds: dict[str, Historied] = {}


def register(kind: str, historied: Historied) -> None:
    """Give objects of `kind` ("body", "organisation", ...) a history page. The same kind replaces."""
    _kinds[kind] = historied


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def history_page(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Who changed what, when and why. Not visible is 404, visible but not yours to look back into is 403."""
    if kind not in _kinds:
        raise Http404
    historied = _kinds[kind]
    obj = get_for(request.user, historied.queryset(), historied.rule, pk=key)
    context = {"object": obj, "entries": entries_of(obj, historied, request.user)}
    return render(request, "audit/history.html", context)


def entries_of(obj: models.Model, historied: Historied, reader: Reader) -> list[Entry]:
    """The newest changes of an object and its parts, in a number of queries that does not grow with them."""
    itself = type(obj)._default_manager.filter(pk=obj.pk)
    found = (change for part in (itself, *historied.parts(obj, reader)) for change in changes_among(part))
    readable = historied.readable(obj, reader)
    rows = sorted(filter(readable, found), key=lambda change: change.at, reverse=True)[:PER_PAGE]
    words = _Words(rows, reader)
    return [words.entry(change) for change in rows]


class _Words:
    """Names for the ids in a list of changes, looked up once per table, as far as the reader may see them."""

    def __init__(self, changes: list[Change], reader: Reader) -> None:
        people = {found for change in changes if (found := actor_person_id(change.actor_key))}
        self._people = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
        self._names = {model: _names(model, ids, reader) for model, ids in _referred(changes).items()}

    def entry(self, change: Change) -> Entry:
        lines = [] if change.label == "verwijderd" else self._lines(change)
        return Entry(change.at, self._who(change.actor_key), self._what(change), change.reason, lines)

    def _who(self, key: str) -> str:
        person = actor_person_id(key)
        if person is None:
            return SystemActor(key).label if key in SystemActor.values else key
        return self._people.get(person, "iemand die hier niet meer werkt")

    def _what(self, change: Change) -> str:
        model = change.event.pgh_tracked_model
        name = self._subject(change.event)
        kind = str(model._meta.verbose_name).capitalize()
        return f"{kind}{f' {name}' if name else ''} {change.label}"

    def _subject(self, event: Any) -> str:
        """Whom or what a part is about: the person of a mandate, the holder of a seat.

        A model whose person only put it down says itself what a row is: `told_in_history(event)`.
        """
        told = getattr(event.pgh_tracked_model, "told_in_history", None)
        if told is not None:
            return str(told(event))
        for name in ("person_id", "organisation_id"):
            if value := getattr(event, name, None):
                model = event.pgh_tracked_model._meta.get_field(name.removesuffix("_id")).related_model
                return self._names.get(model, {}).get(value, "")
        return str(getattr(event, "label", ""))

    def _lines(self, change: Change) -> list[Line]:
        """What a reader can read: no version, and no data the program keeps for itself by id."""
        model = change.event.pgh_tracked_model
        fields = {field.attname: field for field in model._meta.concrete_fields}
        return [
            Line(
                str(fields[name].verbose_name).capitalize(),
                self._word(fields[name], getattr(change.previous, name)),
                self._word(fields[name], getattr(change.event, name)),
            )
            for name in change.fields
            if name != "version" and not isinstance(fields[name], models.JSONField)
        ]

    def _word(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self._names.get(field.related_model, {}).get(value, "een ander")
        return in_words(field, value)


def _referred(changes: list[Change]) -> dict[type[models.Model], set[uuid.UUID]]:
    """Ids that the changed rows point at, per model."""
    found: dict[type[models.Model], set[uuid.UUID]] = {}
    for change in changes:
        for field in change.event.pgh_tracked_model._meta.concrete_fields:
            for event in (change.event, change.previous):
                value = getattr(event, field.attname, None)
                if field.is_relation and value is not None:
                    found.setdefault(field.related_model, set()).add(value)
    return found


def _names(model: type[models.Model], ids: set[uuid.UUID], reader: Reader) -> dict[Any, str]:
    manager: Any = model._default_manager
    # Whoever may see a row of the story may see by name whom it is about; see `Historied.parts`.
    restricted = hasattr(manager, "visible_to") and model is not Person
    rows = manager.visible_to(reader) if restricted else manager.all()
    related = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return {row.pk: str(row) for row in rows.filter(pk__in=ids).select_related(*related)}
