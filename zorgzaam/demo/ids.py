"""Stable keys for demo rows: the same fact has the same id everywhere, so loading twice changes nothing."""

import uuid

_HOUSE = uuid.UUID("6b1f7f0e-4f57-5d1c-9a55-7a6f72677a61")


def demo_id(kind: str, key: str) -> uuid.UUID:
    """The id of the demo row `key` of `kind`: demo_id("body", "verbindende-coalitie-zorgzaam-flevoland")."""
    return uuid.uuid5(_HOUSE, f"{kind}:{key}")
