"""Mail that came back: what a report says, which addresses are parked for it, and who wants to hear of that.

Rooms with readers of their own register with `when_parked` and `when_freed` when the app registry is ready.
"""

from collections.abc import Callable

# Is given the digest an address is known by (`zorgzaam.post.bulk.suppression.digest_of`).
Hook = Callable[[str], None]
_WHEN_PARKED: list[Hook] = []
_WHEN_FREED: list[Hook] = []


def when_parked(hook: Hook) -> None:
    """`hook(digest)` is called in the transaction that parks an address; what it raises undoes the parking."""
    if hook not in _WHEN_PARKED:
        _WHEN_PARKED.append(hook)


def when_freed(hook: Hook) -> None:
    """`hook(digest)` is called in the transaction in which a person lets an address go again."""
    if hook not in _WHEN_FREED:
        _WHEN_FREED.append(hook)


def tell_parked(digest: str) -> None:
    for hook in _WHEN_PARKED:
        hook(digest)


def tell_freed(digest: str) -> None:
    for hook in _WHEN_FREED:
        hook(digest)
