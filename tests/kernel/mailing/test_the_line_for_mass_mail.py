"""Mass mail goes over its own line, whatever the relay does, and never after the reader ended it (promises I3, I5)."""

import datetime
import threading
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from tests.kernel.mailing import mass
from zorgzaam.post.bulk import claiming
from zorgzaam.post.bulk.models import MailDomain, Mailing, MailingState
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.delivery import deliver_waiting
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.reconcile import recover_leases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
# Threads have a connection of their own; each such test costs a fresh database.
committed = pytest.mark.django_db(transaction=True)
ODD = "lezer1@deltaland.example"


def states() -> Counter[str]:
    return Counter(OutgoingMail.objects.values_list("state", flat=True))


def odd() -> OutgoingMail:
    return OutgoingMail.objects.get(to_address=ODD)


@committed
@pytest.mark.parametrize("connections", [1, 4])
def test_everybody_gets_it_once(sink, settings, connections):
    settings.MAIL_CONNECTIONS = connections
    mass.people(60)
    mass.queued()
    assert send_waiting() == 60
    assert send_waiting() == 0
    assert states() == {MailState.SENT: 60}
    assert sink.taken == dict.fromkeys(OutgoingMail.objects.values_list("message_id", flat=True), 1)
    assert len({mail.last_answer for mail in OutgoingMail.objects.all()}) == 1


def test_one_connection_for_all_of_them(sink):
    mass.people(50)
    mass.queued()
    send_waiting()
    assert sum(command.upper().startswith(("EHLO", "HELO")) for command in sink.commands) == 1


def test_single_mail_does_not_wait_behind_it_nor_go_over_its_line(sink):
    mass.people(2)
    mass.queued()
    assert deliver_waiting() == 0
    assert states() == {MailState.QUEUED: 2}


@pytest.mark.parametrize("code", [421, 450, 451, 452, 550, 552])
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_a_refusal_of_one_stops_nobody_else(sink, stage, code):
    mass.people(6)
    mass.queued()
    sink.for_recipient[ODD] = {stage: f"{code} nee"}
    if stage == "mail":
        sink.answers["mail"] = f"{code} nee"
    send_waiting()
    if stage == "mail":
        # It refuses us, not one mail: nobody failed, nobody lost an attempt.
        assert states() == {MailState.QUEUED: 6}
        assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {0}
        return
    assert odd().state == (MailState.FAILED if code >= 500 else MailState.QUEUED)
    sink.for_recipient.clear()
    MailDomain.objects.all().delete()
    OutgoingMail.objects.filter(state=MailState.QUEUED).update(not_before=timezone.now())
    send_waiting()
    assert states()[MailState.SENT] == (5 if code >= 500 else 6)
    assert set(sink.taken.values()) == {1}


@pytest.mark.parametrize("how", ["body-drop", "dot-drop", "stall"])
def test_a_broken_conversation_leaves_one_unsure_and_the_others_go(sink, how):
    mass.people(6)
    mass.queued()
    sink.for_recipient[ODD] = {"dot": how}
    send_waiting()
    assert odd().state == MailState.UNCERTAIN
    assert states() == {MailState.SENT: 5, MailState.UNCERTAIN: 1}


@pytest.mark.parametrize(
    "trouble", [{"connect": "421 weg"}, {"connect": "drop"}, {"connect": "stall"}, {"mail": "451 x"}]
)
def test_when_the_relay_is_repaired_everything_goes_at_the_next_round(sink, trouble):
    mass.people(6)
    mass.queued()
    sink.answers = trouble
    assert send_waiting() == 0
    assert states() == {MailState.QUEUED: 6}
    sink.answers = {}
    OutgoingMail.objects.update(not_before=timezone.now())  # a minute later
    assert send_waiting() == 6
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {0}


def test_a_reader_whose_values_do_not_fit_fails_alone(sink):
    mass.people(5)
    mass.queued()
    OutgoingMail.objects.filter(to_address=ODD).update(values={"key": "a b", "name": "Jo"})
    assert send_waiting() == 4
    assert odd().state == MailState.FAILED
    assert "op te stellen" in odd().last_answer


