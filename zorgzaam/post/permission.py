"""May a mail that waits still go? A reader can lose the right to read between the writing and the sending."""

from collections.abc import Callable

from zorgzaam.post.models import OutgoingMail

LAPSED = "vervallen: de lezer mag dit niet meer zien"


class NotNow(Exception):
    """Raised by a check: this mail may not go now, and perhaps later. It waits, which costs it no attempt."""


Check = Callable[[OutgoingMail], bool]
_CHECKS: dict[str, Check] = {}


def may_still_go(kind: str, check: Check) -> None:
    """Register, when the app registry is ready, who decides for mail of one `kind`; one check per kind.

    `check` gets the row when it is claimed and again just before the relay hears of it; it looks in the database and
    changes nothing. On False the mail fails with LAPSED and never leaves; on NotNow it waits until
    the check says otherwise; when it raises anything else, that mail is tried later.
    """
    _CHECKS[kind] = check


def still_may_go(mail: OutgoingMail) -> bool:
    """The answer of whoever registered for its kind; mail nobody registered for may always go."""
    check = _CHECKS.get(mail.kind)
    return check is None or check(mail)
