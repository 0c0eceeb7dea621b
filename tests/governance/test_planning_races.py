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


def making():
    world = build_world()
    series = a_series(world.coalition)
    a_template(world.coalition)
    return world, lambda: planning.make(series, [JANUARY], by=world.secretary)


def test_the_meetings_of_a_series_are_made_once():
    world, work = making()
    told, refused = pressed(work)
    assert not refused
    assert sorted(map(len, told)) == [0] * (PRESSES - 1) + [1]
    assert Meeting.objects.filter(body=world.coalition).count() == 1
    assert AgendaItem.objects.filter(body=world.coalition).count() == 4


def test_control_without_the_lock_only_the_database_holds_a_second_meeting_back(monkeypatch):
    world, work = making()
    side_by_side(monkeypatch, planning)
    _, refused = pressed(work, 2)
    assert len(refused) == 1
    assert Meeting.objects.filter(body=world.coalition).count() == 1


def next_one():
    world = build_world()
    meeting = a_meeting(world.coalition)
    day = following.propose(meeting).day
    return world, lambda: following.make_following(meeting, day, by=world.secretary)[0].pk


def test_the_next_meeting_is_one_meeting_for_everybody_who_presses():
    world, work = next_one()
    told, refused = pressed(work)
    assert not refused
    assert len(set(told)) == 1
    assert Meeting.objects.filter(body=world.coalition).count() == 2


def test_control_without_the_lock_somebody_is_refused(monkeypatch):
    world, work = next_one()
    side_by_side(monkeypatch, following)
    _, refused = pressed(work, 2)
    assert len(refused) == 1
    assert Meeting.objects.filter(body=world.coalition).count() == 2


def not_reached():
    world = build_world()
    past, coming = a_meeting(world.coalition), a_meeting(world.coalition, "Daarna", days=30)
    items = [an_item(past, title) for title in ("Eén", "Twee")]
    held(past)
    return coming, lambda: slipping.not_reached(past, [item.pk for item in items], by=world.secretary)


def test_an_item_goes_on_once_however_many_press():
    coming, work = not_reached()
    told, refused = pressed(work)
    assert not refused
    assert sorted(map(len, told)) == [0] * (PRESSES - 1) + [2]
    assert coming.items.count() == Slip.objects.count() == 2


def test_control_without_the_lock_only_the_database_holds_a_second_one_back(monkeypatch):
    coming, work = not_reached()
    real, both = slipping.left_over, threading.Barrier(2, timeout=10)
    monkeypatch.setattr(slipping, "lock", lambda row: type(row).objects.get(pk=row.pk))

    def looked(meeting):
        found = real(meeting)
        both.wait()
        return found

    monkeypatch.setattr(slipping, "left_over", looked)
    _, refused = pressed(work, 2)
    assert len(refused) == 1
    assert coming.items.count() == 2


def test_what_waits_goes_onto_one_of_two_meetings_made_at_once():
    world = build_world()
    past = a_meeting(world.coalition)
    item = an_item(past, "Wacht")
    held(past)
    slipping.not_reached(past, [item.pk], by=world.secretary)
    days = iter([20, 30])
    all_at_once(
        [lambda: begun(world.coalition, days=next(days)), lambda: begun(world.coalition, days=next(days))]
    )
    assert AgendaItem.objects.filter(title="Wacht").count() == 2
    assert Slip.objects.get().onto is not None


def test_a_term_is_mailed_once_by_many_workers():
    world = build_world()
    some_terms(world.coalition, papers_days=None, minutes_days=None, agenda_days=7)
    a_meeting(world.coalition, days=8)
    waiting = reminding.waiting()
    assert len(waiting) == 1
    tell = set_up(lambda: reminding.tell(*waiting[0]))
    told, refused = pressed(tell)
    assert not refused
    assert sum(told) == TermNotice.objects.count() == 1
    assert OutgoingMail.objects.filter(kind=reminding.KIND).count() == 2
