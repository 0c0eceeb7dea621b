"""Where a document lies while it is printed: a folder of its own, which goes with it.

A process that is killed leaves its folder, and what lies there may be a draft nobody else reads. So the folders lie
together beside the places, where a job finds them.
"""

import shutil
import tempfile
import time

from . import places

# Seconds after which nothing is printed there any more.
OLD = 24 * 60 * 60


def room() -> "tempfile.TemporaryDirectory[str]":
    """A folder for one document, for this user alone."""
    folder = places.folder() / "rooms"
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="pdf-", dir=folder)


def clear_left() -> int:
    """Remove what killed processes left behind, a day later; gives how many folders."""
    until = time.time() - OLD
    left = [path for path in (places.folder() / "rooms").glob("pdf-*") if path.stat().st_mtime < until]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)
