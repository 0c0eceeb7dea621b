"""What a mail looks like on the wire."""

import re
import unicodedata
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from django.conf import settings

from zorgzaam.post.models import OutgoingMail

# RFC 5322, 3.6.8: printable ASCII without space and colon.
_HEADER_NAME = re.compile(r"[!-9;-~]+")
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class _Wire(EmailPolicy):
    """As the email package writes a message for SMTP, but an address in a header of a list (RFC 2369) stays on one line
    as it is: an address longer than a line would become an encoded word, in which no mail program finds it."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower().startswith("list-") and value.isascii():
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


WIRE = _Wire(linesep="\r\n")


def one_line(text: str, most: int = 250) -> str:
    """Header-safe: every control character and line break becomes a space, so nobody slips in a header.

    Characters that only steer the display (Unicode category Cf: right-to-left overrides) are left out, so a
    subject reads as what it says. Cut off after `most` characters.
    """
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()[:most]


def header_name(name: str) -> str:
    """The name of a header as it is; ValueError when it could hold more than a name."""
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a header")
    return name


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message as it goes over the wire: the same bytes each time, with the Message-ID of its row."""
    message = EmailMessage()
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = mail.to_address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "nl"
    for name, value in mail.headers.items():
        if name not in message:
            message[header_name(name)] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        _add_calendar(message, mail.calendar)
    _fix_boundaries(message, mail)
    return message


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """As an alternative, which mail programs answer in their own way, and as a file for the others (RFC 6047, 2.4)."""
    found = _METHOD.search(calendar)
    if found is None:
        raise ValueError("a calendar in a mail says by METHOD what it asks")
    message.add_alternative(calendar, subtype="calendar", params={"method": found[1]})
    message.add_attachment(
        calendar.encode(), maintype="application", subtype="ics", filename="uitnodiging.ics"
    )


def _fix_boundaries(message: EmailMessage, mail: OutgoingMail) -> None:
    """The same bytes each time: of every part that has parts, the outermost first."""
    for depth, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"=_{mail.id.hex}{f'.{depth}' if depth else ''}")
