"""Counting how often something is done in a while, for doors that open without an account.

`what` is a name with whom it is about. While the broker is away nothing is counted and nobody kept out: what is behind
such a door guards itself.
"""

from django.core.cache import cache
from redis.exceptions import RedisError


def count(what: str, *, seconds: int, by: int = 1) -> int:
    """Count one more of `what`, or `by` more; how many that makes since the first of these `seconds`."""
    try:
        cache.add(_key(what), 0, seconds)
        return int(cache.incr(_key(what), by))
    except (RedisError, ValueError):
        # ValueError: the count ran out between the two calls.
        return 0


def counted(what: str) -> int:
    """How many of `what` there were lately."""
    try:
        return int(cache.get(_key(what), 0))
    except RedisError:
        return 0


def _key(what: str) -> str:
    return f"rate:{what}"
