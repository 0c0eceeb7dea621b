"""What readers of the newsletter mean to the rest of the house: mail and what is erased."""

from newsletters.subscriptions import emails
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.subscribing import blank
from zorgzaam.people import erasing
from zorgzaam.people.models import Person
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called once, when the app registry is ready."""
    may_still_go(emails.CONFIRM, emails.still_to_confirm)
    may_still_go(emails.WELCOME, emails.still_reads)
    may_still_go(emails.ALREADY, emails.still_reads)
    erasing.register("newsletters", forget)


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: their address goes; that it asked, agreed and ended stays, as does that it wants no mail."""
    for row in Subscriber.objects.filter(address__in=addresses):
        blank(row)
