"""Putting a mail in the book. The caller's transaction decides whether it exists; a wake-up follows the
commit."""

import logging
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.letter import header_name, one_line
from zorgzaam.post.models import OutgoingMail

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """What a mail says. `text` is always there; `html` beside it when the mail has a face; `calendar` is an iCalendar
    object with a METHOD (RFC 5546), for mail that asks something of a calendar."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    calendar: str = ""


def put(kind: str, about: str, to: Person | str, letter: Letter, *, private: bool = False) -> bool:
    """Write one mail in the book, once.

    `kind` is the sort of mail ("agenda-published"), `about` the thing and version it is about; together with
    the address they are unique, so asking twice sends once. `to` is a Person with an address, or a bare
    address. Raises ValueError for a header whose name is no name (RFC 5322). Gives True when the row is new,
    False when it was there already or the person has no address.
    """
    address = to.email if isinstance(to, Person) else to
    if not address:
        return False
    mail = OutgoingMail(
        id=uuid.uuid4(),
        kind=kind,
        about=about,
        to_person=to if isinstance(to, Person) else None,
        to_address=address.lower(),
        subject=one_line(letter.subject),
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        headers={header_name(name): one_line(value, 900) for name, value in letter.headers.items()},
        private=private,
    )
    mail.message_id = f"<{mail.id}@{settings.MAIL_DOMAIN}>"
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    new = OutgoingMail.objects.filter(pk=mail.pk).exists()
    if new:
        transaction.on_commit(wake_up)
    return new


def wake_up() -> None:
    """Tell a worker there is mail. A lost wake-up is no lost mail: the sweeper looks every minute."""
    from zorgzaam.post.jobs import deliver

    killpoint("mail.before_wake_up")
    _ring(deliver)


def wake_up_for_mailings() -> None:
    """Tell a worker there is mass mail; lost, the clock does it within a minute."""
    from zorgzaam.post.jobs import send_mailings

    killpoint("mail.before_wake_up")
    _ring(send_mailings)


def wake_up_for_bounces() -> None:
    """Tell a worker that there are addresses to park; lost, the clock does it within minutes."""
    from zorgzaam.post.bounces.jobs import read_bounces

    _ring(read_bounces)


def _ring(task: Any) -> None:
    try:
        task.delay()
    except Exception:  # a broker that is down must not undo the write that needs the mail
        log.warning("geen wekker voor de post: de broker antwoordt niet")
