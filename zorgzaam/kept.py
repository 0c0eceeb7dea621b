"""What takes long to make and comes out the same each time, kept for a while."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

A_DAY = 24 * 60 * 60
Made = TypeVar("Made")


def kept(key: str, make: Callable[[], Made], seconds: int = A_DAY) -> Made:
    """What `make` gave under this key in the last `seconds`, or what it gives now. `key` names all that goes into it.

    Nothing depends on what is kept: without its store it is made each time.
    """
    found: Any = None
    with suppress(RedisError):
        found = cache.get(key)
    if found is None:
        found = make()
        with suppress(RedisError):
            cache.set(key, found, seconds)
    made: Made = found
    return made
