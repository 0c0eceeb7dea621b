"""How long the address of a reader is kept, and what forgetting leaves: that somebody asked, agreed and ended, and that
an address wants no mail (known by its digest alone)."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from newsletters.subscriptions import emails, mails
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, SubscriberState
from newsletters.subscriptions.subscribing import HOLDS, SCOPE, note
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import digest_of, is_suppressed, suppress
from zorgzaam.post.erasing import forget_mail

# Mail to readers; a colleague who reads along keeps the mail about their work.
KINDS = (*mails.KINDS, mails.PERMISSION_AGAIN, emails.CONFIRM, emails.WELCOME, emails.ALREADY)
# After this who ended cannot undo it with the old link. Our own choice.
AFTER_ENDING = datetime.timedelta(days=30)


def forget_unconfirmed() -> int:
    """Whoever did not confirm in time: who never read is forgotten, who did before is as before; how many."""
    late = Subscriber.objects.filter(state=SubscriberState.ASKED, asked_at__lt=timezone.now() - HOLDS)
    # Who stands on a list has as long as that list has.
    late = late.filter(Q(reader_list__isnull=True) | Q(reader_list__closed_at__isnull=False))
    return sum(forget_one(row, SubscriberState.ASKED, as_before) for row in late.iterator())


def forget_ended() -> int:
    """The addresses of who ended a while ago; how many."""
    ended = Q(consents__event=ConsentEvent.WITHDRAWN)
    rows = Subscriber.objects.filter(state=SubscriberState.ENDED).annotate(
        ended=Max("consents__at", filter=ended)
    )
    late = rows.filter(ended__lt=timezone.now() - AFTER_ENDING)
    return sum(forget_one(row, SubscriberState.ENDED, blank) for row in late.iterator())


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: their address goes, and a list that holds it brings it back to nobody."""
    for address in addresses:
        suppress(address, SCOPE, WhyNot.ASKED)
    known = Subscriber.objects.filter(digest__in=[digest_of(address) for address in addresses])
    for row in known.select_for_update():
        blank(row, digest_too=True)


def blank_silent(row: Subscriber) -> None:
    """`blank` for who never answered the question: a no in that mail still counts, however late they say it."""
    blank(row, may_end=True)


def forget_reader(row: Subscriber) -> None:
    """This reader asks us to forget them, as a bare address: their row, and whom the mail about it went to."""
    suppress(row.address, SCOPE, WhyNot.ASKED)
    forget_mail({row.address}, KINDS)
    blank(Subscriber.objects.select_for_update().get(pk=row.pk), digest_too=True)


def blank(row: Subscriber, *, digest_too: bool = False, may_end: bool = False) -> None:
    """Take out who it was; every link to it is dead, but with `may_end` for the way out in mail they have. Needs a row
    that was just read under lock."""
    if row.state in (SubscriberState.ACTIVE, SubscriberState.PARKED):
        note(row, ConsentEvent.WITHDRAWN, ConsentSource.BUREAU)
    row.address, row.state = f"{row.pk.hex}@gewist.invalid", SubscriberState.GONE
    if digest_too:
        row.digest = ""
    row.link_number += not may_end
    row.save()
    row.themes.clear()
    row.municipalities.clear()


def forget_one(row: Subscriber, state: str, act: Callable[[Subscriber], None]) -> int:
    """One transaction a row; whoever did something meanwhile is left alone."""
    with transaction.atomic(), acting(SystemActor.WORKER):
        now = (
            Subscriber.objects.select_for_update().filter(pk=row.pk, state=state, version=row.version).first()
        )
        if now is None:
            return 0
        act(now)
        return 1


def as_before(row: Subscriber) -> None:
    """Somebody asked for an address that read before, and nobody confirmed it."""
    last = row.consents.filter(event__in=[ConsentEvent.GIVEN, ConsentEvent.WITHDRAWN]).last()
    if last is None:
        blank(row)
        return
    if last.event == ConsentEvent.WITHDRAWN:
        row.state = SubscriberState.ENDED
    else:
        # Meanwhile somebody may have freed the address.
        row.state = SubscriberState.PARKED if is_suppressed(row.address, SCOPE) else SubscriberState.ACTIVE
    row.save()
