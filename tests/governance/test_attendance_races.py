"""Everybody at once: quorum, presence, answers and proxies hold (promise I9). Races have a control without the lock."""

import random
import threading
import time
from collections import Counter
from contextlib import suppress
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from governance.attendance import inviting, presence, replying
from governance.attendance.jobs import tell_invited
from governance.attendance.models import CalendarLetter, Invitation, MovementKind, PresenceState, Reply
from governance.attendance.presence import note, note_movement, present_at, register_settled
from governance.attendance.quorum import quorum_of
from governance.bodies.models import Mandate
from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, an_item
from tests.governance.attending import KIND, a_meeting_with, replied, rule, table_of
from tests.governance.test_writing_races import all_at_once
from tests.world import account, build_world
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
DECIDED = 77


@pytest.fixture(autouse=True)
def _decisions():
    """A room above that decides: an item it decided on has this many minutes."""
    register_settled(
        "races",
        lambda items: set(
            AgendaItem.objects.filter(pk__in=items, minutes=DECIDED).values_list("pk", flat=True)
        ),
    )
    yield
    presence._settled.pop("races")


def unlocked(monkeypatch):
    """Switch the guard off: everybody reads the meeting without waiting for each other."""
    for module in (order, presence, replying, inviting):
        monkeypatch.setattr(module, "lock", lambda meeting: Meeting.objects.get(pk=meeting.pk))


class Moment:
    """One round: the decider says when they looked at the quorum, and waits a while for the leavers to be gone."""

    def __init__(self, leavers, patience):
        self.looked, self.gone = threading.Event(), threading.Semaphore(0)
        self.leavers, self.until = leavers, time.monotonic() + patience

    def wait_for_the_leavers(self):
        for _ in range(self.leavers):
            self.gone.acquire(timeout=max(0, self.until - time.monotonic()))


def decide(item, by, moment):
    """What a room above does: the meeting first, then the quorum, and only then the decision."""
    with acting(by), transaction.atomic():
        order.lock(item.meeting)
        met = quorum_of(item).met
        moment.looked.set()
        if met:
            moment.wait_for_the_leavers()  # under the lock they wait for us, so this takes all patience
            AgendaItem.objects.filter(pk=item.pk).update(minutes=DECIDED)
    return met


def leave(row, item, by, moment):
    """Just after somebody looked; where a lock is, that is a wait for it."""
    moment.looked.wait(timeout=30)
    with suppress(ValidationError):
        note_movement(row, item, MovementKind.LEFT, by=by)
    moment.gone.release()


def leavers_against_a_decision(rounds, count, name="Overleg", patience=0.1):
    """In each round as many leave as would break the quorum while somebody decides; how many rounds ended with a
    decision that has no quorum, and how often was decided."""
    by = account(f"Secretaris van {name}")
    body, people = table_of(count, name=name)
    rule(body, numerator=1, denominator=2)
    meeting, rows = a_meeting_with(body, people)
    note(meeting, {row.pk: ("", PresenceState.PRESENT) for row in rows}, by=by)
    broken, outcomes = 0, Counter()
    for number in range(rounds):
        item = an_item(meeting, f"Voorstel {number}")
        sit_down(meeting, rows, item, by)
        going = rows[: count // 2 + 1]
        moment = Moment(len(going), patience)
        if number % 2 and patience < 1:
            moment.looked.set()  # nobody waits for the decider to look
        work = [partial(leave, row, item, by, moment) for row in going]
        work.append(lambda item=item, moment=moment: outcomes.update([decide(item, by, moment)]))
        random.Random(number).shuffle(work)
        all_at_once(work)
        decided = AgendaItem.objects.get(pk=item.pk).minutes == DECIDED
        broken += decided and not quorum_of(item).met
    return broken, outcomes


def sit_down(meeting, rows, item, by):
    """Who left before comes in again at this item."""
    there = present_at(meeting).at(item.position)
    for row in rows:
        if row.pk not in there:
            note_movement(row, item, MovementKind.CAME, by=by)


def test_no_decision_stands_without_its_quorum_while_people_leave_and_without_the_lock_one_does(monkeypatch):
    broken, outcomes = leavers_against_a_decision(4, 6)
    assert broken == 0
    assert sum(outcomes.values()) == 4
    unlocked(monkeypatch)
    broken, _ = leavers_against_a_decision(2, 6, name="Zonder slot", patience=30)
    assert broken > 0


@pytest.mark.long
def test_no_decision_stands_without_its_quorum_while_ten_leave_a_thousand_times():
    """Ten who leave and one decision race in every round: 10,000 leave, from tables that stay small."""
    for number in range(10):
        broken, outcomes = leavers_against_a_decision(100, 18, name=f"Overleg {number}")
        assert broken == 0
        assert sum(outcomes.values()) == 100


def at_the_same_time(count):
    """The secretary sends the invitations so often at once, and one member then sends an alternate so often."""
    world = build_world()
    meeting = a_meeting(world.coalition)
    mandates = list(
        Mandate.objects.filter(body=world.coalition).select_related("person", "seat__organisation")
    )
    new = []
    all_at_once([lambda: new.append(inviting.invite(meeting, mandates, by=world.secretary))] * count)
    assert sorted(new) == [0] * (count - 1) + [len(mandates)]
    row = Invitation.objects.get(meeting=meeting, person=world.member.person)
    url, told = reverse("invitation", args=[row.pk]), []
    data = {"reply": "nee", "instead": str(world.partner.person_id), "version": row.version}

    def click():
        client = Client()
        client.force_login(world.member)
        told.append(client.post(url, data).status_code)

    all_at_once([click] * count)
    return row, told, len(mandates) + 1


@pytest.mark.parametrize("count", [8, pytest.param(50, marks=pytest.mark.long)])
def test_everybody_is_asked_once_and_one_member_clicking_is_one_answer_one_alternate_and_one_mail(count):
    row, told, people = at_the_same_time(count)
    assert set(told) <= {302, 409}
    assert 302 in told
    row.refresh_from_db()
    assert row.reply == Reply.NO
    assert row.alternates.asked().count() == 1
    assert row.history.filter(pgh_label="gewijzigd", reply=Reply.NO).count() == 1
    all_at_once([tell] * 4)
    assert CalendarLetter.objects.count() == people
    assert OutgoingMail.objects.filter(kind=KIND).count() == people


def tell():
    with acting(SystemActor.WORKER):
        tell_invited()


def give(row, to):
    with suppress(ValidationError):
        replied(row, Reply.NO, proxy=to)


def proxies(rounds, name="Overleg"):
    """Two members authorise the same third one, who may carry one; how many rounds ended with more."""
    too_many = 0
    body, people = table_of(3, name=name)
    rule(body, number=1, most_proxies=1)
    for number in range(rounds):
        _, rows = a_meeting_with(body, people, days=7 + number)

        all_at_once([partial(give, rows[0], rows[2]), partial(give, rows[1], rows[2])])
        too_many += Invitation.objects.filter(proxy=rows[2]).count() > 1
    return too_many


def test_nobody_carries_a_proxy_too_many_and_without_the_lock_somebody_does(monkeypatch):
    assert proxies(4) == 0
    unlocked(monkeypatch)
    check, both_looked = replying._check, threading.Barrier(2, timeout=30)

    def together(row, given):
        check(row, given)
        both_looked.wait()

    monkeypatch.setattr(replying, "_check", together)
    assert proxies(1, name="Zonder slot") == 1
