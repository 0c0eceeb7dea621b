"""Each move, message and question is told once, to who it is for, and to nobody who lost the right in between."""

import datetime

import pytest
from django.utils import timezone

from partners.initiatives import moving, submitting, talking
from partners.initiatives.emails import asking, jobs, messages, moves
from partners.initiatives.jobs import tell_received
from partners.initiatives.models import Assessment, Guest, MoveNotice, State
from partners.initiatives.moving import Step
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.partners.initiatives import a_guests_one
from tests.world import end, set_up
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
tell = set_up(jobs.tell_about_moves)
BUREAU_ADDRESS = "bureau@deltaland.example"


def mails(kind=moves.KIND):
    return list(OutgoingMail.objects.filter(kind=kind))


def returned(world):
    return made.moved(made.a_sent_one(world), Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)


def test_a_move_is_told_once_with_what_happened_why_and_what_now(world):
    row = returned(world)
    assert tell() == 1
    assert tell() == 0
    (mail,) = mails()
    assert mail.to_person == world.partner.person
    for words in (
        "Teruggegeven met een vraag",
        "Wie betaalt dit?",
        "dien het daarna opnieuw in",
        str(row.pk),
    ):
        assert words in mail.text
    assert MoveNotice.objects.count() == 1


def test_that_it_was_received_is_told_by_the_receipt_alone(world):
    made.a_sent_one(world)
    assert tell() == 0
    assert not mails()


def test_who_has_no_account_gets_the_link_and_nobody_else_reads_that_mail(world):
    guest = a_guests_one(world).guest
    made.moved(made.fresh_row(guest.initiative), Step(State.TRIAGE), world.bureau)
    tell()
    (mail,) = mails()
    assert (mail.to_address, mail.private) == (guest.email, True)
    assert guest.mailed_secret in mail.text


def test_an_offer_is_told_to_the_organisation_and_goes_no_more_when_it_is_over(world):
    row = desk.offered(world)
    tell()
    (mail,) = mails(moves.OFFERED)
    assert mail.to_person == world.other_partner.person
    assert still_may_go(mail)
    moving.answer_offer(row, takes_it=False, why="Geen mensen.", by=world.other_partner)
    assert not still_may_go(mail)


def test_who_handles_it_hears_what_others_did_and_who_did_it_hears_nothing(world):
    row = made.a_sent_one(world)
    set_up(type(row).objects.filter(pk=row.pk).update)(handled_by=world.bureau.person)
    moving.withdraw(made.fresh_row(row), why="We doen het zelf.", by=world.partner)
    tell()
    assert not mails()
    (mail,) = mails(moves.TO_BUREAU)
    assert mail.to_person == world.bureau.person
    assert "We doen het zelf." not in mail.text


def test_who_handles_it_reads_in_the_mail_who_said_no(world):
    row = desk.offered(world)
    set_up(type(row).objects.filter(pk=row.pk).update)(handled_by=world.bureau.person)
    moving.answer_offer(made.fresh_row(row), takes_it=False, why="Geen mensen.", by=world.other_partner)
    tell()
    (mail,) = mails(moves.TO_BUREAU)
    assert mail.subject.endswith("Welzijn Kreek pakt dit niet op")
    assert "Welzijn Kreek pakt dit niet op. Waarom, staat op de pagina." in mail.text
    assert "Geen mensen." not in mail.text


def test_the_netwerkbureau_hears_that_one_came_in_and_who_handles_it_that_it_came_again(world):
    set_up(House.objects.update)(contact_email=BUREAU_ADDRESS)
    row = made.a_sent_one(world)
    assert (set_up(tell_received)(), set_up(tell_received)()) == (1, 0)
    (mail,) = mails(moves.TO_BUREAU)
    assert (mail.to_address, row.title in mail.text, still_may_go(mail)) == (BUREAU_ADDRESS, True, True)
    set_up(type(row).objects.filter(pk=row.pk).update)(handled_by=world.bureau.person)
    row = made.moved(made.fresh_row(row), Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    submitting.submit(row, by=world.partner)
    set_up(tell_received)()
    again = OutgoingMail.objects.get(kind=moves.TO_BUREAU, to_person=world.bureau.person)
    assert "opnieuw in na een vraag" in again.text


def test_who_speaks_for_it_no_more_gets_no_mail_that_still_waits(world):
    returned(world)
    tell()
    (mail,) = mails()
    assert still_may_go(mail)
    end(world.partner_org.representations.get())
    assert not still_may_go(mail)


def test_who_was_erased_gets_nothing(world):
    guest = a_guests_one(world).guest
    set_up(Guest.objects.filter(pk=guest.pk).update)(email=f"{guest.pk.hex}@gewist.invalid")
    made.moved(made.fresh_row(guest.initiative), Step(State.TRIAGE), world.bureau)
    tell()
    assert not mails()


def test_a_message_is_told_to_the_other_side_once(world):
    set_up(House.objects.update)(contact_email=BUREAU_ADDRESS)
    row = made.a_sent_one(world)
    talking.say(row, "Mag dit ook in Urk?", by=world.partner, from_bureau=False)
    assert (set_up(jobs.tell_about_messages)(), set_up(jobs.tell_about_messages)()) == (1, 0)
    (mail,) = mails(messages.KIND)
    assert mail.to_address == BUREAU_ADDRESS
    assert "Mag dit ook in Urk?" not in mail.text
    talking.say(row, "Ja, dat mag.", by=world.bureau, from_bureau=True)
    set_up(jobs.tell_about_messages)()
    answer = OutgoingMail.objects.get(kind=messages.KIND, to_person=world.partner.person)
    assert "Ja, dat mag." in answer.text


def test_an_assessor_is_asked_once_and_reminded_before_and_after_the_last_day(world, monkeypatch):
    (one,) = desk.asked(world, world.other_member)
    assert (set_up(jobs.ask_assessors)(), set_up(jobs.ask_assessors)()) == (1, 0)
    (mail,) = mails(asking.ASKED)
    assert mail.to_person == world.other_member.person
    assert set_up(jobs.remind)() == 0
    for day in (one.due_on - datetime.timedelta(days=2), one.due_on + datetime.timedelta(days=1)):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        assert set_up(jobs.remind)() == 1
        assert set_up(jobs.remind)() == 0
    monkeypatch.undo()
    assert still_may_go(mail)
    desk.handed_in(Assessment.objects.get(pk=one.pk))
    assert not still_may_go(mail)


def test_an_organisation_is_reminded_of_an_offer(world, monkeypatch):
    row = desk.offered(world)
    assert set_up(jobs.remind)() == 0
    near = row.due_on - datetime.timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda: near)
    assert (set_up(jobs.remind)(), set_up(jobs.remind)()) == (1, 0)
    (mail,) = mails(asking.OFFER_REMINDER)
    assert mail.to_person == world.other_partner.person
