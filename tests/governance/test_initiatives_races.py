"""Two put an initiative on an agenda at once, and its people take it back at that moment: one of these comes first."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.utils import timezone

from governance.decisions.models import Decision, Method
from governance.initiatives import putting
from governance.initiatives.following import follow
from governance.intake import triage
from governance.intake.models import Proposal
from governance.meetings.models import ItemInitiative
from partners.initiatives import moving
from partners.initiatives.models import Initiative, State
from partners.initiatives.moving import Step
from tests.governance.agendas import a_meeting, places
from tests.governance.deciding import a_proposal
from tests.governance.initiatives import SAID, on_agenda
from tests.governance.proposing import where
from tests.partners.initiatives import a_sent_one, fresh_row
from tests.world import World, build_world
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, IN_FULL = 4, 200


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """What each was told who pressed at the same moment."""
    start = threading.Barrier(len(acts))

    def press(act: Callable[[], Any]) -> str:
        try:
            start.wait()
            act()
        except (ValidationError, StaleVersion):
            return "refused"
        except Error as problem:
            return f"error {type(problem).__name__}"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))


def puts(world: World, row: Initiative, meetings: list[Any]) -> list[Callable[[], Any]]:
    """The netwerkbureau puts it on each of these, by the state it is in now."""
    seen = [fresh_row(row) for _ in meetings]
    return [
        lambda r=r, m=m: putting.put_on(r, m, SAID, by=world.bureau)
        for r, m in zip(seen, meetings, strict=True)
    ]


def taking_back(world: World, row: Initiative) -> Callable[[], Any]:
    """Its people take it back, by the state it is in now."""
    seen = fresh_row(row)
    return lambda: moving.withdraw(seen, why="Zelf gedaan", by=world.partner)


def put_at_once(number: int) -> list[tuple[int, list[str]]]:
    """Per round: how many items came, and what each was told; two put it on different agendas, one takes it back."""
    world, found = build_world(), []
    meetings = [a_meeting(world.coalition), a_meeting(world.coalition, "Juni", days=40)]
    for turn in range(number):
        row = a_sent_one(world, f"Idee {turn}")
        told = at_once([*puts(world, row, meetings), taking_back(world, row)])
        found.append((ItemInitiative.objects.filter(initiative=row).count(), told))
        state = Initiative.objects.get(pk=row.pk).state
        assert state in (State.ON_AGENDA, State.WITHDRAWN)
        for meeting in meetings:
            assert places(meeting) == list(range(1, len(places(meeting)) + 1))
    return found


def holds(found: list[tuple[int, list[str]]]) -> bool:
    """One of them at most put it there, and nobody saw an error of the machine."""
    return all(
        items <= 1 and told[:2].count("done") == items and "error" not in " ".join(told)
        for items, told in found
    )


def test_it_comes_on_one_agenda() -> None:
    assert holds(put_at_once(ROUNDS))


@pytest.mark.long
def test_it_comes_on_one_agenda_in_full() -> None:
    assert holds(put_at_once(IN_FULL))


def test_control_without_looking_at_the_version_the_database_refuses(monkeypatch: Any) -> None:
    monkeypatch.setattr(putting, "refuse_unless_follows", lambda now, seen, to: None)
    monkeypatch.setattr(putting, "let_go", lambda links: None)
    world = build_world()
    row = a_sent_one(world)
    meetings = [a_meeting(world.coalition), a_meeting(world.coalition, "Juni", days=40)]
    told = at_once(puts(world, row, meetings))
    assert sorted(told) == ["done", "error IntegrityError"]


# ---------------------------------------------------------------- placing against taking back
def placed_and_taken_back(world: World, turn: int) -> tuple[str, int]:
    """The state of the initiative, and how many items hold it."""
    row = a_sent_one(world, f"Idee {turn}")
    proposal = putting.offer(row, world.coalition, SAID, by=world.bureau)
    mine = Proposal.objects.get(pk=proposal.pk)
    meeting = a_meeting(world.coalition)
    placing = lambda: triage.place(mine, where(meeting=meeting), by=world.secretary)  # noqa: E731
    at_once([placing, taking_back(world, row)])
    with acting(SystemActor.WORKER):
        for link in ItemInitiative.objects.holding().filter(initiative=row):
            follow(link.pk)
    held = ItemInitiative.objects.holding().filter(initiative=row).count()
    return fresh_row(row).state, held


def test_placed_while_it_is_taken_back_it_hangs_on_an_item_or_is_taken_back() -> None:
    world = build_world()
    for turn in range(ROUNDS):
        state, held = placed_and_taken_back(world, turn)
        assert (state, held) in ((State.ON_AGENDA, 1), (State.WITHDRAWN, 0))


# ---------------------------------------------------------------- settling against taking back
def settled_and_taken_back(world: World, turn: int) -> tuple[str, list[str]]:
    row, item = on_agenda(world, f"Idee {turn}")
    decision = a_proposal(item)
    on = timezone.localdate()

    def settle_and_say() -> None:
        Decision.objects.get(pk=decision.pk).adopt(by=world.secretary, on=on, method=Method.CONSENT)
        with acting(SystemActor.WORKER):
            follow(ItemInitiative.objects.get(initiative=row).pk)

    told = at_once([settle_and_say, taking_back(world, row)])
    return fresh_row(row).state, told


def test_decided_while_it_is_taken_back_it_is_one_of_the_two() -> None:
    world = build_world()
    for turn in range(ROUNDS):
        state, told = settled_and_taken_back(world, turn)
        assert told[0] == "done"
        assert state == (State.WITHDRAWN if told[1] == "done" else State.TAKEN_UP)


def test_control_without_lock_and_version_both_get_as_far_as_the_database(monkeypatch: Any) -> None:
    meet = threading.Barrier(2)

    @contextlib.contextmanager
    def unlocked(initiative: Initiative, by: Any) -> Any:
        with acting(by):
            now = Initiative.objects.get(pk=initiative.pk)
            with contextlib.suppress(threading.BrokenBarrierError):
                meet.wait(timeout=0.5)
            yield now

    monkeypatch.setattr(moving, "taking", unlocked)
    monkeypatch.setattr(Initiative, "_do_update", super(Initiative.__mro__[1], Initiative)._do_update)
    world = build_world()
    row, _ = on_agenda(world)
    steps = [Step(State.WITHDRAWN, why="Zelf gedaan"), Step(State.TRIAGE, why="Later")]
    seen = [(fresh_row(row), step) for step in steps]
    told = at_once([lambda r=r, s=s: moving.take_step(r, s, by=world.partner) for r, s in seen])
    assert sorted(told) not in (["done", "refused"], ["refused", "refused"])
