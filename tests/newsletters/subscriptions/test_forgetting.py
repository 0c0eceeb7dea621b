"""How long an address is kept, who is parked, and what stays of somebody who is forgotten."""

import datetime

import pytest
from django.utils import timezone

from newsletters.jobs import forget_late_subscribers
from newsletters.subscriptions import forgetting, parking, subscribing
from newsletters.subscriptions.forgetting import AFTER_ENDING
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent, Frequency, SubscriberState
from tests.newsletters.subscriptions.readers import events, reader, set_back, wants_none
from tests.world import person, set_up
from zorgzaam.people import erasing
from zorgzaam.post import bounces
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, digest_of, is_suppressed
from zorgzaam.post.erasing import ERASED
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

pytestmark = pytest.mark.django_db
LATE = timezone.now() - subscribing.HOLDS - datetime.timedelta(hours=1)


def test_an_address_nobody_confirmed_is_forgotten_after_a_week(world) -> None:
    late, fresh = reader("laat", SubscriberState.ASKED), reader("vers", SubscriberState.ASKED)
    set_back(late, asked_at=LATE)
    secret = late.secret
    assert forget_late_subscribers() == 1
    late.refresh_from_db()
    fresh.refresh_from_db()
    assert (late.state, fresh.state) == (SubscriberState.GONE, SubscriberState.ASKED)
    assert "laat" not in late.address
    assert Subscriber.objects.behind(secret) is None
    assert forget_late_subscribers() == 0


@pytest.mark.parametrize("before", [SubscriberState.ENDED, SubscriberState.PARKED])
def test_who_did_not_ask_themselves_is_as_before(world, before: str) -> None:
    row = reader("lezer", before, frequency=Frequency.QUARTER)
    if before == SubscriberState.PARKED:
        wants_none(row.address, EVERYTHING, WhyNot.BOUNCED)
    subscribing.ask(row.address, subscribing.Wish())
    set_back(row, asked_at=LATE)
    assert forget_late_subscribers() == 1
    row.refresh_from_db()
    assert (row.state, row.address) == (before, "lezer@deltaland.example")
    assert row.frequency == Frequency.QUARTER, "what a stranger chose for them is gone"


def test_who_was_freed_while_a_strangers_question_lay_there_reads_again(world) -> None:
    row = reader("lezer", SubscriberState.PARKED)
    subscribing.ask(row.address, subscribing.Wish())
    bounces.tell_freed(digest_of(row.address))
    set_back(row, asked_at=LATE)
    assert forget_late_subscribers() == 1
    row.refresh_from_db()
    assert row.is_active


def test_who_ended_is_forgotten_a_month_later(world, monkeypatch) -> None:
    row = reader("lezer")
    subscribing.end(row, "eigen")
    assert forget_late_subscribers() == 0
    later = timezone.now() + AFTER_ENDING + datetime.timedelta(hours=1)
    monkeypatch.setattr("newsletters.subscriptions.forgetting.timezone.now", lambda: later)
    assert forget_late_subscribers() == 1
    row.refresh_from_db()
    assert (row.state, row.address) == (SubscriberState.GONE, f"{row.pk.hex}@gewist.invalid")
    assert row.digest == digest_of("lezer@deltaland.example"), (
        "what was agreed to can still be shown to who asks"
    )
    assert is_suppressed("lezer@deltaland.example", subscribing.SCOPE)
    assert events(row)[-1] == ConsentEvent.WITHDRAWN
    assert events(row).count(ConsentEvent.WITHDRAWN) == 1


def test_a_forgotten_address_can_ask_anew(world) -> None:
    row = reader("lezer", SubscriberState.ASKED)
    set_back(row, asked_at=LATE)
    forget_late_subscribers()
    subscribing.ask("lezer@deltaland.example", subscribing.Wish())
    assert Subscriber.objects.kept().get().state == SubscriberState.ASKED
    assert Subscriber.objects.count() == 2


def test_erasing_somebody_takes_their_address_and_no_list_brings_it_back(world) -> None:
    row, other = reader("lot"), reader("ander")
    somebody = person("Lot Lezer", email="lot@deltaland.example")
    set_up(erasing.forget_everywhere)(somebody, {"lot@deltaland.example"})
    row.refresh_from_db()
    assert (row.state, row.digest, row.themes.count()) == (SubscriberState.GONE, "", 0)
    assert "lot" not in row.address
    assert is_suppressed("lot@deltaland.example", subscribing.SCOPE)
    assert events(row) == [ConsentEvent.ASKED, ConsentEvent.GIVEN, ConsentEvent.WITHDRAWN]
    other.refresh_from_db()
    assert other.is_active


def test_who_is_forgotten_as_a_reader_keeps_the_mail_about_their_work(world) -> None:
    row = reader("lezer")
    kinds = (
        "newsletter-confirm",
        "newsletter-welcome",
        "newsletter-already",
        "newsletter-issue",
        "newsletter-permission",
        "newsletter-permission-again",
    )
    for kind in (*kinds, "newsletter-look", "newsletter-sent"):
        put(kind, "x", row.address, Letter("Onderwerp", "Tekst"))
    set_up(forgetting.forget_reader)(row)
    kept = OutgoingMail.objects.filter(to_address="lezer@deltaland.example")
    assert {*kept.values_list("kind", flat=True)} == {"newsletter-look", "newsletter-sent"}
    assert OutgoingMail.objects.filter(subject=ERASED).count() == len(kinds)


def test_mail_that_comes_back_parks_and_letting_go_brings_back(world) -> None:
    row, other = reader("lezer"), reader("ander")
    bounces.tell_parked(digest_of(row.address))
    row.refresh_from_db()
    assert row.state == SubscriberState.PARKED
    bounces.tell_freed(digest_of(row.address))
    row.refresh_from_db()
    other.refresh_from_db()
    assert row.is_active
    assert other.is_active


def test_parking_asks_by_address_too_and_touches_nobody_who_ended(world) -> None:
    row, ended = reader("lezer"), reader("weg", SubscriberState.ENDED)
    assert parking.park("LEZER@deltaland.example") == 1
    assert parking.park(row.address) == 0
    assert parking.park(ended.address) == 0
    assert parking.let_go(ended.address) == 0
    ended.refresh_from_db()
    assert ended.state == SubscriberState.ENDED
