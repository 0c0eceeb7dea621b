"""Handing mail to the relay, whatever the relay does (promise I3). The relay is a real SMTP server."""

import datetime

import pytest
from django.utils import timezone

from tests.kernel import sink as sinks
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import delivery, permission
from zorgzaam.post.delivery import BATCH, claim, deliver_waiting, hand_over
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.office import Letter, put
from zorgzaam.post.reconcile import recover_leases
from zorgzaam.post.relay import Line
from zorgzaam.post.steps import MOST_ATTEMPTS, REST

pytestmark = pytest.mark.django_db
GOOD, ODD = "goed@deltaland.example", "lastig@deltaland.example"


@pytest.fixture(params=sinks.GREETINGS)
def sink(settings, request):
    with sinks.running() as running:
        running.answers["ehlo"] = sinks.GREETINGS[request.param]
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT = "127.0.0.1", running.port
        settings.MAIL_RELAY_TIMEOUT = 2
        settings.MAIL_RELAY_WITNESS = ""
        yield running


def write(address=GOOD, about="zaak", **values):
    put("proef", about, address, Letter("Onderwerp", "Tekst"))
    OutgoingMail.objects.filter(about=about, to_address=address).update(**values)
    return OutgoingMail.objects.get(about=about, to_address=address)


def state_of(mail):
    mail.refresh_from_db()
    return mail.state


def test_a_mail_the_relay_takes_is_sent_once(sink):
    mail = write()
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    assert state_of(mail) == MailState.SENT
    assert sink.taken == {mail.message_id: 1}


def test_a_text_with_lone_dots_and_commands_arrives_as_one_message(sink):
    put("proef", "punt", GOOD, Letter("Punt", "a\r\n.\r\nMAIL FROM:<x@kwaad.example>\r\n.\rb\n.\n..c"))
    assert deliver_waiting() == 1
    assert len(sink.messages) == 1
    assert b"\n.\r\nMAIL FROM" in sink.messages[0]


@pytest.mark.parametrize("code", [421, 450, 451, 452])
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_a_mail_refused_for_now_goes_later_and_the_others_go_now(sink, stage, code):
    sink.for_recipient[ODD] = {stage: f"{code} later graag"}
    if stage == "mail":
        sink.answers["mail"] = f"{code} later graag"
    odd, good = write(ODD), write(GOOD)
    deliver_waiting()
    assert state_of(odd) == MailState.QUEUED
    # A refusal before any address was named is about the relay, not about this mail.
    assert odd.attempts == (0 if stage == "mail" else 1)
    assert odd.not_before > timezone.now()
    if stage != "mail":
        assert odd.last_answer.startswith(str(code))
        assert state_of(good) == MailState.SENT
    sink.for_recipient.clear()
    sink.answers.clear()
    OutgoingMail.objects.update(not_before=timezone.now())
    deliver_waiting()
    assert sink.taken == {odd.message_id: 1, good.message_id: 1}


@pytest.mark.parametrize("code", [550, 552])
@pytest.mark.parametrize("stage", ["rcpt", "data", "dot"])
def test_a_mail_refused_for_good_fails_and_the_others_go(sink, stage, code):
    sink.for_recipient[ODD] = {stage: f"{code} onbekend"}
    odd, good = write(ODD), write(GOOD)
    assert deliver_waiting() == 1
    assert (state_of(odd), state_of(good)) == (MailState.FAILED, MailState.SENT)
    assert odd.last_answer.startswith(str(code))


def test_a_relay_that_refuses_our_sender_fails_no_mail_for_good(sink):
    sink.answers["mail"] = "550 afzender onbekend"
    mail = write()
    deliver_waiting()
    assert state_of(mail) == MailState.QUEUED
    assert mail.last_answer.startswith("550")


