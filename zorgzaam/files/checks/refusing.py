"""How a check says no: the reason in Dutch, and never another error, whatever a hostile file makes of its reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from zorgzaam.files.storage import is_ours


@contextmanager
def refusing(words: str) -> Iterator[None]:
    """Whatever reading a file raises is told as `words` (ValidationError); what our own disk raises goes on."""
    try:
        yield
    except ValidationError:
        raise
    except Exception as wrong:
        if is_ours(wrong):
            raise
        raise ValidationError(words) from wrong
