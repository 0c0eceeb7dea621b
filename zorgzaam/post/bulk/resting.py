"""A domain whose server asks us to come back later is left alone for a while; mail to the others goes on."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from zorgzaam.post import relay
from zorgzaam.post.bounces.rules import STATUS
from zorgzaam.post.bulk.models import MailDomain, MailingState
from zorgzaam.post.models import MailQuerySet, OutgoingMail
from zorgzaam.post.relay import Reply
from zorgzaam.post.steps import REST

# "Closing" and "local error"; a bare 450 is about one mailbox (RFC 5321, 4.2.3).
COME_BACK = (421, 451)
# System, network, policy (RFC 3463): about the server, whatever the code before it. The others are about one reader.
_OF_THE_SERVER = ("3", "4", "7")


def rest_domain_after(refusal: Reply | None, mail: OutgoingMail) -> None:
    """Leave the domain of this mail alone for REST when the relay passed on that its server wants that."""
    if refusal is None or not _asks_for_rest(refusal):
        return
    MailDomain.objects.update_or_create(
        domain=mail.to_address.rpartition("@")[2],
        defaults={"rest_until": timezone.now() + REST, "answer": relay.words(refusal)},
    )


def _asks_for_rest(refusal: Reply) -> bool:
    code, said = refusal
    status = STATUS.match(said.decode(errors="replace").strip())
    if status is None or code == relay.CLOSING:
        return code in COME_BACK
    return 400 <= code < 500 and status[2] in _OF_THE_SERVER


def goes_now() -> MailQuerySet:
    """Mass mail that waits and may go: its mailing runs and its domain does not rest."""
    resting = MailDomain.objects.filter(domain=OuterRef("domain"), rest_until__gt=timezone.now())
    waiting = OutgoingMail.objects.waiting().filter(body__mailing__state=MailingState.RUNNING)
    return waiting.exclude(Exists(resting))


def forget_rested(now: datetime.datetime | None = None) -> int:
    """Rows of domains that are done resting; gives how many went."""
    return MailDomain.objects.filter(rest_until__lt=now or timezone.now()).delete()[0]
