"""Two people press at once: the meetings of a series, the next meeting and moving items on happen once."""

import threading

import pytest
from django.db import Error

from governance.meetings.models import AgendaItem, Meeting
from governance.series import following, planning, reminding, slipping
from governance.series.models import Slip, TermNotice
from tests.governance.agendas import a_meeting, an_item, held
from tests.governance.planning import JANUARY, a_series, a_template, begun, some_terms
from tests.governance.test_writing_races import all_at_once
from tests.world import build_world, set_up
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 6


def pressed(work, presses=PRESSES):
    """Everybody at once; what each was told, and who was refused by the database."""
    told, refused = [], []

    def press():
        try:
            told.append(work())
        except Error as error:
            refused.append(error)

    all_at_once([press] * presses)
    return told, refused


def side_by_side(monkeypatch, module, name="lock"):
    """Switch the lock off, and let two who come in at once both have looked before either writes."""
    both = threading.Barrier(2, timeout=10)

    def no_lock(row):
        both.wait()
        return type(row).objects.get(pk=row.pk)

    monkeypatch.setattr(module, name, no_lock)


def made(body):
    return Meeting.objects.filter(body=body)


def test_the_meetings_of_a_series_are_made_once_and_without_the_lock_the_database_refuses(monkeypatch):
    world = build_world()
    for body in (world.coalition, world.other):
        a_template(body)
    series, other = a_series(world.coalition), a_series(world.other)
    told, refused = pressed(lambda: planning.make(series, [JANUARY], by=world.secretary))
    assert not refused
    assert sorted(map(len, told)) == [0] * (PRESSES - 1) + [1]
    assert made(world.coalition).count() == 1
    assert AgendaItem.objects.filter(body=world.coalition).count() == 4
    # Control: without the lock both begin, and only unique (series, date) holds the second meeting back.
    side_by_side(monkeypatch, planning)
    _, refused = pressed(lambda: planning.make(other, [JANUARY], by=world.secretary), 2)
    assert len(refused) == 1
    assert made(world.other).count() == 1


def test_the_next_meeting_is_one_for_everybody_and_without_the_lock_somebody_is_refused(monkeypatch):
    world = build_world()
    meeting, other = a_meeting(world.coalition), a_meeting(world.other)
    day = following.propose(meeting).day
    told, refused = pressed(lambda: following.make_following(meeting, day, by=world.secretary)[0].pk)
    assert not refused
    assert len(set(told)) == 1
    assert made(world.coalition).count() == 2
    side_by_side(monkeypatch, following)
    _, refused = pressed(lambda: following.make_following(other, day, by=world.secretary), 2)
    assert len(refused) == 1
    assert made(world.other).count() == 2


def held_with_next(body):
    """A meeting that was held with two items, and the next one."""
    past, coming = a_meeting(body), a_meeting(body, "Daarna", days=30)
    items = [an_item(past, title).pk for title in ("Eén", "Twee")]
    return held(past), coming, items


def test_an_item_goes_on_once_and_without_the_lock_only_the_database_sees_to_that(monkeypatch):
    world = build_world()
    past, coming, items = held_with_next(world.coalition)
    told, refused = pressed(lambda: slipping.not_reached(past, items, by=world.secretary))
    assert not refused
    assert sorted(map(len, told)) == [0] * (PRESSES - 1) + [2]
    assert coming.items.count() == Slip.objects.count() == 2
    past, coming, items = held_with_next(world.other)
    looked, both = slipping.left_over, threading.Barrier(2, timeout=10)
    monkeypatch.setattr(slipping, "lock", lambda row: type(row).objects.get(pk=row.pk))
    monkeypatch.setattr(slipping, "left_over", lambda meeting: (looked(meeting), both.wait())[0])
    _, refused = pressed(lambda: slipping.not_reached(past, items, by=world.secretary), 2)
    assert len(refused) == 1
    assert coming.items.count() == 2


def test_what_waits_goes_onto_one_of_two_new_meetings_and_a_term_is_mailed_once():
    world = build_world()
    past = a_meeting(world.coalition)
    item = an_item(past, "Wacht")
    held(past)
    slipping.not_reached(past, [item.pk], by=world.secretary)
    all_at_once([lambda days=days: begun(world.coalition, days=days) for days in (20, 30)])
    assert AgendaItem.objects.filter(title="Wacht").count() == 2
    assert Slip.objects.get().onto is not None

    some_terms(world.coalition, papers_days=None, minutes_days=None, agenda_days=7)
    a_meeting(world.coalition, days=8)
    (waiting,) = reminding.waiting()
    told, refused = pressed(set_up(lambda: reminding.tell(*waiting)))
    assert not refused
    assert sum(told) == TermNotice.objects.count() == 1
    assert OutgoingMail.objects.filter(kind=reminding.KIND).count() == 2
