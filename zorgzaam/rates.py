"""Counting how often something is done in a while, for doors that open without an account."""

from django.core.cache import cache
from redis.exceptions import RedisError


def too_many(what: str, *, most: int, seconds: int) -> bool:
    """Count one more of `what` (a name with whom it is about); whether that is over `most` within `seconds`.

    False while the broker is away: then nobody is kept out, and what is behind the door guards itself.
    """
    key = f"rate:{what}"
    try:
        cache.add(key, 0, seconds)
        return bool(cache.incr(key) > most)
    except (RedisError, ValueError):
        # ValueError: the count ran out between the two calls.
        return False
