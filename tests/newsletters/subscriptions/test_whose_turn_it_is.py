"""Who gets a letter: whose turn it is, whom it is for, and the secrets of their own links."""

import datetime

import pytest
from django.utils import timezone

from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.reading import ISSUE, had_one
from partners.regions.models import Municipality
from tests.newsletters.subscriptions.readers import NOW, crowd, reader
from tests.themes.making import generation, theme
from tests.world import set_up
from zorgzaam.post.bulk.filling import fill, freeze
from zorgzaam.post.bulk.models import Mailing
from zorgzaam.post.bulk.queueing import queue
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.office import Letter, put

LETTER = Letter("Nieuws", "Dag. Uw pagina: https://zorgzaam.example/mijn/[[key]]/")
pytestmark = pytest.mark.django_db


@set_up
def issue(about: str):
    mailing, _ = Mailing.objects.get_or_create(kind=ISSUE, about=about, scope="nieuwsbrief")
    return freeze(mailing, LETTER)


def got(address: str, about: str, at: datetime.datetime, state: str = MailState.SENT) -> None:
    put(ISSUE, about, address, Letter("Nieuws", "Dag."))
    sent_at = at if state == MailState.SENT else None
    OutgoingMail.objects.filter(about=about, to_address=address).update(
        state=state, sent_at=sent_at, created_at=at
    )


def names(readers) -> list[str]:
    return sorted(row.address.partition("@")[0] for row in readers)


def had(*issues: str, moment: datetime.datetime = NOW) -> list[str]:
    return names(Subscriber.objects.filter(had_one(moment, issues)))


@pytest.mark.parametrize(
    ("at", "waits"),
    [
        (datetime.datetime(2027, 1, 1, 16, tzinfo=datetime.UTC), False),
        (datetime.datetime(2027, 1, 2, 8, tzinfo=datetime.UTC), True),
        (NOW - datetime.timedelta(minutes=1), True),
    ],
)
def test_who_had_one_in_three_months_waits_that_long_by_days(at: datetime.datetime, waits: bool) -> None:
    got(reader("kwartaal").address, "nummer-1", at)
    reader("ander")
    assert had("nummer-1") == ["kwartaal"] * waits


def test_a_refused_mail_is_no_turn_and_a_waiting_one_is() -> None:
    refused, waiting = reader("geweigerd"), reader("wacht")
    got(refused.address, "nummer-1", NOW - datetime.timedelta(days=3), MailState.FAILED)
    got(waiting.address, "nummer-1", NOW - datetime.timedelta(days=3), MailState.QUEUED)
    assert had("nummer-1") == ["wacht"]


def test_only_the_issues_that_are_named_count() -> None:
    got(reader("kwartaal").address, "nummer-2", NOW - datetime.timedelta(minutes=1))
    assert had("nummer-1") == []
    assert had("nummer-1", "nummer-2") == ["kwartaal"]


def test_other_mail_takes_nobodys_turn() -> None:
    put("newsletter-welcome", "nummer-1", reader("kwartaal").address, Letter("Welkom", "Dag."))
    assert had("nummer-1", moment=timezone.now()) == []


def test_who_chose_nothing_wants_everything_and_who_chose_wants_that(setup_actor: None) -> None:
    one, other = (theme(generation(f"Plan {name}"), name) for name in ("Jeugd", "Ouderen"))
    here, there = (Municipality.objects.create(name=name, slug=name) for name in ("duin", "kreek"))
    reader("alles")
    reader("thema", themes=[one])
    reader("gemeente", municipalities=[here])
    reader("beide", themes=[one, other], municipalities=[here, there])
    everyone = ["alles", "beide", "gemeente", "thema"]
    assert names(Subscriber.objects.wanting([], [])) == everyone
    assert names(Subscriber.objects.wanting([one], [])) == everyone
    assert names(Subscriber.objects.wanting([other], [])) == ["alles", "beide", "gemeente"]
    assert names(Subscriber.objects.wanting([one, other], [there])) == ["alles", "beide", "thema"]
    assert names(Subscriber.objects.wanting([other], [there])) == ["alles", "beide"]


def test_the_mail_has_the_secret_of_the_pages_and_the_book_has_not(setup_actor: None) -> None:
    row = reader("lezer")
    row.link_number = 3
    row.save()
    crowd(50)
    body = issue("nummer-1")
    assert queue(body, Subscriber.objects.active().to_queue(), NOW) == 51
    mails = {mail.to_address: mail for mail in OutgoingMail.objects.filter(kind=ISSUE)}
    assert len(mails) == 51
    for each in Subscriber.objects.all():
        mail = mails[each.address]
        assert f"/{each.secret}/".encode() in fill(body, mail).replace(b"=\r\n", b"")
        assert each.secret not in str(OutgoingMail.objects.filter(pk=mail.pk).values().get())
    assert queue(body, Subscriber.objects.active().to_queue(), NOW) == 0
