"""Readers of the newsletter, for tests."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from newsletters.subscriptions.lists.applying import take_over
from newsletters.subscriptions.lists.asking import ask_readers, press
from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.lists.plan import Plan
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from tests.world import person, set_up
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import suppress
from zorgzaam.post.models import OutgoingMail

NOW = datetime.datetime(2027, 4, 1, 9, tzinfo=datetime.UTC)


@set_up
def reader(
    name: str,
    state: str = SubscriberState.ACTIVE,
    frequency: str = Frequency.EVERY,
    themes: Iterable[Any] = (),
    municipalities: Iterable[Any] = (),
) -> Subscriber:
    """Somebody who reads, or did, or has not confirmed; with the consent that belongs to it."""
    row = Subscriber(address=f"{name}@deltaland.example", frequency=frequency, asked_at=timezone.now())
    row.save()
    if state == SubscriberState.LISTED:
        row.reader_list = ReaderList.objects.create(name="een lijst", uploaded_by=person(f"Lijst {name}"))
        _consent(row, ConsentEvent.LISTED)
    else:
        _consent(row, ConsentEvent.ASKED)
    if state not in (SubscriberState.ASKED, SubscriberState.LISTED):
        _consent(row, ConsentEvent.GIVEN)
    if state == SubscriberState.ENDED:
        _consent(row, ConsentEvent.WITHDRAWN)
    row.state = state
    row.save()
    row.themes.set(themes)
    row.municipalities.set(municipalities)
    return row


def _consent(row: Subscriber, event: str) -> None:
    Consent.objects.create(
        subscriber=row, event=event, source=ConsentSource.SITE, version=1, text="Ja, graag."
    )


@set_up
def crowd(number: int, state: str = SubscriberState.ACTIVE, domain: str = "deltaland.example") -> None:
    """So many readers at once, with their consent."""
    rows = [Subscriber(address=f"lezer{each:06}@{domain}").made() for each in range(number)]
    Subscriber.objects.bulk_create(rows, batch_size=2_000)
    words = {"source": ConsentSource.SITE, "version": 1, "text": "Ja, graag."}
    Consent.objects.bulk_create(
        [Consent(subscriber=row, event=ConsentEvent.GIVEN, **words) for row in rows], batch_size=2_000
    )
    Subscriber.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)


@set_up
def a_list(by: Any, names: Iterable[str], *, applied: bool = True, asked: bool = False) -> ReaderList:
    """A file of readers that was read; taken over, and asked, if that is said."""
    rows = [
        {"where": f"rij {at}", "values": {"address": f"{name}@deltaland.example"}}
        for at, name in enumerate(names, start=2)
    ]
    read = ReaderList.objects.create(
        name="de nieuwsbrief van de Zorgtafel", file_name="lijst.csv", columns=["address"], rows=rows,
        uploaded_by=by.person,
    )  # fmt: skip
    if applied or asked:
        take_over(read, by=by, seen=Plan(read).mark)
        read.refresh_from_db()
    if asked:
        press(read, by=by)
        ask_readers()
        read.refresh_from_db()
    return read


@set_up
def set_back(row: Subscriber, **fields: Any) -> None:
    """Write these fields past the pages, as time does."""
    Subscriber.objects.filter(pk=row.pk).update(**fields)


@set_up
def wants_none(address: str, scope: str = "nieuwsbrief", why: str = WhyNot.ENDED) -> None:
    suppress(address, scope, WhyNot(why))


def last_mail(kind: str, address: str = "nieuw@deltaland.example") -> OutgoingMail:
    """The newest mail of this kind to this address."""
    return OutgoingMail.objects.filter(kind=kind, to_address=address).latest("created_at")


def link_in(mail: OutgoingMail) -> str:
    """The path of the link in a mail."""
    return re.search(r"https?://[^/\s]+(/nieuwsbrief/\S+)", mail.text)[1]


def events(row: Subscriber) -> list[str]:
    """What was asked, agreed to and ended, in order."""
    return list(row.consents.values_list("event", flat=True))
