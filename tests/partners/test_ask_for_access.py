"""Somebody asks to speak for an organisation, with and without an account; no address is told to be known."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.joining import asking
from partners.joining.jobs import expire_access_requests
from partners.joining.models import AccessRequest, AccessState
from partners.joining.views import asking as pages
from tests.partners import coming_in
from tests.world import account, set_up
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
URL = "/toegang-vragen/"
SAID = {
    "name": "Nina Nieuw",
    "address": coming_in.ADDRESS,
    "role": "adviseur",
    "why": "Ik werk hier sinds mei.",
}


def ask(client, world, **typed):
    return client.post(URL, {"organisation": world.partner_org.pk, **SAID, **typed})


def mails(kind):
    return OutgoingMail.objects.filter(kind=kind)


def link_in(mail):
    return re.search(r"https?://[^/]+(/toegang-vragen/bevestigen/\S+)", mail.text)[1]


# ---------------------------------------------------------------- without an account
def test_a_stranger_asks_confirms_and_is_then_read(world, as_):
    visitor = as_(None)
    assert ask(visitor, world).url == reverse("access_sent")
    row = AccessRequest.objects.get()
    assert row.state == AccessState.UNCONFIRMED
    for reader in (world.partner, world.bureau):
        assert as_(reader).get(row.get_absolute_url()).status_code == 404
        assert "Nina Nieuw" not in as_(reader).get("/partner/").content.decode()
    mail = mails("access-confirm").get()
    assert (mail.to_address, mail.private) == (coming_in.ADDRESS, True)
    link = link_in(mail)
    for _ in range(3):
        assert "Ja, verstuur mijn vraag" in visitor.get(link).content.decode()
    row.refresh_from_db()
    assert row.state == AccessState.UNCONFIRMED, "opening the link changes nothing"
    for _ in range(2):
        assert "Uw vraag ligt er" in visitor.post(link, follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == AccessState.OPEN
    assert (
        "Mag Nina Nieuw namens Zorggroep Duin spreken?"
        in as_(world.partner).get("/partner/").content.decode()
    )
    assert "Mag Nina Nieuw namens" in as_(world.bureau).get("/werkbank/").content.decode()
    told = mails("access-asked")
    assert [each.to_address for each in told] == [world.partner.email]
    assert "Nina" not in told.get().text


def test_a_known_address_gets_the_same_answer_and_the_same_mail(world, as_):
    answers, texts = [], []
    for address in (coming_in.ADDRESS, world.statenlid.email, world.partner.email.upper()):
        answer = ask(as_(None), world, address=address)
        answers.append((answer.status_code, answer.url))
        row = AccessRequest.objects.get(address=address.lower())
        mail = mails("access-confirm").get(about=row.pk.hex)
        texts.append(mail.text.replace(link_in(mail), "").partition("Dit kan tot")[0])
    assert len(set(answers)) == 1
    assert len(set(texts)) == 1


def test_a_machine_gets_the_same_answer_and_nothing_is_done(world, as_):
    answer = ask(as_(None), world, bijnaam="http://kopen.example")
    assert answer.url == reverse("access_sent")
    assert not AccessRequest.objects.exists()
    # The control: without it there is a question.
    ask(as_(None), world)
    assert AccessRequest.objects.count() == 1


def test_the_trap_is_out_of_reach_for_people(world, as_):
    page = as_(None).get(URL).content.decode()
    assert re.search(
        r'<div class="zz-sr" aria-hidden="true"><label>[^<]*<input[^>]*name="bijnaam"[^>]*tabindex="-1"', page
    )


def test_one_place_may_not_go_on_for_ever(world, as_, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 2)
    statuses = [ask(as_(None), world, address=f"wie{n}@duin.example").status_code for n in range(4)]
    assert statuses == [302, 302, 429, 429]
    assert AccessRequest.objects.count() == 2


def test_nobody_floods_the_mailbox_of_another(world, as_):
    answers = {ask(as_(None), world, why=f"Vraag {n}").status_code for n in range(asking.MOST_MAILS + 3)}
    assert answers == {302}
    assert mails("access-confirm").count() == asking.MOST_MAILS


def test_what_is_missing_is_said_and_what_was_typed_stays(world, as_):
    page = as_(None).post(URL, {**SAID, "address": "geen adres", "why": ""})
    assert page.status_code == 422
    text = page.content.decode()
    for words in (
        "Kies een organisatie uit de lijst",
        "naam@organisatie.nl",
        "waarom",
        "Nina Nieuw",
        "geen adres",
    ):
        assert words in text
    both = ask(as_(None), world, organisation_name="Iets anders").content.decode()
    assert "Niet allebei" in both


def test_a_link_that_is_too_late_says_so_and_what_was_typed_is_forgotten(world, as_):
    row = coming_in.unconfirmed(world, days_ago=8)
    link = reverse("access_confirm", args=[asking.token_of(row)])
    fresh = coming_in.unconfirmed(world, days_ago=6, address="op.tijd@duin.example")
    assert as_(None).get(link).status_code == 410
    as_(None).post(link)
    row.refresh_from_db()
    assert row.state == AccessState.UNCONFIRMED
    assert expire_access_requests() == 1
    assert expire_access_requests() == 0
    row.refresh_from_db()
    fresh.refresh_from_db()
    assert (row.state, row.why, "nina" in row.address) == (AccessState.EXPIRED, "", False)
    assert fresh.state == AccessState.UNCONFIRMED
    assert "Deze vraag is vervallen" in as_(None).get(link).content.decode()


def test_a_link_somebody_made_up_is_nowhere(world, as_):
    row = coming_in.unconfirmed(world)
    good = asking.token_of(row)
    for token in (str(row.pk), good[:-2] + "xx", "x"):
        answer = as_(None).get(reverse("access_confirm", args=[token]))
        assert (answer.status_code, "Deze link werkt niet" in answer.content.decode()) == (404, True)


def test_a_second_question_from_one_address_lapses_when_the_first_lies_there(world, as_):
    first, second = coming_in.unconfirmed(world), coming_in.unconfirmed(world)
    for row in (first, second):
        as_(None).post(reverse("access_confirm", args=[asking.token_of(row)]))
    assert sorted(AccessRequest.objects.values_list("state", flat=True)) == ["open", "verlopen"]


def test_the_mail_to_confirm_does_not_go_when_it_lapsed(world, as_):
    ask(as_(None), world)
    mail = mails("access-confirm").get()
    assert still_may_go(mail)
    set_up(AccessRequest.objects.update)(asked_at=timezone.now() - datetime.timedelta(days=8))
    expire_access_requests()
    assert not still_may_go(mail)


# ---------------------------------------------------------------- with an account
def test_somebody_with_an_account_asks_at_once_and_sees_what_becomes_of_it(world, as_):
    newcomer = account("Nel Nergens")
    client = as_(newcomer)
    page = client.get(f"{URL}?organisatie={world.partner_org.pk}").content.decode()
    assert 'name="address"' not in page
    assert 'value="Zorggroep Duin"' in page
    assert reverse("access_ask") in client.get(reverse("after_login")).content.decode()
    answer = ask(client, world)
    row = AccessRequest.objects.get()
    assert (row.person, row.state, row.address) == (newcomer.person, AccessState.OPEN, newcomer.email)
    assert answer.url == row.get_absolute_url()
    assert "Wacht op antwoord" in client.get(reverse("after_login")).content.decode()
    again = ask(client, world)
    assert again.status_code == 422
    assert "Er ligt al een vraag van dit adres" in again.content.decode()


def test_who_speaks_for_it_has_nothing_to_ask(world, as_):
    page = ask(as_(world.partner), world)
    assert page.status_code == 422
    assert "Je spreekt al namens deze organisatie" in page.content.decode()


def test_who_asked_takes_it_back(world, as_):
    row = coming_in.a_request(world)
    assert "Mag Stan Statenlid" in as_(world.partner).get("/partner/").content.decode()
    url = reverse("access_withdraw", args=[row.pk])
    assert as_(world.statenlid).post(url, {"version": row.version}).status_code == 302
    row.refresh_from_db()
    assert row.state == AccessState.WITHDRAWN
    assert "Mag Stan Statenlid" not in as_(world.partner).get("/partner/").content.decode()


def test_who_is_erased_is_in_no_question_any_more(world):
    mine = coming_in.a_request(world)
    set_up(world.statenlid.person.erase)()
    mine.refresh_from_db()
    assert (mine.name, mine.why) == ("Gewist", "")
    assert "statenlid" not in mine.address
