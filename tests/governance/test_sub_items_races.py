"""Many who order, nest, loosen, park and lengthen at once: places run on, parts stay with their item and fit there."""

import contextlib
import random

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import Sum

from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.places import moved
from tests.governance.agendas import a_meeting, an_item, places
from tests.governance.nesting import nest
from tests.governance.test_writing_races import all_at_once
from tests.world import build_world, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)
BY = SystemActor.SETUP
TOGETHER, WITHIN = "pgtrigger_parts_stand_together%", "pgtrigger_parts_stay_within%"


def an_agenda(body, count=8):
    meeting = a_meeting(body)
    for n in range(count):
        an_item(meeting, f"Punt {n}", minutes=20 if n % 3 == 0 else 5)
    return meeting


def misplaced(meeting):
    """Titles of parts that do not stand with their item, one level deep."""
    rows = list(AgendaItem.objects.filter(body=meeting.body_id).select_related("parent"))
    at = {(row.meeting_id, row.position): row for row in rows if row.meeting_id}
    found = []
    for row in rows:
        if row.parent is None:
            continue
        before = at.get((row.meeting_id, (row.position or 0) - 1))
        stands = before is not None and row.parent_id in (before.pk, before.parent_id)
        if row.parent.parent_id or row.parent.meeting_id != row.meeting_id or (row.meeting_id and not stands):
            found.append(row.title)
    return found


def too_long(meeting):
    whole = AgendaItem.objects.filter(body=meeting.body_id).annotate(asked=Sum("parts__minutes"))
    return [row.title for row in whole if (row.asked or 0) > row.minutes]


def one_step(meeting, chance):
    """What one of them does, from what they saw; nobody minds to be told that somebody was first."""
    seen = Meeting.objects.get(pk=meeting.pk)
    ids, inside = order.tree(seen)
    row = AgendaItem.objects.select_related("meeting").get(pk=chance.choice(ids))
    kind = chance.choice(["nest", "nest", "loosen", "move", "park", "place", "minutes"])
    with contextlib.suppress(order.StaleOrder, ValueError, IntegrityError):
        if kind == "nest":
            nesting.put_inside(row, base=seen.agenda_version, by=BY)
        elif kind == "loosen":
            nesting.take_out(row, base=seen.agenda_version, by=BY)
        elif kind == "move":
            wanted = moved(ids, row.pk, chance.choice(["up", "down", "top", "bottom"]), inside)
            order.arrange(seen, wanted, base=seen.agenda_version, by=BY)
        elif kind == "park":
            order.park(row, by=BY)
        elif kind == "place":
            for lying in AgendaItem.objects.filter(body=meeting.body_id, meeting=None, parent=None)[:1]:
                order.place_on(seen, lying, by=BY)
        else:
            with acting(BY):
                AgendaItem.objects.filter(pk=row.pk).update(minutes=chance.choice([1, 5, 15, 25]))


def together(meeting, steps, people=6):
    """So many people each take so many steps at once; gives what the database answered unasked, such as deadlocks."""
    errors = []

    def work(seed):
        chance = random.Random(seed)
        for _ in range(steps):
            try:
                one_step(meeting, chance)
            except Error as error:
                errors.append(error)

    all_at_once([lambda seed=seed: work(seed) for seed in range(people)])
    return errors


@pytest.mark.parametrize("steps", [6, pytest.param(60, marks=pytest.mark.long)])
def test_whatever_happens_at_once_an_agenda_stays_an_agenda(steps):
    meeting = an_agenda(build_world().coalition)
    assert together(meeting, steps) == []
    assert places(meeting) == list(range(1, len(places(meeting)) + 1))
    assert AgendaItem.objects.filter(body=meeting.body_id).count() == 8, "nothing is lost"
    assert misplaced(meeting) == []
    assert too_long(meeting) == []


def test_without_the_lock_what_was_nested_is_lost(monkeypatch):
    """The control: two who both looked before either wrote."""
    meeting = an_agenda(build_world().coalition, 3)
    seen, known = Meeting.objects.get(pk=meeting.pk), order.tree(meeting)
    wanted = [known[0][2], *known[0][:2]]
    nest(meeting.items.get(position=2))
    with pytest.raises(order.StaleOrder):
        order.arrange(meeting, wanted, base=seen.agenda_version, by=BY)
    monkeypatch.setattr(order, "lock", lambda _: seen)
    monkeypatch.setattr(order, "tree", lambda _: known)
    order.arrange(meeting, wanted, base=seen.agenda_version, by=BY)
    assert not AgendaItem.objects.filter(parent__isnull=False).exists()


def test_without_the_trigger_a_part_ends_up_elsewhere(owner_sql):
    """The control: the same order, written past `settle`."""
    meeting = an_agenda(build_world().coalition, 3)
    first, second, third = order.current_order(meeting)
    write = set_up(transaction.atomic(order.write))
    with pytest.raises(IntegrityError, match="a part stands below its item"):
        write(meeting, [first, second, third], {third: first})
    owner_sql("ALTER TABLE governance_agendaitem DISABLE TRIGGER " + _named(owner_sql, TOGETHER))
    write(meeting, [first, second, third], {third: first})
    assert misplaced(meeting) == ["Punt 2"]


def _named(owner_sql, pattern):
    ((name,),) = owner_sql(f"SELECT tgname FROM pg_trigger WHERE tgname LIKE '{pattern}'")
    return name


def lengthen_both(meeting):
    """Two parts of ten minutes in an item of twenty: both are made fifteen at once. How many were."""
    whole, *parts = [meeting.items.get(position=n) for n in (1, 2, 3)]
    set_up(AgendaItem.objects.filter(pk=whole.pk).update)(minutes=20)
    for part in parts:
        set_up(AgendaItem.objects.filter(pk=part.pk).update)(minutes=5)
        nest(part)
    done = []

    def longer(part):
        # In one transaction, so that the other looks before this one is kept, however late it begins.
        with contextlib.suppress(IntegrityError), acting(BY), transaction.atomic():
            AgendaItem.objects.filter(pk=part.pk).update(minutes=15)
            connection.cursor().execute("SELECT pg_sleep(0.5)")
            done.append(part)

    all_at_once([lambda part=part: longer(part) for part in parts])
    return len(done)


def test_two_who_lengthen_two_parts_at_once_never_both_win(owner_sql):
    world = build_world()
    meeting = an_agenda(world.coalition, 3)
    assert lengthen_both(meeting) == 1
    assert too_long(meeting) == []
    # The control: without the lock of the item neither sees the minutes of the other.
    owner_sql(f"""DO $$ DECLARE f regprocedure; BEGIN
        SELECT tgfoid::regprocedure INTO f FROM pg_trigger WHERE tgname LIKE '{WITHIN}';
        EXECUTE replace(pg_get_functiondef(f), 'PERFORM pg_advisory_xact_lock', 'PERFORM 1; --');
        END $$""")
    other = an_agenda(world.other, 3)
    assert lengthen_both(other) == 2
    assert too_long(other) == ["Punt 0"]
