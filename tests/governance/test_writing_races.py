"""Many phones at once: no opbrengst lost or doubled, and no member with more dots than there are."""

import threading
import uuid

import pytest
from django.db import Error, connection
from django.test import Client
from django.urls import reverse

from governance.writing.models import Ballot, Dot, HarvestItem, WritingAssignment
from governance.writing.models.harvest import open_session
from governance.writing.models.votes import cast_ballot
from governance.writing.steps import Step
from tests.governance import writing
from tests.world import build_world
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(works):
    """Run every function in a thread of its own, from the same moment."""
    start = threading.Barrier(len(works))

    def run(work):
        try:
            start.wait()
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def phones(count):
    """Each phone sends two opbrengsten, each with two presses of the button; what was answered with a redirect."""
    world = build_world()
    team = writing.a_team(world)
    session = open_session(team.assignment, by=team.lead, title="Startdag")
    url = reverse("harvest_guest", args=[session.code])
    told = []

    def press(client, text, key):
        data = {"text": text, **({"form_key": key} if key else {})}
        if client.post(url, data).status_code == 302:
            told.append(text)

    def phone(number, keyed):
        client = Client()
        for turn in range(2):
            key = str(uuid.uuid4()) if keyed else ""
            press(client, f"{number}.{turn}", key)
            press(client, f"{number}.{turn}", key)

    return session, told, phone, count


def harvest(count, *, keyed=True):
    session, told, phone, count = phones(count)
    all_at_once([lambda number=number: phone(number, keyed) for number in range(count)])
    return sorted(HarvestItem.objects.filter(session=session).values_list("text", flat=True)), told


def test_no_opbrengst_of_eight_phones_is_lost_or_doubled():
    said, told = harvest(8)
    assert said == sorted({f"{number}.{turn}" for number in range(8) for turn in range(2)})
    assert set(told) == set(said)


@pytest.mark.long
def test_no_opbrengst_of_fifty_phones_is_lost_or_doubled():
    said, told = harvest(50)
    assert said == sorted({f"{number}.{turn}" for number in range(50) for turn in range(2)})
    assert set(told) == set(said)


def test_control_without_a_key_each_press_adds_one():
    said, _ = harvest(3, keyed=False)
    assert len(said) == 3 * 2 * 2


def test_one_member_in_six_windows_has_no_dot_too_many():
    team = writing.a_team(build_world())
    clusters = writing.prioritising(team)
    ballot = cast_ballot(team.assignment, by=team.lead, dots={}, scores={}, seen=0)
    done, refused = [], []

    def by_form(cluster):
        try:
            cast_ballot(team.assignment, by=team.lead, dots={cluster.pk: 5}, scores={}, seen=ballot.version)
            done.append(cluster)
        except StaleVersion:
            refused.append(cluster)

    all_at_once([lambda n=n: by_form(clusters[n % 2]) for n in range(6)])
    assert (len(done), len(refused)) == (1, 5)
    assert Dot.objects.filter(ballot=ballot).count() == 5

    # Past the form and its version the database itself has no sixth dot.
    def past_it(cluster):
        try:
            with acting(team.lead):
                for number in range(1, 8):
                    Dot.objects.create(ballot=ballot, cluster=cluster, number=number)
        except Error:
            refused.append(cluster)

    all_at_once([lambda: past_it(clusters[0]), lambda: past_it(clusters[1])])
    assert Dot.objects.filter(ballot=ballot).count() == 5


def test_a_vote_is_counted_or_refused_while_the_vote_closes():
    team = writing.a_team(build_world())
    cluster = writing.prioritising(team)[0]
    cast_ballot(team.assignment, by=team.lead, dots={}, scores={}, seen=0)
    told = []

    def vote(member):
        try:
            cast_ballot(team.assignment, by=member, dots={cluster.pk: 3}, scores={}, seen=0)
            told.append(member.person_id)
        except Error:
            pass

    def close():
        WritingAssignment.objects.get(pk=team.assignment.pk).move(Step.CONCRETISE, by=team.lead)

    all_at_once([lambda: vote(team.expert), lambda: vote(team.coordinator), close])
    counted = Ballot.objects.filter(dots__isnull=False).values_list("person", flat=True).distinct()
    assert set(counted) == set(told)
    with pytest.raises(Error):
        cast_ballot(team.assignment, by=team.lead, dots={cluster.pk: 1}, scores={}, seen=1)
