"""What the background work of the post office saw, for dashboards: read from the cache, so it costs them no query.

Without a cache, or while no worker runs, there is nothing to see here; the pages of the post office ask the database.
"""

from contextlib import suppress

from django.core.cache import cache
from redis import RedisError

SHUT, FLOOD = "post-sign-shut", "post-sign-flood"
# Some rounds of whoever sets them.
LASTS = 30 * 60


def set_sign(name: str, value: int) -> None:
    """Keep a sign up; 0 takes it down."""
    with suppress(RedisError, OSError):
        cache.set(name, value, LASTS)


def signs() -> dict[str, int]:
    """The signs that are up."""
    with suppress(RedisError, OSError):
        return {name: value for name, value in cache.get_many([SHUT, FLOOD]).items() if value}
    return {}
