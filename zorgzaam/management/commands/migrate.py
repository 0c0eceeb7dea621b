"""Django's migrate, in the name of the system actor for migrations: data migrations write history too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with acting(SystemActor.MIGRATION, command="migrate"), triggers_without_rendering():
            super().handle(*args, **options)


@contextmanager
def triggers_without_rendering() -> Iterator[None]:
    """Add triggers without rendering every related model again.

    pgtrigger reloads the model for each trigger, and Django then renders all models that are related to it: half of
    the time of a first migrate, growing with the square of the number of models. A trigger changes no field, so
    writing it on the model that is there already says the same.
    """
    slow = AddTrigger.state_forwards
    AddTrigger.state_forwards = _add_to_state  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        AddTrigger.state_forwards = slow  # type: ignore[method-assign]


def _add_to_state(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, operation.model_name].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]
    if "apps" in state.__dict__:
        state.apps.get_model(app_label, operation.model_name)._meta.triggers = options["triggers"]
