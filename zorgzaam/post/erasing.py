"""Mail to a person who was erased: that it went stays, to which address and what it said does not."""

from collections.abc import Collection

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from zorgzaam.people.models import Person
from zorgzaam.post.models import MailState, OutgoingMail

ERASED = "de lezer is gewist"
# Nobody hands these over any more. What the relay may have at this moment keeps its state: it did go, or not.
STOPS = [MailState.QUEUED, MailState.CLAIMED, MailState.UNCERTAIN]


def forget_reader(person: Person, addresses: set[str]) -> None:
    """Empty every mail to this person or these addresses; what was still waiting does not go."""
    _empty(Q(to_person=person) | Q(to_address__in=addresses))


def forget_mail(addresses: set[str], kinds: Collection[str]) -> None:
    """Empty the mail of these kinds to these addresses: for who is known by an address alone."""
    _empty(Q(to_address__in=addresses, kind__in=kinds))


def _empty(which: Q) -> None:
    OutgoingMail.objects.filter(which).exclude(subject=ERASED).update(
        to_address=Concat(Cast("id", CharField()), Value("@gewist.invalid")),
        subject=ERASED,
        text="",
        html="",
        calendar="",
        headers={},
        values={},
        last_answer=ERASED,
        state=Case(When(state__in=STOPS, then=Value(MailState.FAILED)), default=F("state")),
    )
