"""Asking for the newsletter, confirming, choosing and ending.

Nobody is told whether an address is known here: the answer on the screen is the same for every address.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core import signing
from django.db import transaction
from django.utils import timezone

from newsletters.subscriptions import emails
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from newsletters.subscriptions.wording import VERSION, consent_text
from partners.regions.models import Municipality
from themes.themes.models import Theme
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, digest_of, lift, suppress
from zorgzaam.rates import count

SALT, SCOPE = "nieuwsbrief-bevestigen", "nieuwsbrief"
# How long the link in the mail works.
HOLDS = datetime.timedelta(days=7)
# Mails to one address within a day: anybody may type anybody's.
MOST_MAILS, A_DAY = 3, 24 * 3600


@dataclass(frozen=True)
class Wish:
    """What somebody chose; nothing chosen is everything."""

    frequency: str = Frequency.EVERY
    themes: Iterable[Theme] = field(default_factory=list)
    municipalities: Iterable[Municipality] = field(default_factory=list)


def ask(address: str, wish: Wish, source: ConsentSource = ConsentSource.SITE) -> None:
    """Somebody typed this address: a mail goes there with what to do next. Of who reads already nothing changes: they
    get their own link. An address that gets too many mails gets no more, and nobody is told."""
    address = address.strip().lower()
    if count(f"nieuwsbrief-adres:{digest_of(address)}", seconds=A_DAY) > MOST_MAILS:
        return
    with transaction.atomic(), acting(SystemActor.VISITOR):
        Subscriber.objects.bulk_create([Subscriber(address=address).made()], ignore_conflicts=True)
        row = Subscriber.objects.select_for_update().get(address=address)
        if row.is_active:
            emails.reads_already(row)
            return
        row.state, row.asked_at = SubscriberState.ASKED, timezone.now()
        choose(row, wish)
        note(row, ConsentEvent.ASKED, source)
        emails.ask_to_confirm(row, token_of(row))


def token_of(row: Subscriber) -> str:
    """What the link in the mail carries: nobody makes one who does not read that mail. It holds for this question."""
    return signing.dumps([row.pk.hex, int(row.asked_at.timestamp())], salt=SALT)


def row_of(token: str) -> Subscriber | None:
    """Whose question a link is about; None for a link that is not ours, too old, or of an earlier question."""
    try:
        pk, asked = signing.loads(token, salt=SALT, max_age=HOLDS)
        row = Subscriber.objects.filter(pk=pk).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return row if row and int(row.asked_at.timestamp()) == asked else None


def confirm(row: Subscriber, source: ConsentSource = ConsentSource.MAIL) -> bool:
    """The address is theirs and they want it: from now on they get it. Twice is once; False when it is too late."""
    with transaction.atomic(), acting(SystemActor.VISITOR):
        now = Subscriber.objects.select_for_update().get(pk=row.pk)
        if now.state != SubscriberState.ASKED:
            return now.is_active
        note(now, ConsentEvent.GIVEN, source)
        lift(now.address, [SCOPE, EVERYTHING])
        now.state = SubscriberState.ACTIVE
        now.save()
        emails.welcome(now)
    return True


def choose(row: Subscriber, wish: Wish) -> None:
    """Another choice; StaleVersion when it was not made of the row as it is."""
    row.frequency, row.chosen_at = wish.frequency, timezone.now()
    row.save()
    row.themes.set(wish.themes)
    row.municipalities.set(wish.municipalities)


def end(row: Subscriber, source: ConsentSource, *, by: Actor = SystemActor.VISITOR, reason: str = "") -> bool:
    """No mail begins to this reader any more once this is done (promise I5). Twice is once: then False."""
    with transaction.atomic(), acting(by, reason=reason):
        suppress(row.address, SCOPE, WhyNot.ENDED)
        now = Subscriber.objects.select_for_update().get(pk=row.pk)
        if now.state in (SubscriberState.ENDED, SubscriberState.GONE):
            return False
        note(now, ConsentEvent.WITHDRAWN, source)
        now.state = SubscriberState.ENDED
        now.save()
    return True


def note(row: Subscriber, event: ConsentEvent, source: ConsentSource) -> None:
    """Keep what was asked, agreed to or ended, in the words of today."""
    Consent.objects.create(subscriber=row, event=event, source=source, version=VERSION, text=consent_text())
