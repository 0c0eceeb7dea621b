"""Readers of the newsletter, for tests."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from tests.world import set_up
from zorgzaam.secret_links import fingerprint

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
    rows = [Subscriber(address=f"lezer{each:06}@{domain}") for each in range(number)]
    for row in rows:
        row.fingerprint = fingerprint(row.secret)
    Subscriber.objects.bulk_create(rows, batch_size=2_000)
    words = {"source": ConsentSource.SITE, "version": 1, "text": "Ja, graag."}
    Consent.objects.bulk_create(
        [Consent(subscriber=row, event=ConsentEvent.GIVEN, **words) for row in rows], batch_size=2_000
    )
    Subscriber.objects.filter(pk__in=[row.pk for row in rows]).update(state=state)