@pytest.mark.parametrize("where", ["connect", "ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("how", ["drop", "421 dicht"])
def test_a_link_that_breaks_before_the_content_leaves_the_mail_waiting(sink, where, how):
    sink.answers[where] = how
    mail = write()
    assert deliver_waiting() == 0
    assert state_of(mail) == MailState.QUEUED
    assert not sink.messages


@pytest.mark.parametrize("how", ["body-drop", "dot-drop"])
def test_a_link_that_breaks_during_the_content_leaves_the_mail_uncertain_and_is_never_resent_blind(sink, how):
    sink.for_recipient[ODD] = {"dot": how}
    odd, good = write(ODD), write(GOOD)
    deliver_waiting()
    assert (state_of(odd), state_of(good)) == (MailState.UNCERTAIN, MailState.SENT)
    sink.for_recipient.clear()
    for _ in range(3):
        recover_leases()
        deliver_waiting()
    assert sink.taken[odd.message_id] == (how == "dot-drop")
    # The control: sent again blind, the reader who has it already gets it twice.
    OutgoingMail.objects.filter(pk=odd.pk).update(state=MailState.QUEUED)
    deliver_waiting()
    assert sink.taken[odd.message_id] == 1 + (how == "dot-drop")


@pytest.mark.parametrize(("stage", "state"), [("rcpt", MailState.QUEUED), ("dot", MailState.UNCERTAIN)])
def test_a_relay_that_says_nothing_is_left_after_a_while(sink, settings, stage, state):
    settings.MAIL_RELAY_TIMEOUT = 0.3
    sink.answers[stage] = "stall"
    mail = write()
    deliver_waiting()
    assert state_of(mail) == state


@pytest.mark.parametrize(("stage", "state"), [("rcpt", MailState.QUEUED), ("dot", MailState.UNCERTAIN)])
def test_an_answer_that_is_no_smtp_is_never_read_as_a_yes(sink, stage, state):
    sink.answers[stage] = "hallo daar"
    mail = write()
    assert deliver_waiting() == 0
    assert state_of(mail) == state


def test_a_recipient_who_is_never_taken_costs_an_attempt_with_a_growing_pause(sink):
    sink.answers["rcpt"] = "450 nu niet"
    mail = write()
    pauses = []
    for attempt in range(1, MOST_ATTEMPTS + 1):
        OutgoingMail.objects.update(not_before=timezone.now())
        before = timezone.now()
        assert deliver_waiting() == 0
        mail.refresh_from_db()
        assert mail.attempts == attempt
        pauses.append(round((mail.not_before - before).total_seconds() / 60))
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120, 120]
    assert mail.state == MailState.FAILED


def test_a_relay_that_is_down_for_long_fails_no_mail_and_everything_goes_soon_after_the_repair(
    sink, settings
):
    port, settings.MAIL_RELAY_PORT = settings.MAIL_RELAY_PORT, 1
    mails = [write(f"lezer{number}@deltaland.example") for number in range(BATCH + 5)]
    for _ in range(MOST_ATTEMPTS + 3):
        OutgoingMail.objects.update(not_before=timezone.now())
        assert deliver_waiting() == 0
    for mail in mails:
        assert (state_of(mail), mail.attempts) == (MailState.QUEUED, 0)
        assert mail.not_before <= timezone.now() + REST
    settings.MAIL_RELAY_PORT = port
    OutgoingMail.objects.update(not_before=timezone.now())
    assert deliver_waiting() == len(mails)


def test_a_mail_that_cannot_be_made_or_addressed_fails_alone(sink):
    broken = write("x@deltaland.example", "kapot", headers={"Kop met spatie": "x"})
    accent = write("café@deltaland.example", "accent")
    good = write()
    assert deliver_waiting() == 1
    assert [state_of(m) for m in (broken, accent, good)] == [
        MailState.FAILED,
        MailState.FAILED,
        MailState.SENT,
    ]


def test_more_than_a_batch_goes_in_one_wake_up(sink):
    for number in range(BATCH + 5):
        write(f"lezer{number}@deltaland.example")
    assert deliver_waiting() == BATCH + 5
    assert set(sink.taken.values()) == {1}


def test_out_of_patience_nothing_stays_claimed(sink):
    mail = write()
    assert deliver_waiting(patience=0) == 0
    assert state_of(mail) == MailState.QUEUED
    assert mail.attempts == 0


def test_a_hold_stops_what_is_not_claimed_yet(sink):
    mail = write()
    with acting(SystemActor.COMMAND):
        PostOffice.objects.update_or_create(pk=1, defaults={"held": True})
    assert deliver_waiting() == 0
    assert state_of(mail) == MailState.QUEUED
    with acting(SystemActor.COMMAND):
        PostOffice.objects.update(held=False)
    assert deliver_waiting() == 1


# ---------------------------------------------------------------- leases
def travel(**values):
    past = timezone.now() - datetime.timedelta(hours=1)
    OutgoingMail.objects.exclude(lease_until=None).update(lease_until=past, **values)


def test_a_claimed_mail_of_a_dead_process_waits_again_only_after_its_lease(sink):
    write()
    [mail] = claim(20)
    recover_leases()
    assert state_of(mail) == MailState.CLAIMED
    travel()
    recover_leases()
    assert state_of(mail) == MailState.QUEUED
    assert deliver_waiting() == 1


def test_who_lost_the_lease_keeps_hands_off(sink):
    write()
    [slow] = claim(20)
    travel()
    recover_leases()
    assert deliver_waiting() == 1  # somebody else took over
    with Line() as line:
        assert not hand_over(line, slow)
    assert sink.taken[slow.message_id] == 1
    # The control: without an owner of its own on the claim, the slow process sends it a second time.
    OutgoingMail.objects.update(state=MailState.CLAIMED, claimed_by=slow.claimed_by)
    with Line() as line:
        assert hand_over(line, slow)
    assert sink.taken[slow.message_id] == 2


def test_a_yes_that_comes_after_the_lease_is_still_a_yes(sink):
    write()
    [mail] = claim(20)
    before, mail_id = type(sink)._say, mail.pk

    def slow_answer(self, link, stage, recipient=""):
        if stage == "dot":
            taken.set()
            go.wait(5)
        return before(self, link, stage, recipient)

    import threading

    taken, go = threading.Event(), threading.Event()
    sink._say = slow_answer.__get__(sink)
    answer = []

    def watch():
        taken.wait(5)
        go.set()

    threading.Thread(target=watch).start()
    with Line() as line:
        answer.append(hand_over(line, mail))
    assert answer == [True]
    assert OutgoingMail.objects.get(pk=mail_id).state == MailState.SENT


# ---------------------------------------------------------------- may it still go?
@pytest.fixture
def check(monkeypatch):
    """`check(function)`: who decides for the mail of these tests."""
    return lambda decide: monkeypatch.setitem(permission._CHECKS, "proef", decide)


def test_a_right_lost_after_the_claim_stops_the_mail(sink, check):
    mail = write()
    allowed = [True]
    check(lambda row: allowed[0])
    (claimed,) = claim(BATCH)
    allowed[0] = False
    with Line() as line:
        assert not hand_over(line, claimed)
    assert state_of(mail) == MailState.FAILED
    assert mail.last_answer == permission.LAPSED
    assert not [said for said in sink.commands if said.upper().startswith("MAIL")], "the relay heard nothing"


def test_control_without_asking_again_it_leaves(sink, check, monkeypatch):
    mail = write()
    check(lambda row: True)
    (claimed,) = claim(BATCH)
    check(lambda row: False)
    monkeypatch.setattr(delivery, "_may_leave", lambda mail: True)
    with Line() as line:
        assert hand_over(line, claimed)
    assert state_of(mail) == MailState.SENT


@pytest.mark.parametrize("when", ["at the claim", "before the relay"])
def test_a_check_that_breaks_keeps_back_its_own_mail_only(sink, check, when):
    odd, good = write(ODD), write(GOOD)
    asked = []

    def decide(row):
        asked.append(row.pk)
        if row.pk == odd.pk and (when == "at the claim" or asked.count(row.pk) > 1):
            OutgoingMail.objects.raw("SELECT 1 FROM bestaat_niet")[0]
        return True

    check(decide)
    assert deliver_waiting() == 1
    assert state_of(good) == MailState.SENT
    assert state_of(odd) == MailState.QUEUED
    assert odd.attempts == 1
    assert odd.not_before > timezone.now()
    assert "niet na te gaan" in odd.last_answer
