"""The mail one reader got, found in the book by what it was about: the book knows who gets a mass mail by address."""

from django.db.models import QuerySet

from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.subscribing import SCOPE
from zorgzaam.post.bulk.models import Mailing
from zorgzaam.post.models import OutgoingMail

# Of mass mail to readers; mail about the subscription itself holds a link of their own and is private.
PERMISSION = "newsletter-permission"
# The same question to one reader who lost it.
PERMISSION_AGAIN = "newsletter-permission-again"
KINDS = (ISSUE, PERMISSION)


def mails_of(row: Subscriber) -> "QuerySet[OutgoingMail]":
    """Newest first; through the unique index of the book, however much mail it holds."""
    abouts = Mailing.objects.filter(scope=SCOPE, kind__in=KINDS).values("about")
    found = OutgoingMail.objects.filter(kind__in=KINDS, about__in=abouts, to_address=row.address)
    return found.order_by("-created_at")
