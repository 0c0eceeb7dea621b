"""Codes that are read aloud or typed over from paper."""

import secrets

# Without I, O, 0 and 1, which look like one another.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def random_code(length: int) -> str:
    """A code of so many signs that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def typed_code(text: str) -> str:
    """What somebody typed, as a code is written: capitals, without what they put in between."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
