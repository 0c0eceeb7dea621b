"""Who keeps the agenda presses at the same moment as a colleague: one thing becomes of a proposal, and one item."""

import contextlib
import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.utils import timezone

from governance.intake import triage
from governance.intake.models import Proposal, ProposalStep, StepKind
from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, places
from tests.governance.proposing import a_proposal, where
from tests.world import World, build_world
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, IN_FULL = 4, 200


def presses(world: World, meeting: Any) -> list[Any]:
    """Two make it an item on the same agenda, one gives it back, one offers it elsewhere, one puts it off."""
    later = triage.Later(on=timezone.localdate() + datetime.timedelta(days=60))
    return [
        *[lambda row: triage.place(row, where(meeting=meeting), by=world.secretary)] * 2,
        lambda row: triage.send_back(row, by=world.chair, why="Nee"),
        lambda row: triage.offer(row, world.office, by=world.bureau, why="Daar"),
        lambda row: triage.put_off(row, later, by=world.chair),
    ]


def rounds(number: int) -> list[tuple[int, int, list[str]]]:
    """Per round: steps after the first, items, and what each was told; the places of the agenda are checked too."""
    world = build_world()
    meeting, found = a_meeting(world.coalition), []
    for _ in range(number):
        row, acts = (
            a_proposal(world.partner, world.coalition, organisation=world.partner_org),
            presses(world, meeting),
        )
        start = threading.Barrier(len(acts))

        def press(act: Any, row: Proposal = row, start: threading.Barrier = start) -> str:
            try:
                mine = Proposal.objects.get(pk=row.pk)
                start.wait()
                act(mine)
            except (ValidationError, StaleVersion):
                return "refused"
            except Error as problem:
                return f"error {type(problem).__name__}"
            else:
                return "done"
            finally:
                connection.close()

        with ThreadPoolExecutor(len(acts)) as pool:
            told = list(pool.map(press, acts))
        steps = ProposalStep.objects.filter(proposal=row).exclude(kind=StepKind.PROPOSED).count()
        found.append((steps, AgendaItem.objects.filter(proposals=row).count(), told))
        assert places(meeting) == list(range(1, len(places(meeting)) + 1))
    return found


def holds(found: list[tuple[int, int, list[str]]]) -> bool:
    """One step each; both who made it an item may be told so, of one item."""
    return all(
        steps == 1
        and items <= 1
        and told.count("done") == (2 if items else 1)
        and "error" not in " ".join(told)
        for steps, items, told in found
    )


def test_one_thing_becomes_of_it() -> None:
    assert holds(rounds(ROUNDS))


@pytest.mark.long
def test_one_thing_becomes_of_it_in_full() -> None:
    assert holds(rounds(IN_FULL))


def test_control_without_lock_and_version_more_becomes_of_it(monkeypatch: Any) -> None:
    meet = threading.Barrier(5)

    def unlocked(row: Proposal) -> Proposal:
        now = Proposal.objects.get(pk=row.pk)
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait(timeout=0.5)
        return now

    monkeypatch.setattr(triage, "_locked", unlocked)
    monkeypatch.setattr(Proposal, "_do_update", super(Proposal.__mro__[1], Proposal)._do_update)
    assert not holds(rounds(1))
