"""One round through the box: each report is written down and then taken away.

Killed in between it is read again, and counts once: a mail comes back at most once. What is no report about our mail
lies aside and stops nothing.
"""

import hashlib
import logging
import time
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis import RedisError

from zorgzaam.killpoints import killpoint
from zorgzaam.post.bounces import reports
from zorgzaam.post.bounces.boxes import ASIDE, DONE, Box, BoxProblem, open_box
from zorgzaam.post.bounces.models import SetAside
from zorgzaam.post.bounces.noting import note_report
from zorgzaam.post.bounces.reports import NoReport

log = logging.getLogger(__name__)

_STATE, _KEPT = "post-bounces", 7 * 24 * 3600
# So many are dealt with in one round, for so long (seconds); the next goes on. What fails stays at the front of the box
# and does not count: it keeps out nobody.
MOST, PATIENCE = 500, 240.0


@dataclass
class Round:
    """What came of one round."""

    noted: int = 0
    known: int = 0
    aside: int = 0
    problem: str = ""


def read_box() -> Round:
    """Read everything that lies in the box of BOUNCE_MAILBOX; without that setting nothing."""
    done = Round()
    if not settings.BOUNCE_MAILBOX:
        return done
    try:
        with open_box(settings.BOUNCE_MAILBOX) as box:
            _read(box, done)
    except BoxProblem as broken:
        done.problem = str(broken)
        log.warning("berichten over bezorging: %s", broken)
    with suppress(RedisError, OSError):
        cache.set(_STATE, {"at": timezone.now(), "problem": done.problem}, _KEPT)
    return done


def _read(box: Box, done: Round) -> None:
    deadline = time.monotonic() + PATIENCE
    for key, raw in box.messages():
        _deal_with(box, key, raw, done)
        if done.noted + done.known + done.aside >= MOST or time.monotonic() > deadline:
            return


def last_round() -> dict[str, object] | None:
    """When the box was read last, and what was the matter; None when nobody knows."""
    with suppress(RedisError, OSError):
        found: dict[str, object] | None = cache.get(_STATE)
        return found
    return None


def _deal_with(box: Box, key: str, raw: bytes, done: Round) -> None:
    try:
        if note_report(reports.read(raw)):
            done.noted += 1
        else:
            done.known += 1
        folder = DONE
    except NoReport as none:
        folder = ASIDE
        row = SetAside(sha256=hashlib.sha256(raw).hexdigest(), why=str(none)[:80])
        SetAside.objects.bulk_create([row], ignore_conflicts=True)
        done.aside += 1
    except Exception:  # one message may not stop the others; it stays where it is, and is tried again
        log.exception("een bericht over bezorging is niet te verwerken")
        return
    killpoint("mail.report_noted")
    box.file(key, folder)
