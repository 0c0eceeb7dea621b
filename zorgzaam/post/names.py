"""How the local catcher names the file of a message; shared by the catcher and the witness that asks it."""

from hashlib import sha256


def caught_name(message_id: str) -> str:
    """The file name (without extension) for a Message-ID, angle brackets included."""
    return sha256(message_id.encode()).hexdigest()
