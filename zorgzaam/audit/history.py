"""History by trigger: every tracked write is copied to an append-only table with its actor and reason.

The database refuses a tracked write without an actor: the context column of every event table is NOT NULL,
has to name one, and only `acting` fills it (promise I8; BIO2 8.15.01: who, what, when, from where).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import connection, models
from django.db.models import Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import Regex

from zorgzaam.audit.actors import Actor, actor_key

M = TypeVar("M", bound=type[models.Model])


@contextmanager
def acting(actor: Actor, *, reason: str = "", **where: str) -> Iterator[None]:
    """Everything written inside is done by `actor`, for `reason`; `where` may hold path, job or command.

    Nested use: the inner actor and reason hold for the inner block only.
    """
    key = actor_key(actor)
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update({**where, "actor": key, "reason": reason})
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
            if not before:
                _forget_actor()


def _forget_actor() -> None:
    """Without this a write later in the same transaction would be put in the name of the last actor."""
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")


def track(*, exclude: Sequence[str] = (), forgets: pgtrigger.Trigger | None = None) -> Callable[[M], M]:
    """Class decorator: keep every insert, update and delete of a model in `<model>.history`.

    `exclude` names fields that history must not hold: personal data (so that erasing the Person erases)
    and derived columns such as search vectors. `forgets` (`triggers.append_only_but`) takes the place of the trigger
    that keeps history as it is, where lines of it may be thrown away.
    """

    def decorate(model: M) -> M:
        decorated: M = pghistory.track(
            pghistory.InsertEvent("toegevoegd"),
            pghistory.UpdateEvent("gewijzigd"),
            pghistory.DeleteEvent("verwijderd"),
            exclude=list(exclude) or None,
            append_only=forgets is None,
            obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
            meta={
                "ordering": ["pgh_id"],
                "constraints": [_names_an_actor(model)],
                "triggers": [forgets] if forgets else [],
            },
        )(model)
        return decorated

    return decorate


def _names_an_actor(model: type[models.Model]) -> models.CheckConstraint:
    # NOT NULL alone would be content with a context that names nobody.
    actor = Coalesce(KT("pgh_context__actor"), Value(""), output_field=models.TextField())
    return models.CheckConstraint(
        condition=Regex(actor, Value("^(person|systeem):.")),
        name=f"{model._meta.label_lower.replace('.', '_')}_event_has_actor",
    )


def changes_of(obj: models.Model) -> "list[Change]":
    """The history of one object, newest first: who, when, why and per field before and after."""
    return _changes(list(obj.history.all().order_by("pgh_id")))[::-1]  # type: ignore[attr-defined]


def changes_among(queryset: "models.QuerySet[Any]") -> "list[Change]":
    """The history of all objects of `queryset`, newest first; one query.

    `queryset` may also be of the events themselves, for rows that are gone and so in no queryset of their own.
    """
    if hasattr(queryset.model, "pgh_tracked_model"):
        rows = queryset
    else:
        events = queryset.model.history.rel.related_model._default_manager
        rows = events.filter(pgh_obj_id__in=queryset.values("pk"))
    found: dict[Any, list[Any]] = {}
    for event in rows.order_by("pgh_id"):
        found.setdefault(event.pgh_obj_id, []).append(event)
    changes = [change for events_of_one in found.values() for change in _changes(events_of_one)]
    return sorted(changes, key=lambda change: change.event.pgh_id, reverse=True)


def _changes(events: list[Any]) -> "list[Change]":
    names = [f.attname for f in events[0].pgh_tracked_model._meta.concrete_fields] if events else []
    changes = []
    previous: Any = None
    for event in events:
        fields = [n for n in names if hasattr(event, n) and getattr(event, n) != getattr(previous, n, None)]
        changes.append(Change(event, previous, [] if previous is None else fields))
        previous = event
    return changes


class Change:
    """One line of history. `label` is what happened; `fields` the names whose value differs from before."""

    def __init__(self, event: Any, previous: Any, fields: list[str]) -> None:
        self.event, self.previous, self.fields = event, previous, fields
        self.label: str = event.pgh_label
        self.at = event.pgh_created_at
        self.actor_key: str = event.pgh_context["actor"]
        self.reason: str = event.pgh_context.get("reason", "")

    def rows(self) -> list[tuple[str, Any, Any]]:
        """(field label, before, after) per changed field."""
        model = self.event.pgh_tracked_model
        return [
            (str(_verbose(model, name)), getattr(self.previous, name), getattr(self.event, name))
            for name in self.fields
            if name not in ("version",)
        ]


def _verbose(model: type[models.Model], attname: str) -> str:
    field = next(f for f in model._meta.concrete_fields if f.attname == attname)
    return str(field.verbose_name)
