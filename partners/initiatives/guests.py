"""Who has no account: beginning, the link by mail, confirming an address, another address, and the end of a draft."""

import datetime
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partners.initiatives.discarding import throw_away
from partners.initiatives.models import KEPT, Guest, Initiative, State
from zorgzaam import rates
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

log = logging.getLogger(__name__)
# How many drafts begin from one place in an hour, and how many mails with a link go to one address in a day.
FROM_ONE_PLACE, TO_ONE_ADDRESS = 20, 6
HOUR, DAY = 3600, 24 * 3600
# How long before the end of a draft its writer is told.
WARNED_BEFORE = datetime.timedelta(days=5)


def too_many_from(place: str) -> bool:
    """Count one more beginning from this network address; whether that is too many."""
    return rates.count(f"initiatief:plaats:{place}", seconds=HOUR) > FROM_ONE_PLACE


def too_many_to(address: str) -> bool:
    """Count one more mail with a link to this address; whether that is too many."""
    return rates.count(f"initiatief:adres:{address.lower()}", seconds=DAY) > TO_ONE_ADDRESS


def begin(guest: Guest, *, title: str, organisation_name: str) -> Guest:
    """A draft with its writer, and the mail with the link, in one commit."""
    from partners.initiatives.guest_emails import send_link

    with acting(SystemActor.VISITOR), transaction.atomic():
        guest.initiative = Initiative.objects.create(title=title, organisation_name=organisation_name)
        guest.save()
        send_link(guest)
    return guest


def confirm(guest: Guest) -> None:
    """The address is theirs: somebody came by the link that was mailed. Asked twice it changes nothing."""
    if guest.confirmed_at is not None:
        return
    with acting(SystemActor.VISITOR):
        guest.confirmed_at = guest.touched_at = timezone.now()
        guest.save()


def change(guest: Guest, *, new_address: bool) -> None:
    """Keep what was typed about who they are. Another address makes new links, and has to be confirmed again."""
    from partners.initiatives.guest_emails import send_link

    with acting(SystemActor.VISITOR), transaction.atomic():
        if new_address:
            guest.number, guest.confirmed_at = guest.number + 1, None
        guest.touched_at = timezone.now()
        guest.save()
        if new_address:
            send_link(guest)


def touch(initiative: Initiative) -> None:
    """A draft of who has no account lives on from here; noted at most once an hour."""
    before = timezone.now() - datetime.timedelta(hours=1)
    Guest.objects.filter(initiative=initiative, touched_at__lt=before).update(touched_at=timezone.now())


def ending(now: datetime.datetime | None = None) -> Any:
    """Drafts of which the writer has to be warned."""
    moment = now or timezone.now()
    drafts = Guest.objects.filter(initiative__state=State.DRAFT)
    return drafts.filter(touched_at__lt=moment - KEPT + WARNED_BEFORE, touched_at__gte=moment - KEPT)


def forget_drafts(now: datetime.datetime | None = None) -> int:
    """Throw away drafts nobody without an account touched for so long, with all that hangs on them; how many."""
    before = (now or timezone.now()) - KEPT
    old = Initiative.objects.filter(state=State.DRAFT, guest__touched_at__lt=before)
    return sum(_throw_away(pk, before) for pk in list(old.values_list("pk", flat=True)))


def _throw_away(pk: Any, before: datetime.datetime) -> int:
    with transaction.atomic():
        row = Initiative.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.DRAFT).first()
        # Looked at again under the lock: its writer may have come back just now.
        if row is None or not Guest.objects.filter(initiative=row, touched_at__lt=before).exists():
            return 0
        throw_away(row)
    return 1


def link(guest: Guest, page: str = "") -> str:
    """The whole address of the mailed link, or of a page behind it ("ontvangst/")."""
    return f"{settings.SITE_URL}/indienen/{guest.mailed_secret}/{page}"
