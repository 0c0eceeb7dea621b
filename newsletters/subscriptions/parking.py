"""Readers whose mail does not arrive: they wait until they confirm their address again, or a person lets them go."""

import re

from django.db import transaction

from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import SubscriberState
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.suppression import digest_of

_DIGEST = re.compile(r"[0-9a-f]{64}")


def park(digest_or_address: str) -> int:
    """No newsletter for now; how many readers that is (0 when nobody, or nobody who reads). The post office keeps the
    address from mass mail itself."""
    return _move(digest_or_address, SubscriberState.ACTIVE, SubscriberState.PARKED)


def let_go(digest_or_address: str) -> int:
    """Mail may go there again: whoever was parked reads as before."""
    return _move(digest_or_address, SubscriberState.PARKED, SubscriberState.ACTIVE)


def when_parked(digest: str) -> None:
    park(digest)


def when_freed(digest: str) -> None:
    let_go(digest)


def _move(digest_or_address: str, before: str, after: str) -> int:
    digest = digest_or_address if _DIGEST.fullmatch(digest_or_address) else digest_of(digest_or_address)
    with transaction.atomic(), acting(SystemActor.WORKER):
        rows = Subscriber.objects.select_for_update().filter(digest=digest, state=before)
        for row in rows:
            row.state = after
            row.save()
    return len(rows)
