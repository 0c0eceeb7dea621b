"""Votes at once (promise I9): fifty presses are one vote, and no vote slips in after counting. With controls."""

import os
import threading
from contextlib import suppress
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from governance.live import consenting, voting
from governance.live.models import Choice, DecisionBallot, Vote
from governance.meetings.models import Meeting
from tests.governance.tables import a_table
from tests.governance.test_writing_races import all_at_once
from tests.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)
FULL = bool(os.environ.get("ZORGZAAM_FULL"))


def press(ballot, key, choice, by):
    with suppress(ValidationError, IntegrityError):
        voting.vote(ballot, key, choice, by=by)


def counted_otherwise(rounds, name):
    """In each round everybody votes while the secretary counts; in how many rounds the figures are not the votes."""
    wrong = 0
    table = a_table(seats=4, name=name)
    for _ in range(rounds):
        row = table.proposal()
        ballot = voting.open_ballot(row, by=table.secretary)
        voting.vote(ballot, table.keys[0], Choice.FOR, by=table.members[0])
        work = [
            partial(press, ballot, key, Choice.AGAINST, by)
            for key, by in zip(table.keys[1:], table.members[1:], strict=True)
        ]
        work.insert(1, partial(voting.count, ballot, by=table.secretary))
        all_at_once(work)
        ballot.refresh_from_db()
        votes = list(Vote.objects.filter(ballot=ballot).values_list("choice", flat=True))
        wrong += (ballot.votes_for, ballot.votes_against) != (votes.count("voor"), votes.count("tegen"))
    return wrong


def test_fifty_presses_are_one_vote():
    build_world()
    table = a_table()
    ballot = voting.open_ballot(table.proposal(), by=table.secretary)
    choices = [Choice.FOR, Choice.AGAINST]
    work = [
        partial(press, ballot, table.keys[0], choices[n % 2], table.members[0])
        for n in range(50 if FULL else 12)
    ]
    all_at_once(work)
    assert Vote.objects.count() == 1


def test_what_is_counted_is_what_was_cast():
    build_world()
    # Four race in every round: three votes and the count. In full that is 10,000 of them, at tables that stay small.
    tables, rounds = (10, 250) if FULL else (1, 8)
    assert sum(counted_otherwise(rounds, f"Overleg {number}") for number in range(tables)) == 0


def test_control_without_lock_and_trigger_a_vote_slips_in_after_counting(monkeypatch, owner_sql):
    """A vote that looked before counting and writes after it: refused by the trigger, kept without it."""
    build_world()
    monkeypatch.setattr(consenting, "lock", lambda meeting: Meeting.objects.get(pk=meeting.pk))
    table = a_table()
    for guarded in (True, False):
        if not guarded:
            owner_sql("ALTER TABLE governance_vote DISABLE TRIGGER USER")
        ballot = voting.open_ballot(table.proposal(), by=table.secretary)
        looked, counted = threading.Event(), threading.Event()
        real = voting.speaks

        def slow(*args, looked=looked, counted=counted, real=real, **kwargs):
            real(*args, **kwargs)
            looked.set()
            counted.wait(timeout=20)

        monkeypatch.setattr(voting, "speaks", slow)

        def count(ballot=ballot, looked=looked, counted=counted):
            looked.wait(timeout=20)
            DecisionBallot.objects.filter(pk=ballot.pk)
            voting_count(ballot, table)
            counted.set()

        all_at_once([partial(press, ballot, table.keys[0], Choice.FOR, table.members[0]), count])
        monkeypatch.setattr(voting, "speaks", real)
        ballot.refresh_from_db()
        assert ballot.votes_for == 0
        assert Vote.objects.filter(ballot=ballot).exists() is not guarded
    owner_sql("ALTER TABLE governance_vote ENABLE TRIGGER USER")


def voting_count(ballot, table):
    """Counting without waiting for the row of the proposal, as the control asks."""
    from django.db import transaction

    from zorgzaam.audit.history import acting

    with acting(table.secretary), transaction.atomic():
        row = DecisionBallot.objects.get(pk=ballot.pk)
        voting._write(row, set(table.keys), table.secretary.person)
