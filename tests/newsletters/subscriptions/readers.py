"""Readers of the newsletter, for tests."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from tests.world import set_up
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
    _consent(row, ConsentEvent.ASKED)
    if state != SubscriberState.ASKED:
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
