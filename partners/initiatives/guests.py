"""Who has no account: beginning, the link by mail, confirming an address, another address, and the end of a draft."""

import datetime
import logging
from collections.abc import Iterable
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
# How often the address of one draft becomes another in a day, and how many messages come with one link in an hour.
OTHER_ADDRESSES, MESSAGES = 5, 10
# How much comes in as files from one place in a day, in MB: four times all that one initiative takes.
FILES_FROM_ONE_PLACE = 2_000
HOUR, DAY = 3600, 24 * 3600
# How long before the end of a draft its writer is told.
WARNED_BEFORE = datetime.timedelta(days=5)


def too_many_from(place: str) -> bool:
    """Count one more beginning from this network address; whether that is too many."""
    return rates.count(f"initiatief:plaats:{place}", seconds=HOUR) > FROM_ONE_PLACE


def too_many_to(address: str) -> bool:
    """Count one more mail with a link to this address; whether that is too many."""
    return rates.count(f"initiatief:adres:{address.lower()}", seconds=DAY) > TO_ONE_ADDRESS


def too_many_addresses(guest: Guest, place: str) -> bool:
    """Count one more other address of this draft, from this network address; whether that is too many of either: each
    is a mail to somebody who may not have asked for it."""
    of_this_one = rates.count(f"initiatief:wissel:{guest.pk}", seconds=DAY) > OTHER_ADDRESSES
    return too_many_from(place) or of_this_one or too_many_to(guest.email)


def too_many_messages(guest: Guest) -> bool:
    """Count one more message with the link of this guest; whether that is too many: each is a mail to the bureau."""
    return rates.count(f"initiatief:bericht:{guest.pk}", seconds=HOUR) > MESSAGES


def too_much_from(place: str, uploads: Iterable[Any]) -> bool:
    """Count these files as coming from this network address; whether that is too much: what is taken away again lies on
    our disk for weeks."""
    megabytes = sum((each.size or 0) // 1_000_000 + 1 for each in uploads)
    return rates.count(f"initiatief:bestanden:{place}", seconds=DAY, by=megabytes) > FILES_FROM_ONE_PLACE


def begin(guest: Guest, *, title: str, organisation_name: str) -> Guest:
    """A draft with its writer, and the mail with the link, in one commit."""
    from partners.initiatives.guest_emails import send_link

    with acting(SystemActor.VISITOR), transaction.atomic():
        guest.initiative = Initiative.objects.create(title=title, organisation_name=organisation_name)
        guest.save()
        send_link(guest)
    return guest


def confirm(guest: Guest) -> None:
    """The address is theirs: somebody came by the link that was mailed. Asked twice it changes nothing.

    Guest.DoesNotExist when the draft was thrown away at this moment.
    """
    with acting(SystemActor.VISITOR), transaction.atomic():
        # Looked at under the lock: a second press, or a save of the form, may be at work on this row right now.
        now = Guest.objects.select_for_update(of=("self",), no_key=True).get(pk=guest.pk)
        if now.number == guest.number and now.confirmed_at is None:
            now.confirmed_at = now.touched_at = timezone.now()
            now.save()
    guest.refresh_from_db()


def change(guest: Guest, *, was: str) -> None:
    """Keep what was typed about who they are; `was` is the address until now. Another address makes new links, and has
    to be confirmed again; whose address it was hears so."""
    from partners.initiatives.guest_emails import send_link, tell_it_was_changed

    with acting(SystemActor.VISITOR), transaction.atomic():
        now = Guest.objects.select_for_update(of=("self",), no_key=True).get(pk=guest.pk)
        now.name, now.phone, now.touched_at = guest.name, guest.phone, timezone.now()
        if guest.email != was:
            if now.confirmed_at is not None:
                tell_it_was_changed(now)
            now.email, now.number, now.confirmed_at = guest.email, now.number + 1, None
        now.save()
        if guest.email != was:
            send_link(now)
    guest.refresh_from_db()


def may_change_address(guest: Guest, secret: str) -> bool:
    """Who has the link, as long as it is a draft. What was sent is followed, answered and taken back by mail: then only
    who reads that mailbox sends its mail elsewhere."""
    return guest.initiative.is_draft or guest.is_mailed(secret)


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
