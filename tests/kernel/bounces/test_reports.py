"""A report counts only when it is one, about a mail of ours, and once."""

import datetime
import random

import pytest
from django.utils import timezone

from tests.kernel.bounces.samples import AUTO_REPLY, STYLES, report
from zorgzaam.post.bounces import reports
from zorgzaam.post.bounces.models import Bounce, BounceKind
from zorgzaam.post.bounces.noting import note_report
from zorgzaam.post.bounces.reports import NoReport
from zorgzaam.post.bounces.rules import kind_at_the_door, kind_of
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.office import Letter, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]


@pytest.fixture
def mail():
    return a_mail()


def a_mail(address="lezer1@deltaland.example", about="nieuws"):
    put("proef", about, address, Letter("Nieuws", "Tekst"))
    OutgoingMail.objects.filter(to_address=address, about=about).update(
        state=MailState.SENT, handed_at=timezone.now()
    )
    return OutgoingMail.objects.get(to_address=address, about=about)


def note(raw):
    return note_report(reports.read(raw))


@pytest.mark.parametrize("style", STYLES)
def test_a_report_of_every_style_is_matched_to_its_mail_and_counts_once(mail, style):
    raw = report(mail, style)
    assert note(raw)
    assert not note(raw)
    assert not note(report(mail, style, own="nog-een", status="5.2.2"))
    found = Bounce.objects.get()
    assert (found.mail, found.kind, found.status) == (mail, BounceKind.HARD, "5.1.1")
    assert "User unknown" in found.said
    assert "@" not in found.said


def test_the_envelope_id_is_enough_where_the_head_is_missing(mail):
    bare = report(mail, envelope=f"Original-Envelope-Id: {mail.pk.hex}\n", message_id="")
    assert note(bare)
    assert Bounce.objects.get().mail == mail


def test_an_address_alone_is_never_enough(mail):
    for forged in (
        report(mail, message_id=""),
        report(mail, message_id="<verzonnen@zorgzaam.example>"),
        report(mail, envelope=f"Original-Envelope-Id: {'0' * 32}\n", message_id=""),
    ):
        with pytest.raises(NoReport):
            note(forged)
    assert not Bounce.objects.exists()
    assert note(report(mail))  # the control


def test_a_mail_that_never_left_cannot_come_back(mail):
    OutgoingMail.objects.update(state=MailState.QUEUED, handed_at=None)
    with pytest.raises(NoReport, match="mail van ons"):
        note(report(mail))


def test_a_report_about_long_ago_says_nothing(mail):
    OutgoingMail.objects.update(handed_at=timezone.now() - datetime.timedelta(days=31))
    with pytest.raises(NoReport, match="te lang geleden"):
        note(report(mail))


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded", "delivered", ""])
def test_only_a_final_failure_counts(mail, action):
    assert not note(report(mail, action=action, status="4.4.1"))
    assert not Bounce.objects.exists()


def test_a_report_proves_that_our_relay_took_an_unsure_mail(mail):
    OutgoingMail.objects.update(state=MailState.UNCERTAIN)
    assert note(report(mail))
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_a_report_about_others_too_counts_only_what_it_says_of_our_reader(mail):
    two = "Action: {action}\nStatus: {status}\nRemote-MTA: dns; mx.deltaland.example\nDiagnostic-Code: smtp; {said}\n\n"
    other = "Final-Recipient: rfc822; ander@elders.example\nAction: failed\nStatus: 5.1.1\n\n"
    both = STYLES["postfix"].replace(two, two + other)
    assert both != STYLES["postfix"]
    assert note(report(mail, both, status="4.2.2", said="452 vol"))
    assert Bounce.objects.get().kind == BounceKind.SOFT
    another = a_mail("lezer2@deltaland.example")
    with pytest.raises(NoReport, match="anderen"):
        note(report(another, both, address="nog@iemand.example"))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 400,
        b"From: x\n\nHallo",
        b"Content-Type: multipart/report; report-type=delivery-status\n\n--\n",
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=a\n\n--a\n\n--a--\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n" * 3000,
        b"x" * (reports.LONGEST + 1),
    ],
)
def test_garbage_is_put_aside(raw):
    with pytest.raises(NoReport):
        note(raw)


def test_an_answer_of_a_reader_or_one_with_a_sender_is_no_report(mail):
    with pytest.raises(NoReport, match="geen bericht"):
        note(report(mail, AUTO_REPLY))
    with pytest.raises(NoReport, match="afzender"):
        note(report(mail).replace(b"Return-Path: <>", b"Return-Path: <lezer1@deltaland.example>"))


def test_whatever_is_damaged_in_a_report_raises_nothing_else(mail):
    chance = random.Random(7)
    raw = report(mail)
    for _ in range(300):
        damaged = bytearray(raw)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = bytes(damaged[: chance.randrange(len(damaged))] if chance.random() < 0.5 else damaged)
        try:
            note(cut)
        except NoReport:
            continue
    assert Bounce.objects.count() <= 1


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "", "hard"),
        ("5.1.10", "", "hard"),
        ("5.1.2", "", "hard"),
        ("5.2.1", "", "hard"),
        ("5.0.0", "550 5.1.1 onbekend", "hard"),
        ("", "550-5.1.1 onbekend", "hard"),
        ("5.2.2", "", "soft"),
        ("4.2.2", "", "soft"),
        ("4.4.7", "", "soft"),
        ("5.4.4", "", "soft"),
        ("5.0.0", "550 nee", "soft"),
        ("5.0.0", "", "soft"),
        ("onzin", "", "soft"),
        ("5.7.1", "550 5.7.1 spam", "ours"),
        ("5.7.26", "", "ours"),
        ("5.1.8", "", "ours"),
        ("5.6.0", "", "ours"),
        ("", "554 geweigerd", "ours"),
    ],
)
def test_what_a_code_says(status, said, kind):
    assert kind_of(status, said) == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [("550 geen gebruiker", "hard"), ("550 5.1.1 x", "hard"), ("550 5.7.1 relaying", "ours"), ("552 vol", "soft"),
     ("553 fout", "soft"), ("550 5.2.2 vol", "soft")],
)  # fmt: skip
def test_what_our_own_relay_says_at_the_address(said, kind):
    assert kind_at_the_door(int(said[:3]), said) == kind
