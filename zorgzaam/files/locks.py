"""One lock per content: many may keep it at the same time, and whoever clears it away is alone with it."""

from django.db import connection


def hold(digest: str) -> None:
    """Until this transaction ends, nobody clears the row or the bytes of this content (SHA-256, hex). Waits for who
    is just doing that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key(digest)])


def alone(digest: str) -> bool:
    """Whether this transaction is alone with this content until it ends; never waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_key(digest)])
        return bool(cursor.fetchone()[0])


def _key(digest: str) -> int:
    return int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)
