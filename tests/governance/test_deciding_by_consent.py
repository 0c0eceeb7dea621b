"""Consent in rounds: a reasoned objection stands in the way, other words ask another round, concerns stay."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.attendance.models import RecusalKind
from governance.attendance.recusing import say
from governance.decisions import settling
from governance.decisions.models import DecisionState, Method
from governance.live import consenting, voting
from governance.live.consenting import Said, open_round, speak
from governance.live.models import Choice, ConsentVoice, VoiceKind, VoiceState
from governance.live.words import how_decided
from tests.governance.deciding import yesterday
from tests.governance.tables import a_table
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def objects(table, running, at=0, reason="Wij kunnen dit niet betalen."):
    said = Said(table.keys[at], VoiceKind.OBJECTION, reason)
    return speak(running, said, by=table.members[at])


def adopt(row):
    row.refresh_from_db()
    return row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT)


@set_up
def other_words(row):
    row.refresh_from_db()
    row.points = ["Iets anders."]
    row.save()


def test_nobody_objects_and_it_is_adopted(world):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    first = speak(running, Said(table.keys[0], VoiceKind.AGREES), by=table.members[0])
    assert speak(running, Said(table.keys[0], VoiceKind.AGREES), by=table.members[0]) == first, (
        "twice is once"
    )
    consenting.adopt(running, by=table.secretary)
    row.refresh_from_db()
    assert (row.state, row.method) == (DecisionState.ADOPTED, Method.CONSENT)


def test_an_objection_stands_in_the_way_until_it_is_a_concern(world):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    voice = objects(table, running)
    with pytest.raises(ValidationError, match="bezwaar"):
        consenting.adopt(running, by=table.secretary)
    running.refresh_from_db()
    assert running.is_open, "what was refused closed nothing"
    assert consenting.answer(voice, VoiceState.CONCERN, "Wij houden het in de gaten.", by=table.secretary)
    consenting.adopt(running, by=table.secretary)
    kept = ConsentVoice.objects.get()
    assert kept.stays_a_concern
    with acting(SystemActor.SETUP), pytest.raises(IntegrityError, match="over"), transaction.atomic():
        ConsentVoice.objects.filter(pk=kept.pk).update(answer="toch niet")


def test_control_without_the_check_it_passes_all_the_same(world, monkeypatch):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    objects(table, running)
    consenting.close_round(running, by=table.secretary)
    with pytest.raises(ValidationError, match="bezwaar"):
        adopt(row)
    monkeypatch.delitem(settling._checks, "consent")
    assert adopt(row)


def test_other_words_ask_a_second_round(world):
    table = a_table()
    row = table.proposal()
    first = open_round(row, by=table.secretary)
    objects(table, first)
    consenting.close_round(first, by=table.secretary)
    other_words(row)
    with pytest.raises(ValidationError, match="gewijzigd"):
        adopt(row)
    second = open_round(row, by=table.secretary)
    assert (second.number, second.points) == (2, ["Iets anders."])
    consenting.adopt(second, by=table.secretary)
    assert row.rounds.get(number=1).points != row.rounds.get(number=2).points


def test_an_objection_has_a_reason_and_comes_from_who_takes_part(world):
    table = a_table()
    running = open_round(table.proposal(), by=table.secretary)
    with pytest.raises(ValidationError, match="waarom"):
        objects(table, running, reason="")
    with pytest.raises(ValidationError, match="niet spreken"):
        speak(running, Said(table.keys[1], VoiceKind.OBJECTION, "namens een ander"), by=table.members[0])
    say(table.rows[0], table.item, RecusalKind.STEPS_ASIDE, "eigen belang", by=table.members[0])
    with pytest.raises(ValidationError, match="doet niet mee"):
        objects(table, running)
    assert objects(table, running, at=1), "control: who takes part is heard"


def test_members_do_it_on_their_phone(world, as_):
    table = a_table()
    row = table.proposal()
    open_round(row, by=table.secretary)
    url = reverse("consent", args=[row.pk])
    typed = {"party": table.keys[0], "kind": "bezwaar", "reason": "Te duur voor ons."}
    assert as_(table.members[0]).post(url, typed).status_code == 302
    assert as_(table.members[0]).post(url, {**typed, "reason": ""}).status_code == 422
    assert "Te duur voor ons." in as_(table.members[1]).get(url).content.decode()
    screen = as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "1 bezwaar" in screen
    step = reverse("consent_step", args=[row.pk])
    as_(table.secretary).post(step, {"stap": "besluit"})
    row.refresh_from_db()
    assert row.is_proposal
    voice = ConsentVoice.objects.get()
    answer = reverse("consent_answer", args=[row.pk, voice.pk])
    as_(table.secretary).post(answer, {"state": "weg", "answer": "Er komt geld bij."})
    as_(table.secretary).post(step, {"stap": "besluit"})
    row.refresh_from_db()
    assert row.state == DecisionState.ADOPTED


def test_a_concern_is_seen_at_the_table_though_it_is_no_objection(world, as_):
    table = a_table()
    row = table.proposal()
    open_round(row, by=table.secretary)
    typed = {"party": table.keys[0], "kind": "zorg", "reason": "Wie betaalt dit in 2028?"}
    as_(table.members[0]).post(reverse("consent", args=[row.pk]), typed)
    screen = as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "Geen bezwaren." in screen
    assert "Zorg van" in screen
    assert "Wie betaalt dit in 2028?" in screen


@pytest.mark.parametrize("method", [Method.IN_WRITING, Method.VOTE, Method.UNKNOWN])
def test_no_other_way_to_decide_gets_past_a_round(world, method):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    voice = objects(table, running)

    def settle():
        row.refresh_from_db()
        return row.adopt(by=SystemActor.SETUP, on=yesterday(), method=method)

    with pytest.raises(ValidationError, match="ronde loopt"):
        settle()
    consenting.close_round(running, by=table.secretary)
    with pytest.raises(ValidationError, match="bezwaar"):
        settle()
    consenting.answer(voice, VoiceState.CONCERN, "Wij houden het in de gaten.", by=table.secretary)
    assert settle(), "control: what nobody objects to any more is decided in any way"


def test_it_is_not_rejected_either_while_a_round_is_open(world):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)

    def reject():
        row.refresh_from_db()
        row.reject(by=table.secretary, on=yesterday(), method=Method.CONSENT, note="Te duur")

    with pytest.raises(ValidationError, match="Sluit die eerst"):
        reject()
    row.refresh_from_db()
    assert row.state == DecisionState.DRAFT
    assert consenting.close_round(running, by=table.secretary), "what the words say to do can be done"
    reject()
    assert row.state == DecisionState.REJECTED


def test_a_counted_vote_decides_over_an_objection(world):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    objects(table, running)
    consenting.close_round(running, by=table.secretary)
    ballot = voting.open_ballot(row, by=table.secretary)
    for at in (1, 2):
        voting.vote(ballot, table.keys[at], Choice.FOR, by=table.members[at])
    voting.count(ballot, by=table.secretary)
    assert voting.settle(ballot, by=table.secretary)


@set_up
def another_title(row):
    row.refresh_from_db()
    row.title = "Toch iets heel anders"
    row.save()


def test_another_title_asks_another_round(world):
    table = a_table()
    row = table.proposal()
    first = open_round(row, by=table.secretary)
    assert open_round(row, by=table.secretary) == first, "control: the same words are the same round"
    another_title(row)
    consenting.close_round(first, by=table.secretary)
    with pytest.raises(ValidationError, match="gewijzigd"):
        adopt(row)
    second = open_round(row, by=table.secretary)
    assert (second.number, second.title) == (2, "Toch iets heel anders")
    assert consenting.adopt(second, by=table.secretary)


def test_its_page_says_what_consent_means_and_how_many_concerns_stay(world, as_):
    table = a_table()
    row = table.proposal()
    running = open_round(row, by=table.secretary)
    for at in (0, 1):
        speak(running, Said(table.keys[at], VoiceKind.CONCERN, "Wie betaalt dit?"), by=table.members[at])
    consenting.adopt(running, by=table.secretary)
    row.refresh_from_db()
    told = as_(table.members[2]).get(row.get_absolute_url()).content.decode()
    assert "Met instemming: geen overwegend bezwaar, met 2 zorgen die blijven." in told
    assert "van allen" not in told
    public = Client().get(row.get_absolute_url()).content.decode()
    assert "Met instemming: geen overwegend bezwaar" in public
    assert "zorgen" not in public, "concerns are for the body"


def test_one_concern_is_one_and_none_is_not_spoken_of(world):
    row = a_table().proposal()
    row.method = Method.CONSENT
    assert how_decided(row, 0) == "Met instemming: geen overwegend bezwaar"
    assert how_decided(row, 1).endswith(", met 1 zorg die blijft")
    row.method = Method.VOTE
    assert how_decided(row, 1) == "Na stemming"
