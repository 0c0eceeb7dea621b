"""Asking for the newsletter, confirming, choosing and ending.

Nobody is told whether an address is known here: the answer on the screen is the same for every address.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

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
from zorgzaam.post.bulk.suppression import EVERYTHING, lift, suppress_digest

SALT, SCOPE = "nieuwsbrief-bevestigen", "nieuwsbrief"
# How long the link in the mail works.
HOLDS = datetime.timedelta(days=7)
# Who asks twice within so long, by a double press, has their mail.
A_MOMENT = datetime.timedelta(minutes=1)
# Mails to one address within a day: anybody may type anybody's.
MOST_MAILS, A_DAY = 3, datetime.timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """What somebody chose; nothing chosen is everything."""

    frequency: str = Frequency.EVERY
    themes: Iterable[Theme] = field(default_factory=list)
    municipalities: Iterable[Municipality] = field(default_factory=list)


def ask(
    address: str, wish: Wish, source: ConsentSource = ConsentSource.SITE, *, by: Actor = SystemActor.VISITOR
) -> bool:
    """Somebody typed this address: a mail goes there with what to do next. Of who reads already nothing changes: they
    get their own link. What somebody chose before changes only once they confirm: anybody can type an address.

    False for an address that got too many mails today; a visitor is not told."""
    address = address.strip().lower()
    with transaction.atomic(), acting(by):
        Subscriber.objects.bulk_create([Subscriber(address=address).made()], ignore_conflicts=True)
        row = Subscriber.objects.select_for_update().get(address=address)
        if row.is_active:
            emails.reads_already(row)
            return True
        has_mail, is_known = _was_just_asked(row), row.is_known
        if not has_mail:
            if had_enough(row):
                return False
            row.state, row.asked_at = SubscriberState.ASKED, timezone.now()
            row.save()
            note(row, ConsentEvent.ASKED, source)
            emails.ask_to_confirm(row, token_of(row, wish if is_known else None))
        if not is_known:
            choose(row, wish)
    return True


def _was_just_asked(row: Subscriber) -> bool:
    is_fresh = row.state == SubscriberState.ASKED and row.asked_at > timezone.now() - A_MOMENT
    return is_fresh and row.consents.filter(event=ConsentEvent.ASKED).exists()


def had_enough(row: Subscriber) -> bool:
    """Whether this address got as many mails with a question today as it may. Counted in the database: a broker
    that is away lets nobody fill somebody's mailbox."""
    asked = row.consents.filter(event=ConsentEvent.ASKED, at__gt=timezone.now() - A_DAY)
    return asked.count() >= MOST_MAILS


def token_of(row: Subscriber, wish: Wish | None = None) -> str:
    """What the link in the mail carries: nobody makes one who does not read that mail. It holds for this question;
    `wish` is what they get once they confirm, None for what stands in the row."""
    said: list[Any] = [row.pk.hex, row.question]
    if wish is not None:
        chosen = (wish.themes, wish.municipalities)
        said += [wish.frequency, *([str(each.pk) for each in rows] for rows in chosen)]
    return signing.dumps(said, salt=SALT)


def row_of(token: str) -> Subscriber | None:
    """Whose question a link is about; None for a link that is not ours, too old, or of an earlier question."""
    try:
        pk, asked, *_ = signing.loads(token, salt=SALT, max_age=HOLDS)
        row = Subscriber.objects.filter(pk=pk).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return row if row and row.question == asked else None


def wish_of(token: str) -> Wish | None:
    """What a link that `row_of` took carries; None for what stands in the row already."""
    _, _, *wish = signing.loads(token, salt=SALT, max_age=HOLDS)
    if not wish:
        return None
    frequency, themes, places = wish
    return Wish(frequency, Theme.objects.filter(pk__in=themes), Municipality.objects.filter(pk__in=places))


def confirm(row: Subscriber, source: ConsentSource = ConsentSource.MAIL, *, wish: Wish | None = None) -> bool:
    """The address is theirs and they want it: from now on they get it, as in `wish` where that is given. Twice is once;
    False when it is too late."""
    with transaction.atomic(), acting(SystemActor.VISITOR):
        now = Subscriber.objects.select_for_update().get(pk=row.pk)
        if now.state != SubscriberState.ASKED:
            return now.is_active
        note(now, ConsentEvent.GIVEN, source)
        lift(now.address, [SCOPE, EVERYTHING])
        now.state = SubscriberState.ACTIVE
        now.save()
        if wish is not None:
            choose(now, wish)
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
        # By its digest: the address of who was forgotten is gone.
        suppress_digest(row.digest, SCOPE, WhyNot.ENDED)
        now = Subscriber.objects.select_for_update().get(pk=row.pk)
        if now.state in (SubscriberState.ENDED, SubscriberState.GONE):
            return False
        # Who confirmed while this waited for the row lifted what was found above.
        suppress_digest(row.digest, SCOPE, WhyNot.ENDED)
        note(now, ConsentEvent.WITHDRAWN, source)
        now.state = SubscriberState.ENDED
        now.save()
    return True


def note(row: Subscriber, event: ConsentEvent, source: ConsentSource) -> None:
    """Keep what was asked, agreed to or ended, in the words of today."""
    Consent.objects.create(subscriber=row, event=event, source=source, version=VERSION, text=consent_text())
