"""Reading a delivery report (RFC 3464). What is no such report, or says too little, is put aside with a reason."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

# A report with the whole mail in it; longer ones are somebody's holiday pictures.
LONGEST = 512 * 1024
_ADDRESS = re.compile(r"<?[^\s<>@;,()]+@[^\s<>;,()]+>?")
_MESSAGE_ID = re.compile(r"^message-id:\s*(<[^<>\s]{3,200}>)", re.IGNORECASE | re.MULTILINE)
_ENVELOPE = re.compile(r"[0-9a-f]{32}")


class NoReport(Exception):
    """Not a report we can count; the words say why, for staff."""


@dataclass(frozen=True)
class Outcome:
    """What a report says of one recipient."""

    address: str
    action: str
    status: str
    said: str


@dataclass(frozen=True)
class Report:
    """What a mailer tells of one mail: the Message-ID and our envelope id of that mail as far as they are in it."""

    message_id: str
    envelope: str
    outcomes: tuple[Outcome, ...]


def read(raw: bytes) -> Report:
    """The report in these bytes. NoReport for anything else, however broken."""
    if len(raw) > LONGEST:
        raise NoReport("te groot")
    try:
        return _read(message_from_bytes(raw))
    except NoReport:
        raise
    except Exception as broken:  # the email package raises a dozen kinds, RecursionError among them
        raise NoReport("niet te lezen") from broken


def without_addresses(words: str) -> str:
    """What a server said, on one line and without anybody's address."""
    plain = re.sub(r"[\x00-\x20\x7f]+", " ", _ADDRESS.sub("(adres)", words))
    return plain.strip()[:300]


def _read(message: Message) -> Report:
    if message.get_content_type() != "multipart/report":
        raise NoReport("geen bericht over bezorging")
    if str(message.get_param("report-type", "")).lower() != "delivery-status":
        raise NoReport("een ander soort bericht")
    # A report has no sender in its envelope (RFC 3464, 2); the box writes down what that was.
    if message.get("Return-Path", "<>").strip() not in ("<>", ""):
        raise NoReport("het heeft een afzender, dus is het antwoord op iets")
    parts = _parts(message)
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        raise NoReport("zonder uitslag")
    groups = [each for each in _parts(status) if each.keys()]
    outcomes = tuple(_outcome(each) for each in groups if each.get("Final-Recipient") or each.get("Action"))
    if not outcomes:
        raise NoReport("zonder uitslag")
    envelope = _envelope(str(groups[0].get("Original-Envelope-Id", "")))
    returned = next((found for part in parts if (found := _message_id(part))), "")
    if not returned and not envelope:
        raise NoReport("zonder kenmerk van onze mail")
    return Report(returned, envelope, outcomes)


def _parts(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def _outcome(group: Message) -> Outcome:
    recipient = str(group.get("Original-Recipient") or group.get("Final-Recipient") or "")
    return Outcome(
        address=recipient.partition(";")[2].strip().strip("<>").lower(),
        action=str(group.get("Action", "")).strip().lower(),
        status=str(group.get("Status", "")).strip()[:12],
        said=without_addresses(str(group.get("Diagnostic-Code", ""))),
    )


def _message_id(part: Message) -> str:
    """The Message-ID of the mail that came back: whole, or its head only."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return next((str(inner.get("Message-ID", "")).strip() for inner in _parts(part)), "")
    if kind in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
        words = part.get_payload(decode=True)
        found = _MESSAGE_ID.search(words.decode("ascii", "replace")) if isinstance(words, bytes) else None
        return found[1] if found else ""
    return ""


def _envelope(words: str) -> str:
    found = _ENVELOPE.fullmatch(words.strip().lower())
    return found[0] if found else ""
