"""Asking the relay about an unsure mail: yes, no or unknown, and unknown is never resent (promise I3)."""

import datetime
import gzip
import os

import pytest
from django.db import connection
from django.utils import timezone

from zorgzaam.post import postfix_log
from zorgzaam.post.catcher import Keeper
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.post.reconcile import LOCK, reconcile
from zorgzaam.post.steps import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db
HANDED = datetime.timedelta(hours=3)


@pytest.fixture
def unsure():
    put("proef", "zaak", "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, handed_at=timezone.now() - HANDED)
    return OutgoingMail.objects.get()


@pytest.fixture
def log(settings, tmp_path):
    settings.MAIL_RELAY_WITNESS = "postfix-log"
    settings.MAIL_RELAY_LOG = tmp_path / "mail.log"
    return settings.MAIL_RELAY_LOG


def hours_ago(hours):
    return timezone.now() - datetime.timedelta(hours=hours)


def write(path, *lines, last_written=0.0):
    text = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    moment = hours_ago(last_written).timestamp()
    os.utime(path, (moment, moment))


def line(hours, rest):
    return f"{hours_ago(hours).isoformat()} relay {rest}"


def announced(mail, hours=3.0):
    return line(hours, f"postfix/cleanup[4711]: 4BxY2z: message-id={mail.message_id}")


def queued(hours=3.0, queue_id="4BxY2z"):
    return line(
        hours,
        f"postfix/qmgr[99]: {queue_id}: from=<noreply@zorgzaam.example>, size=9, nrcpt=1 (queue active)",
    )


def answer(mail):
    reconcile()
    mail.refresh_from_db()
    return mail.state


def test_in_the_queue_of_the_relay_is_a_yes(log, unsure):
    write(log, announced(unsure), queued())
    assert answer(unsure) == MailState.SENT
    assert unsure.sent_at == unsure.handed_at


def test_announced_but_not_in_the_queue_is_unknown(log, unsure):
    """Postfix logs the Message-ID before the final dot; a client that hung up leaves just this."""
    write(log, line(5, "postfix/qmgr[99]: start"), announced(unsure), queued(queue_id="4Other"))
    assert answer(unsure) == MailState.UNCERTAIN


def test_a_log_that_covers_the_moment_and_names_nothing_is_a_no(log, unsure):
    write(log, line(5, "postfix/qmgr[99]: start"), queued(1))
    assert answer(unsure) == MailState.QUEUED


@pytest.mark.parametrize("name", ["mail.log.1", "mail.log.2.gz", "mail.log-20261121.gz"])
def test_a_rotated_log_is_read_too(log, unsure, name):
    write(log, line(0.5, "postfix/qmgr[99]: start"))
    write(log.with_name(name), announced(unsure), queued(), last_written=1)
    assert answer(unsure) == MailState.SENT


def test_a_log_that_begins_after_the_moment_is_no_witness(log, unsure):
    write(log, line(0.5, "postfix/qmgr[99]: start"))
    write(log.with_name("mail.log.1"), line(2, "postfix/qmgr[99]: start"), last_written=1)
    assert answer(unsure) == MailState.UNCERTAIN


def test_an_older_rotated_log_shows_that_nothing_is_missing(log, unsure):
    write(log, queued(0.5))
    write(log.with_name("mail.log.1"), "onleesbare eerste regel", last_written=1)
    write(log.with_name("mail.log.2.gz"), queued(30), last_written=26)
    assert answer(unsure) == MailState.QUEUED


def test_a_log_that_stopped_before_the_moment_is_no_witness(log, unsure):
    write(log, line(9, "postfix/qmgr[99]: start"), last_written=4)
    assert answer(unsure) == MailState.UNCERTAIN


def test_old_syslog_dates_are_understood(log, unsure):
    local = timezone.localtime(hours_ago(5), datetime.datetime.now().astimezone().tzinfo)
    write(log, f"{local:%b %d %H:%M:%S} relay postfix/qmgr[9]: start")
    assert answer(unsure) == MailState.QUEUED


@pytest.mark.parametrize("kind", ["absent", "directory"])
def test_a_log_that_cannot_be_read_is_unknown_and_stops_nothing(log, unsure, kind):
    if kind == "directory":
        log.mkdir()
    assert answer(unsure) == MailState.UNCERTAIN


def test_without_a_witness_an_unsure_mail_waits_for_a_person(settings, unsure):
    settings.MAIL_RELAY_WITNESS = ""
    assert reconcile() == 1
    assert answer(unsure) == MailState.UNCERTAIN


def test_a_no_is_not_believed_before_the_relay_had_time_to_settle(settings, unsure):
    settings.MAIL_RELAY_WITNESS = "catcher"
    Keeper(settings.MAIL_CATCHER_DIR)
    OutgoingMail.objects.update(handed_at=timezone.now())
    assert answer(unsure) == MailState.UNCERTAIN
    OutgoingMail.objects.update(handed_at=timezone.now() - HANDED)
    assert answer(unsure) == MailState.QUEUED


def test_a_mail_that_breaks_the_link_each_time_pauses_and_ends(settings, unsure):
    settings.MAIL_RELAY_WITNESS = "catcher"
    Keeper(settings.MAIL_CATCHER_DIR)
    assert answer(unsure) == MailState.QUEUED
    assert unsure.not_before > timezone.now()
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, attempts=MOST_ATTEMPTS - 1)
    assert answer(unsure) == MailState.FAILED


