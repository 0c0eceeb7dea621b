"""Who gets no mass mail any more. The one place that writes and reads it.

Whoever ends, and the line that is about to hand a mail over, take the same lock on the address: after somebody ended
no DATA begins any more (promise I5). While the relay stalls who ends does not wait for the line; then the line asks
again.
"""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from zorgzaam.post.bulk.models import Suppression, WhyNot

EVERYTHING = "*"
# How long somebody may have to wait for a relay that is just taking a mail to them.
PATIENCE = "3s"
# Who comes to the content later than this after it took the lock asks again whether the mail may go: an end did not
# wait for it.
SLOW = 2.0
LOCK = "hashtextextended('post:' || %s, 0)"


# The same digest, computed by the database (RFC 2104); takes the two pads before the address.
DIGEST_SQL = "encode(sha256(%s::bytea || sha256(%s::bytea || convert_to(lower(trim({})), 'UTF8'))), 'hex')"
_BLOCK = 64


def digest_of(address: str) -> str:
    """What the database knows an address by (hex, 64): the same for every way of writing it in capitals."""
    said = address.strip().lower().encode()
    return hmac.new(settings.ADDRESS_KEY.encode(), said, hashlib.sha256).hexdigest()


def digest_pads() -> list[bytes]:
    """The key as DIGEST_SQL takes it: outer pad, inner pad."""
    return pads_of(settings.ADDRESS_KEY.encode())


def pads_of(key: bytes) -> list[bytes]:
    """The outer and the inner pad of a key (RFC 2104), for a digest the database computes."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return [bytes(byte ^ pad for byte in block) for pad in (0x5C, 0x36)]


def suppress(address: str, scope: str, why: WhyNot) -> bool:
    """From the end of this transaction no mail of `scope` begins to this address; False when that was so already."""
    return suppress_digest(digest_of(address), scope, why)


@transaction.atomic
def suppress_digest(digest: str, scope: str, why: WhyNot) -> bool:
    """As `suppress`, for an address that is known by its digest only.

    A relay that stalls over a mail to them does not keep anybody from ending: after PATIENCE it is written down all the
    same, and the line looks once more before it says the content.
    """
    try:
        with transaction.atomic():
            wait_for_the_line(digest)
    except OperationalError as stalled:
        if not isinstance(stalled.__cause__, LockNotAvailable):
            raise
    _, new = Suppression.objects.holding().get_or_create(
        digest=digest, scope=scope, lifted_at=None, defaults={"why": why}
    )
    return new


def lift(address: str, scopes: Iterable[str]) -> int:
    """The reader asked for mail again, and proved that the address is theirs. Gives how many ends were lifted."""
    held = Suppression.objects.holding().filter(digest=digest_of(address), scope__in=[*scopes])
    return held.update(lifted_at=timezone.now())


def is_suppressed(address: str, scope: str) -> bool:
    """Whether this address gets no mail of `scope`."""
    held = Suppression.objects.holding().filter(digest=digest_of(address), scope__in=[scope, EVERYTHING])
    return held.exists()


def suppressed_among(addresses: Iterable[str], scope: str) -> set[str]:
    """Which of these addresses get no mail of `scope`, as they were written; in one question."""
    by_digest: dict[str, set[str]] = {}
    for address in addresses:
        by_digest.setdefault(digest_of(address), set()).add(address)
    held = Suppression.objects.holding().filter(digest__in=by_digest, scope__in=[scope, EVERYTHING])
    return {address for digest in held.values_list("digest", flat=True) for address in by_digest[digest]}


def wait_for_the_line(digest: str) -> None:
    """Until this transaction ends no mail to this address begins; a mail that is just being said is waited for, at
    most PATIENCE: then django.db.OperationalError, and nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK})", [digest])
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
