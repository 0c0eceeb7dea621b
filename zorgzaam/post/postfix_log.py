"""What Postfix's log says of one Message-ID.

`cleanup` logs `message-id=` while it reads the headers, also of a message whose client hangs up before the
final dot; only `qmgr` (`from=<...>, size=..., nrcpt=... (queue active)`) shows that the message was taken. A
"no" needs a log that runs from before the hand-over to well after it, rotated files included.
"""

import bz2
import datetime
import gzip
import logging
import lzma
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import IO, Any

log_of_ours = logging.getLogger(__name__)

_OPENERS: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_CLEANUP = re.compile(r"postfix\S*/cleanup\[\d+\]: (\w+): message-id=(\S+)")
_QMGR = re.compile(r"postfix\S*/qmgr\[\d+\]: (\w+): from=<")


def took(
    log: Path, asked: dict[str, datetime.datetime], settled: datetime.timedelta
) -> dict[str, bool | None]:
    """Of many mails at once, each known by its Message-ID with the moment it was handed over: True when it came into
    the queue, False when it surely did not, None when the log cannot tell.

    Reads each file once, however many mails there are. The Message-IDs have their angle brackets. A file that cannot be
    read knows nothing of what was handed over before its last line.
    """
    files = [path for path in _with_rotated(log) if asked and _written(path) >= min(asked.values())]
    announced, queued, unread = _search(files, asked)
    # Before `since` and after `until` the files tell nothing.
    since, until = (_covers_from(log), _written(log) - settled) if log.is_file() else (None, None)
    since = max([since, *unread]) if since else None

    def answer(message_id: str, handed_at: datetime.datetime) -> bool | None:
        if announced.get(message_id, set()) & queued:
            return True
        if message_id in announced or since is None or until is None:
            return None
        return False if since < handed_at < until else None

    return {message_id: answer(message_id, handed_at) for message_id, handed_at in asked.items()}


def _with_rotated(log: Path) -> list[Path]:
    """The log and what logrotate made of it (mail.log.1, mail.log.2.gz, mail.log-20261122.gz), newest
    first."""
    if not log.parent.is_dir():
        return []
    found = [
        path for path in log.parent.glob(f"{log.name}*") if path.name[len(log.name) :][:1] in ("", ".", "-")
    ]
    return sorted(found, key=_written, reverse=True)


def _written(path: Path) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)


def _lines(path: Path) -> Iterator[str]:
    opener = _OPENERS.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        yield from lines


def _search(
    files: list[Path], wanted: Container[str]
) -> tuple[dict[str, set[str]], set[str], list[datetime.datetime]]:
    """Queue ids under which each of the mails was announced, all queue ids that came into the queue, and until when the
    files go that cannot be read."""
    announced: defaultdict[str, set[str]] = defaultdict(set)
    queued: set[str] = set()
    unread: list[datetime.datetime] = []
    for path in files:
        try:
            _search_one(path, wanted, announced, queued)
        except (OSError, EOFError, lzma.LZMAError, zlib.error):
            log_of_ours.exception("de log van de mailserver is niet te lezen")
            unread.append(_written(path))
    return announced, queued, unread


def _search_one(
    path: Path, wanted: Container[str], announced: defaultdict[str, set[str]], queued: set[str]
) -> None:
    for line in _lines(path):
        # Most lines are neither, and a search by pattern costs.
        if ": message-id=" in line:
            if (found := _CLEANUP.search(line)) and found[2] in wanted:
                announced[found[2]].add(found[1])
        elif ": from=<" in line and (found := _QMGR.search(line)):
            queued.add(found[1])


def _covers_from(log: Path) -> datetime.datetime:
    """From when on the files we have run without a gap: the last line of the oldest file, or the date of the first line
    there, whichever is earlier."""
    oldest = _with_rotated(log)[-1]
    try:
        first = next(iter(_lines(oldest)), "")
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        first = ""
    known = [moment for moment in (_moment(first, _written(oldest)), _written(oldest)) if moment]
    return min(known)


def _moment(line: str, written: datetime.datetime) -> datetime.datetime | None:
    """The time of a log line, RFC 3339 or the old syslog form, which has neither year nor zone."""
    try:
        return datetime.datetime.fromisoformat(line.split(" ", 1)[0]).astimezone(datetime.UTC)
    except ValueError:
        pass
    try:
        bare = datetime.datetime.strptime(f"{written.year} {line[:15]}", "%Y %b %d %H:%M:%S")  # noqa: DTZ007 - no zone in it
    except ValueError:
        return None
    local = bare.astimezone()
    return local.replace(year=local.year - 1) if local > written + datetime.timedelta(days=1) else local
