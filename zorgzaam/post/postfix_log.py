"""What Postfix's log says of one Message-ID.

`cleanup` logs `message-id=` while it reads the headers, also of a message whose client hangs up before the
final dot; only `qmgr` (`from=<...>, size=..., nrcpt=... (queue active)`) shows that the message was taken. A
"no" needs a log that runs from before the hand-over to well after it, rotated files included.
"""

import bz2
import datetime
import gzip
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

_OPENERS: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_CLEANUP = re.compile(r"postfix\S*/cleanup\[\d+\]: (\w+): message-id=(\S+)")
_QMGR = re.compile(r"postfix\S*/qmgr\[\d+\]: (\w+): from=<")


def took(
    log: Path, message_id: str, handed_at: datetime.datetime, settled: datetime.timedelta
) -> bool | None:
    """True when the message came into the queue, False when it surely did not, None when the log cannot tell.

    `message_id` has its angle brackets. Raises OSError when a file cannot be read.
    """
    files = [path for path in _with_rotated(log) if _written(path) >= handed_at]
    announced, queued = _search(files, message_id)
    if announced & queued:
        return True
    if announced or not log.is_file() or _written(log) <= handed_at + settled:
        return None
    return False if _reaches_back(log, handed_at) else None


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


def _search(files: list[Path], message_id: str) -> tuple[set[str], set[str]]:
    """Queue ids under which the message was announced, and all queue ids that came into the queue since."""
    announced: set[str] = set()
    queued: set[str] = set()
    for path in files:
        for line in _lines(path):
            if (found := _CLEANUP.search(line)) and found[2] == message_id:
                announced.add(found[1])
            elif found := _QMGR.search(line):
                queued.add(found[1])
    return announced, queued


def _reaches_back(log: Path, moment: datetime.datetime) -> bool:
    """Whether the files we have run from before `moment` on without a gap.

    A rotated file that was last written before it shows that; so does the date of the oldest line we have.
    """
    files = _with_rotated(log)
    if any(_written(path) < moment for path in files):
        return True
    oldest = next(iter(_lines(files[-1])), "")
    begun = _moment(oldest, _written(files[-1]))
    return begun is not None and begun < moment


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