def test_a_paused_mailing_stands_still_and_goes_on(sink):
    mass.people(3)
    mass.queued()
    Mailing.objects.update(state=MailingState.PAUSED)
    assert send_waiting() == 0
    Mailing.objects.update(state=MailingState.RUNNING)
    assert send_waiting() == 3


def test_a_pause_stops_what_was_claimed_too(sink, monkeypatch):
    mass.people(3)
    mass.queued()
    mails = claiming.claim(0)
    Mailing.objects.update(state=MailingState.PAUSED)
    monkeypatch.setattr("zorgzaam.post.bulk.sending.claim", [mails, []][::-1].pop)
    assert send_waiting() == 0
    assert states() == {MailState.QUEUED: 3}
    assert not sink.messages


def test_a_held_post_office_sends_none(sink):
    mass.people(3)
    mass.queued()
    PostOffice.objects.update_or_create(pk=1, defaults={"held": True})
    assert send_waiting() == 0
    PostOffice.objects.update(held=False)
    assert send_waiting() == 3


def test_a_domain_that_asks_for_a_pause_rests_and_the_others_go(sink):
    mass.people(3)
    mass.people(3, "waterstad.example")
    mass.queued()
    for each in range(3):
        sink.for_recipient[f"lezer{each}@deltaland.example"] = {"rcpt": "451 te druk"}
    send_waiting()
    assert OutgoingMail.objects.filter(domain="waterstad.example", state=MailState.SENT).count() == 3
    assert MailDomain.objects.get().domain == "deltaland.example"
    sink.for_recipient.clear()
    OutgoingMail.objects.update(not_before=timezone.now())
    assert send_waiting() == 0
    MailDomain.objects.update(rest_until=timezone.now())
    assert send_waiting() == 3


@pytest.mark.parametrize(
    ("answer", "rests"),
    [
        ("421 dicht", True),
        ("451 te druk", True),
        ("450 4.3.2 het systeem ligt stil", True),
        ("452 4.4.5 te veel", True),
        ("450 4.7.1 straks weer", True),
        # One reader's mailbox: the others of that domain go on.
        ("450 postvak bezet", False),
        ("450 4.2.0 postvak bezet", False),
        ("451 4.2.1 postvak even dicht", False),
        ("452 4.2.2 postvak vol", False),
        ("450 geweigerd door 4.3.2.1", False),
        ("550 5.7.1 u niet", False),
    ],
)
def test_what_one_mailbox_says_rests_no_domain(sink, answer, rests):
    mass.people(2)
    mass.queued()
    sink.for_recipient[ODD] = {"rcpt": answer}
    send_waiting()
    assert MailDomain.objects.exists() == rests


def test_what_was_said_of_another_mail_rests_no_domain(sink):
    mass.people(1)
    mass.people(1, "waterstad.example")
    mass.queued()
    OutgoingMail.objects.filter(domain="deltaland.example").update(
        not_before=timezone.now() - datetime.timedelta(hours=1)
    )
    sink.for_recipient["lezer0@deltaland.example"] = {"rcpt": "451 te druk"}
    sink.for_recipient["lezer0@waterstad.example"] = {"rcpt": "drop"}
    send_waiting()
    assert MailDomain.objects.get().domain == "deltaland.example"


def test_no_more_than_so_many_to_one_domain_are_on_their_way(sink, settings):
    settings.MAIL_PER_DOMAIN = 2
    mass.people(10)
    mass.people(1, "waterstad.example")
    mass.queued()
    taken = claiming.claim(0)
    assert Counter(mail.domain for mail in taken) == {"deltaland.example": 2, "waterstad.example": 1}
    assert claiming.claim(0) == []
    OutgoingMail.objects.update(lease_until=timezone.now() - datetime.timedelta(hours=1))
    recover_leases()
    assert send_waiting() == 11


@committed
def test_a_lane_is_taken_once(sink):
    with claiming.lane(0) as mine:
        assert mine
        found = []
        thread = threading.Thread(target=lambda: found.append(_lane_is_free()))
        thread.start()
        thread.join()
    assert found == [False]


def _lane_is_free() -> bool:
    try:
        with claiming.lane(0) as mine:
            return mine
    finally:
        connection.close()
