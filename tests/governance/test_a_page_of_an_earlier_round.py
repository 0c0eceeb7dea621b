"""A page that stayed open shows an earlier round or vote: a press on it says nothing about other words."""

import uuid

import pytest
from django.urls import reverse

from governance.decisions.models import DecisionState
from governance.live import consenting, voting
from governance.live.models import ConsentVoice, DecisionBallot, Vote
from tests.governance.tables import a_table
from tests.world import set_up

pytestmark = pytest.mark.django_db


@set_up
def other_words(row):
    row.refresh_from_db()
    row.points = ["Iets anders."]
    row.save()


def a_second_round(table, row):
    """The round a page showed, with another one over other words since."""
    first = consenting.open_round(row, by=table.secretary)
    other_words(row)
    consenting.open_round(row, by=table.secretary)
    return first


def hidden(page, name):
    """What a page sends along by itself."""
    text = page.content.decode()
    at = text.index(f'name="{name}"')
    return text[at:].split('value="', 1)[1].split('"', 1)[0]


def test_the_hammer_does_not_fall_over_words_nobody_saw(world, as_):
    table = a_table()
    row = table.proposal()
    first = a_second_round(table, row)
    client, url = as_(table.secretary), reverse("consent_step", args=[row.pk])
    answer = client.post(url, {"stap": "besluit", "ronde": first.pk}, follow=True)
    assert "Iemand anders was je net voor" in answer.content.decode()
    client.post(url, {"stap": "sluit", "ronde": first.pk})
    row.refresh_from_db()
    assert row.is_proposal
    assert row.rounds.get(number=2).is_open
    client.post(url, {"stap": "besluit", "ronde": hidden(answer, "ronde")})
    row.refresh_from_db()
    assert row.state == DecisionState.ADOPTED, "control: the page as it is now decides"


def test_a_voice_is_about_the_words_somebody_read(world, as_):
    table = a_table()
    row = table.proposal()
    first = a_second_round(table, row)
    client, url = as_(table.members[0]), reverse("consent", args=[row.pk])
    said = {"party": table.keys[0], "kind": "instemming"}
    answer = client.post(url, {**said, "shown": first.pk})
    assert answer.status_code == 422
    assert "Iets anders." in answer.content.decode()
    assert not ConsentVoice.objects.exists()
    again = client.post(url, {**said, "shown": hidden(answer, "shown")})
    assert again.status_code == 302
    assert ConsentVoice.objects.get().round.number == 2


def a_second_vote(table, row):
    """The vote a page showed, with another one over other words since."""
    first = voting.open_ballot(row, by=table.secretary)
    voting.void(first, "Andere tekst.", by=table.secretary)
    other_words(row)
    row.refresh_from_db()
    voting.open_ballot(row, by=table.secretary)
    return first


def test_a_vote_is_about_the_words_somebody_read(world, as_):
    table = a_table()
    row = table.proposal()
    first = a_second_vote(table, row)
    client, url = as_(table.members[0]), reverse("ballot", args=[row.pk])
    cast = {"wie": table.keys[0], "stem": "voor"}
    answer = client.post(url, {**cast, "stemming": first.pk}, follow=True)
    assert "Iemand anders was je net voor" in answer.content.decode()
    assert not Vote.objects.exists()
    live = client.get(reverse("live", args=[table.meeting.pk]))
    for page in (answer, live):
        client.post(url, {**cast, "stemming": hidden(page, "stemming")})
        assert Vote.objects.get().ballot.number == 2, "control"


def test_who_counts_or_ends_a_vote_saw_it(world, as_):
    table = a_table()
    row = table.proposal()
    first = a_second_vote(table, row)
    client = as_(table.secretary)
    client.post(reverse("ballot_step", args=[row.pk]), {"stap": "tel", "stemming": first.pk})
    void = reverse("ballot_void", args=[row.pk])
    refused = client.post(void, {"reason": "Toch niet.", "shown": first.pk})
    assert refused.status_code == 422
    second = DecisionBallot.objects.get(number=2)
    assert second.outcome == ""
    assert client.post(void, {"reason": "Toch niet.", "shown": hidden(refused, "shown")}).status_code == 302
    second.refresh_from_db()
    assert second.is_counted
    unknown = client.post(reverse("ballot_step", args=[row.pk]), {"stap": "tel", "stemming": uuid.uuid4()})
    assert unknown.status_code == 302
