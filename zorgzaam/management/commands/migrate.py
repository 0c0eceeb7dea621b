"""Django's migrate, in the name of the system actor for migrations: data migrations write history too."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with acting(SystemActor.MIGRATION, command="migrate"), without_rendering_all():
            super().handle(*args, **options)


@contextmanager
def without_rendering_all() -> Iterator[None]:
    """Add tables, columns, triggers, constraints and indexes without rendering every related model again.

    Nearly all our models hang together, so Django and pgtrigger render the whole house for each of them: nearly all the
    time of a first migrate, growing with the square of the number of models. A new table is referred to by nothing yet,
    a new column concerns its own table, a changed one the tables around it, and the others change no field.
    """
    with (
        patch.object(AddTrigger, "state_forwards", _add_to_state),
        patch.object(RemoveTrigger, "state_forwards", _remove_from_state),
        patch.object(ProjectState, "add_model", _add_model),
        patch.object(ProjectState, "add_field", _add_field),
        patch.object(ProjectState, "reload_model", _reload_nearby),
        patch.object(ProjectState, "_append_option", _append_option),
        # Asked for each column that refers, and forgotten with every model that is rendered; it never changes.
        patch.object(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)),
    ):
        yield


_reload, _add_column = ProjectState.reload_model, ProjectState.add_field


def _add_model(state: Any, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    is_new = key not in state.models
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" not in state.__dict__:
        return
    if is_new:
        state.apps.render_multiple([model])
    else:
        _reload(state, *key)


def _add_field(state: Any, *args: Any, **more: Any) -> None:
    with patch.object(ProjectState, "reload_model", _reload_alone):
        _add_column(state, *args, **more)


def _reload_alone(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """Models that refer to this one keep the class as it was: they read its table and its key, and those stay."""
    if "apps" in state.__dict__:
        state.is_delayed = True
        state._reload({(app_label, model_name)})


def _reload_nearby(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """Data migrations render everything anew when a reload was put off, so none of them sees half a house."""
    _reload(state, app_label, model_name, delay=True)


def _add_to_state(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    _append_option(state, app_label, operation.model_name, "triggers", operation.trigger)


def _remove_from_state(operation: RemoveTrigger, app_label: str, state: Any) -> None:
    options = state.models[app_label, operation.model_name].options
    options["triggers"] = [
        trigger for trigger in options.get("triggers", []) if trigger.name != operation.name
    ]
    _show(state, app_label, operation.model_name, "triggers")


def _append_option(state: Any, app_label: str, model_name: str, option: str, added: Any) -> None:
    """Constraints and indexes come this way too; `option` is the name in Meta."""
    options = state.models[app_label, model_name.lower()].options
    options[option] = [*options.get(option, []), added]
    _show(state, app_label, model_name, option)


def _show(state: Any, app_label: str, model_name: str, option: str) -> None:
    """In the rendered model too."""
    if "apps" in state.__dict__:
        options = state.models[app_label, model_name.lower()].options
        setattr(state.apps.get_model(app_label, model_name)._meta, option, options[option])
