"""The line to the relay: SMTP one step at a time, so that after each step we know what the relay may have."""

import re
import smtplib
import socket
from typing import Self

from django.conf import settings

from zorgzaam.killpoints import killpoint

Reply = tuple[int, bytes]
FINE = 250
CLOSING = 421
GO_ON = 354


class Line:
    """One connection for a batch: made when the first mail needs it, made anew after it broke.

    `open()` gives None when the relay cannot be reached, or wants nothing of us; that holds for the rest of the
    batch, and `is_down` says so.
    """

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self.is_down = False
        # What it last said no to.
        self.refusal: Reply | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        if self._smtp is not None:
            _hang_up(self._smtp)

    def open(self) -> smtplib.SMTP | None:
        if self._smtp is None and not self.is_down:
            self._smtp = _connect()
            self.is_down = self._smtp is None
        return self._smtp

    @property
    def is_open(self) -> bool:
        return self._smtp is not None

    def give_up(self) -> None:
        """Leave the relay alone for now: it refuses us, not one mail."""
        self.drop()
        self.is_down = True

    def drop(self) -> None:
        """Hang up without a word: after an error, or with a message half said that must not be finished."""
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _connect() -> smtplib.SMTP | None:
    try:
        smtp = smtplib.SMTP(
            settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT, timeout=settings.MAIL_RELAY_TIMEOUT
        )
    except (OSError, smtplib.SMTPException):
        return None
    try:
        _greet(smtp)
    except (OSError, smtplib.SMTPException):
        smtp.close()
        return None
    return smtp


def _greet(smtp: smtplib.SMTP) -> None:
    # A message goes in two pieces; without this the second waits for the relay to confirm the first, some 40 ms.
    if smtp.sock is not None:
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    smtp.ehlo_or_helo_if_needed()
    if settings.MAIL_RELAY_STARTTLS:
        smtp.starttls()
        smtp.ehlo_or_helo_if_needed()
    if settings.MAIL_RELAY_USER:
        smtp.login(settings.MAIL_RELAY_USER, settings.MAIL_RELAY_PASSWORD)


def _hang_up(smtp: smtplib.SMTP) -> None:
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def is_yes(reply: Reply) -> bool:
    """2xx. smtplib gives -1 for an answer that is no SMTP at all; that is neither yes nor no."""
    return 200 <= reply[0] < 300


def is_no(reply: Reply) -> bool:
    """4xx or 5xx: the relay did not take it."""
    return 400 <= reply[0] < 600


def words(reply: Reply) -> str:
    """The answer of the relay as it is shown to staff."""
    return f"{reply[0]} {reply[1].decode(errors='replace')}"[:300]


def say_content(smtp: smtplib.SMTP, message: bytes) -> Reply:
    """The message itself after a 354, up to and including the final dot; gives the relay's verdict.

    Raises OSError or SMTPException when the link breaks: then nobody here knows whether it was taken.
    """
    stuffed = re.sub(rb"(?m)^\.", b"..", message)
    end = b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
    half = len(stuffed) // 2
    smtp.send(stuffed[:half])
    killpoint("mail.in_data")
    smtp.send(stuffed[half:] + end)
    killpoint("mail.after_dot")
    return smtp.getreply()
