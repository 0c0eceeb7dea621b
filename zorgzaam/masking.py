"""Secrets of links stay out of logs: who reads a log could otherwise answer, listen or log in for somebody.

gunicorn's access log says every address that was asked for and the page it was asked from; Django says the address of
a page that was refused or broke. Both write through here.
"""

import logging
import re
from typing import Any
from urllib.parse import quote, unquote

from gunicorn.glogging import Logger

# The part that follows is the secret itself: an invitation, a calendar, the code at the door of a harvest session, a
# link for a new password, the draft of who has no account, a question for access, the code on a paper that may be
# closed. What lies between may be encoded, in ?next= more than once.
HOLDERS = (
    "uitnodiging", "feeds/agenda", "oogst", "account/wachtwoord/nieuw", "indienen", "toegang-vragen/bevestigen",
    "staten/echt", "nieuwsbrief/bevestigen", "nieuwsbrief/mijn", "nieuwsbrief/afmelden",
    "netwerkbijeenkomst/mijn",
)  # fmt: skip
_STROKE = r"(?:/|\\|%(?:25)*(?:2F|5C))"
# Also "//", "/./" and "/;x/": no page of ours, but a secret all the same.
_SLASH = rf"{_STROKE}+(?:(?:\.|;[^\s/\\%]*){_STROKE}+)*"
_HOLDER = rf"({_STROKE}(?:{'|'.join(HOLDERS).replace('/', '<')}){_SLASH})".replace("<", _SLASH)
_SECRET = re.compile(rf"{_HOLDER}(?:[^\s/\\?#&%\"'<>]|%(?!(?:25)*(?:2F|5C|3F|23|26)))+", re.IGNORECASE)
# In a copy that is decoded already: a space or a quote there was written as a code.
_SECRET_DECODED = re.compile(rf"{_HOLDER}[^/\\?#&]+", re.IGNORECASE)
_WORD = re.compile(r"[^\s\"'<>]+")
# How often an address is decoded to look in it; each time it grows shorter.
_DEPTH = 10


def masked(text: str) -> str:
    """`text` with every secret of a link as "***": "/feeds/agenda/***". An address that hides one behind codes
    ("/%75itnodiging/...") is written decoded."""
    return _WORD.sub(_without_codes, _SECRET.sub(r"\1***", text))


def _without_codes(found: re.Match[str]) -> str:
    """One address: as it is, unless it holds a secret once it is decoded."""
    address, plain = found[0], ""
    for _ in range(_DEPTH):
        decoded = unquote(address)
        if decoded == address:
            break
        address = _SECRET_DECODED.sub(r"\1***", decoded)
        if plain or address != decoded:
            plain = address
    # Never a line end or a quote that a visitor wrote as a code: it would begin a line of its own in the log.
    return quote(plain, safe="/?#&=:;,@!$()*+~[]{}|%") if plain else found[0]


class Formatter(logging.Formatter):
    """A line of a log, and the traceback below it, without secrets of links."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class WebLogger(Logger):  # type: ignore[misc]
    """What gunicorn logs with: whatever an access log format names is masked, and so is what its error log says of a
    request that broke or could not be read."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            was = handler.formatter
            handler.setFormatter(Formatter(was._fmt, was.datefmt) if was else Formatter())

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = super().atoms(*args, **kwargs)
        return {key: masked(value) if isinstance(value, str) else value for key, value in found.items()}
