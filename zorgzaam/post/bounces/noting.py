"""Writing down that a mail did not arrive: once per mail, and only of a mail that stands in our book."""

import uuid

from django.db import transaction
from django.utils import timezone

from zorgzaam.post.bounces.models import Bounce, BounceKind, BounceSource
from zorgzaam.post.bounces.reports import NoReport, Outcome, Report, without_addresses
from zorgzaam.post.bounces.rules import REPORT_WITHIN, STATUS, kind_at_the_door, kind_of
from zorgzaam.post.bulk.suppression import digest_of
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.reconcile import Answer, settle
from zorgzaam.post.relay import Reply, words

# Whoever reports on a mail had it from our relay.
_WENT = (MailState.SENT, MailState.UNCERTAIN, MailState.HANDED)


@transaction.atomic
def note_report(report: Report) -> bool:
    """Write down what a report says; False when it says nothing that counts (on its way still, or known already).

    NoReport when it is not about a mail of ours: an address alone is never enough, anybody can write that.
    """
    mail = _mail_of(report)
    outcome = _outcome_for(report, mail.to_address)
    if mail.state == MailState.UNCERTAIN:
        # Nobody can report on it who did not get it: so our relay took it.
        settle(mail, Answer.YES)
    if outcome.action != "failed":
        return False
    kind = kind_of(outcome.status, outcome.said)
    return _note(mail, kind, BounceSource.REPORT, outcome.status, outcome.said)


def note_refusal(mail: OutgoingMail, reply: Reply) -> bool:
    """Our relay refused this address for good when it was named (RCPT TO)."""
    said = words(reply)
    found = STATUS.search(said)
    kind = kind_at_the_door(reply[0], said)
    return _note(mail, kind, BounceSource.DOOR, found[0] if found else str(reply[0]), without_addresses(said))


def _note(mail: OutgoingMail, kind: BounceKind, source: BounceSource, status: str, said: str) -> bool:
    row = Bounce(
        mail=mail,
        digest=digest_of(mail.to_address),
        kind=kind,
        source=source,
        status=status[:12],
        said=said[:300],
    )
    before = Bounce.objects.filter(mail=mail).exists()
    Bounce.objects.bulk_create([row], ignore_conflicts=True)
    return not before


def _mail_of(report: Report) -> OutgoingMail:
    """The row a report is about, by what only who had the mail can know."""
    found = None
    if report.envelope:
        found = OutgoingMail.objects.filter(pk=uuid.UUID(report.envelope)).first()
    if found is None and report.message_id:
        found = OutgoingMail.objects.filter(message_id=report.message_id).first()
    if found is None or found.state not in _WENT or found.handed_at is None:
        raise NoReport("niet over een mail van ons")
    if found.handed_at < timezone.now() - REPORT_WITHIN:
        raise NoReport("over een mail van te lang geleden")
    return found


def _outcome_for(report: Report, address: str) -> Outcome:
    """What it says of our reader: a report may tell of more addresses, and one that was sent on names another."""
    if len(report.outcomes) == 1:
        return report.outcomes[0]
    named = [each for each in report.outcomes if each.address == address]
    if len(named) != 1:
        raise NoReport("over anderen dan onze lezer")
    return named[0]
