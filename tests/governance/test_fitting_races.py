"""Fitting an agenda while somebody saves a text of it: one of them is refused."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models

from governance.meetings import fitting
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, agenda_of
from tests.governance.desks import minutes_of
from tests.world import World, build_world, fresh
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion, Versioned


def fit_while_somebody_saves(meeting: Meeting, item: AgendaItem, world: World) -> tuple[bool, bool]:
    """Whether fitting and saving a text were both acknowledged, pressed at one moment from the same page."""
    reader = fresh(world.secretary)
    rows = fitting.proposal(meeting, reader)
    seen, chosen = {row.pk: row.version for row in rows}, {row.pk for row in rows if row.is_chosen}
    item.minutes = 55
    barrier = threading.Barrier(2)
    done: dict[str, bool] = {}

    def press(name: str, act: Callable[[], Any]) -> None:
        barrier.wait(20)
        try:
            act()
            done[name] = True
        except StaleVersion:
            done[name] = False
        finally:
            connection.close()

    def save() -> None:
        with acting(world.chair):
            item.save()

    acts = {
        "fit": lambda: fitting.fit(meeting, chosen, seen=seen, wanted=120, by=reader),
        "save": save,
    }
    threads = [threading.Thread(target=press, args=pair) for pair in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done["fit"], done["save"]


@pytest.mark.django_db(transaction=True)
def test_of_fitting_and_saving_at_once_one_is_refused() -> None:
    world = build_world()
    for number in range(5):
        meeting = a_meeting(world.coalition, f"Ronde {number}")
        item = agenda_of(meeting, "Aap", "Beer", "Cavia", minutes=60)[-1]
        fitted, saved = fit_while_somebody_saves(meeting, item, world)
        assert fitted != saved
        item.refresh_from_db()
        assert item.minutes == (55 if saved else 40)


@pytest.mark.django_db(transaction=True)
def test_without_versions_the_edit_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a plain save and a plain look are both acknowledged, and one of them is gone."""

    def plain(self: Any, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> bool:
        values = [value for value in values if value[0].name != "version"]
        return bool(models.Model._do_update(self, base_qs, using, pk_val, values, *rest))

    world = build_world()
    meeting = a_meeting(world.coalition)
    agenda_of(meeting, "Aap", "Beer", "Cavia", minutes=60)
    monkeypatch.setattr(Versioned, "_do_update", plain)
    reader = fresh(world.secretary)
    rows = fitting.proposal(meeting, reader)
    item = AgendaItem.objects.get(title="Cavia")
    fitting.fit(
        meeting, [row.pk for row in rows], seen={row.pk: row.version for row in rows}, wanted=120, by=reader
    )
    item.minutes = 60
    with acting(world.chair):
        item.save()
    assert sum(minutes_of(meeting)) == 140, "fitted was said, and it does not fit"