def test_the_catcher_witnesses_and_hides_no_duplicate(settings, unsure):
    settings.MAIL_RELAY_WITNESS = "catcher"
    keeper = Keeper(settings.MAIL_CATCHER_DIR)
    for _ in range(2):
        keeper.keep(f"Message-ID: {unsure.message_id}\r\n\r\nTekst".encode())
    assert len(list(settings.MAIL_CATCHER_DIR.glob("*.eml"))) == 2
    assert not list(settings.MAIL_CATCHER_DIR.glob("*.part"))
    assert answer(unsure) == MailState.SENT


def test_the_log_is_read_once_however_many_mails_are_unsure(log, unsure, monkeypatch):
    for number in range(5):
        put("proef", f"zaak-{number}", "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, handed_at=timezone.now() - HANDED)
    write(log, line(5, "postfix/qmgr[99]: start"), announced(unsure), queued())
    opened, real = [], postfix_log._lines
    monkeypatch.setattr(postfix_log, "_lines", lambda path: opened.append(path) or real(path))
    assert answer(unsure) == MailState.SENT
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == 5
    # Once for what is in it, once for how far back it goes.
    assert opened == [log, log]


def test_a_rotated_log_that_is_broken_says_nothing_of_before_its_end_and_stops_nothing(log, unsure):
    put("proef", "later", "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))
    OutgoingMail.objects.filter(about="later").update(
        state=MailState.UNCERTAIN, handed_at=timezone.now() - HANDED / 6
    )
    write(log, queued(0.9))
    write(log.with_name("mail.log.1.gz"), queued(4), last_written=1)
    log.with_name("mail.log.1.gz").write_bytes(b"geen gzip")
    moment = hours_ago(1).timestamp()
    os.utime(log.with_name("mail.log.1.gz"), (moment, moment))
    assert answer(unsure) == MailState.UNCERTAIN
    assert OutgoingMail.objects.get(about="later").state == MailState.QUEUED


def test_without_time_left_the_rest_is_for_the_next_round(settings, unsure):
    settings.MAIL_RELAY_WITNESS = "catcher"
    Keeper(settings.MAIL_CATCHER_DIR)
    assert reconcile(patience=-1) == 1
    assert reconcile() == 0


@pytest.mark.django_db(transaction=True)
def test_one_process_at_a_time_asks_the_witness(settings, unsure):
    settings.MAIL_RELAY_WITNESS = "catcher"
    Keeper(settings.MAIL_CATCHER_DIR)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert reconcile() == 1
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    other.close()
    assert reconcile() == 0
