"""Which mail that came back parks an address. The page of the post office says these rules in words.

Status codes are those of RFC 3463: class, subject, detail.
"""

import datetime
import re

from zorgzaam.post.bounces.models import BounceKind

# So many mails that did not arrive for now, on different days within this time, are as good as an address that is gone.
SOFT_TIMES = 3
SOFT_WITHIN = datetime.timedelta(days=180)
# A report about a mail of longer ago says nothing any more.
REPORT_WITHIN = datetime.timedelta(days=30)
# More addresses than this within an hour, and more than this part of what went that day: the fault is ours, likely.
FLOOD, FLOOD_PART, FLOOD_WITHIN = 25, 0.1, datetime.timedelta(hours=1)

STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b")
# About the sender's address, not the reader's.
_OF_THE_SENDER = {7, 8}
_MAILBOX_IS_SHUT, _MAILBOX_IS_FULL = (2, 1), (2, 2)
_ABOUT_ADDRESS, _ABOUT_MAILBOX, _ABOUT_SYSTEM, _ABOUT_NETWORK = 1, 2, 3, 4
_UNTOLD = 0


def kind_of(status: str, said: str = "") -> BounceKind:
    """What a final refusal means. `status` is as in the report ("5.1.1", or empty); where it tells nothing, what the
    server said may."""
    found = STATUS.search(status)
    if found is None or (found[2], found[3]) == ("0", "0"):
        found = STATUS.search(said) or found
    if found is None:
        return _by_reply(said)
    kind, subject, detail = int(found[1]), int(found[2]), int(found[3])
    if kind != 5 or (subject, detail) == _MAILBOX_IS_FULL:
        return BounceKind.SOFT
    if subject == _ABOUT_ADDRESS:
        return BounceKind.OURS if detail in _OF_THE_SENDER else BounceKind.HARD
    if (subject, detail) == _MAILBOX_IS_SHUT:
        return BounceKind.HARD
    about_them = subject in (_UNTOLD, _ABOUT_MAILBOX, _ABOUT_SYSTEM, _ABOUT_NETWORK)
    return BounceKind.SOFT if about_them else BounceKind.OURS


def kind_at_the_door(reply: int, said: str) -> BounceKind:
    """What our relay's answer to RCPT TO means: a bare 550 is about the address (RFC 5321, 4.2.3)."""
    if STATUS.search(said):
        return kind_of("", said)
    return BounceKind.HARD if reply == 550 else BounceKind.SOFT


def _by_reply(said: str) -> BounceKind:
    # Without any code of RFC 3463 nobody knows whether a 550 was about the address or about what the mail said.
    found = _CODE.search(said)
    return BounceKind.OURS if found and found[1] == "554" else BounceKind.SOFT
