"""Secrets of links stay out of logs: who reads a log could otherwise answer, listen or log in for somebody.

gunicorn's access log says every address that was asked for and the page it was asked from; Django says the address of
a page that was refused or broke. Both write through here.
"""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

# The part that follows is the secret itself: an invitation, a calendar, the code at the door of a harvest session, a
# link for a new password. A slash may be encoded, in ?next=.
HOLDERS = ("uitnodiging", "feeds/agenda", "oogst", "account/wachtwoord/nieuw")
SLASH = "(?:/|%2F)"
_SECRET = re.compile(
    rf"({SLASH}(?:{'|'.join(HOLDERS).replace('/', SLASH)}){SLASH})[^\s/?#&%\"'<>]+", re.IGNORECASE
)


def masked(text: str) -> str:
    """`text` with every secret of a link as "***": "/feeds/agenda/***"."""
    return _SECRET.sub(r"\1***", text)


class Formatter(logging.Formatter):
    """A line of a log, and the traceback below it, without secrets of links."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class WebLogger(Logger):  # type: ignore[misc]
    """What gunicorn logs with: whatever an access log format names, it is masked."""

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = super().atoms(*args, **kwargs)
        return {key: masked(value) if isinstance(value, str) else value for key, value in found.items()}
