"""The quarantine: files wait until the region's scanner says they are clean.

A scanner is any function (path) -> bool (clean or not), named in FILE_SCANNER. When it raises, the file stays
in quarantine and is tried again every minute; nothing is served unscanned, nothing is lost.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string

from zorgzaam.files.garbage import clear_loose_bytes, forget_unheld
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import TEMPORARY, path_of
from zorgzaam.files.watching import late
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import rooms

Scanner = Callable[[Path], bool]
log = logging.getLogger(__name__)


def wake_scanner() -> None:
    """Ask a worker to scan now; beat asks again every minute."""
    try:
        scan_waiting.delay()
    except Exception:  # a broker that is down must not undo the upload
        log.warning("geen wekker voor de scanner: de broker antwoordt niet")


@shared_task
def scan_waiting() -> int:
    """Scan every file in quarantine; gives how many got a verdict."""
    if not settings.FILE_SCANNER:
        return 0
    scanner: Scanner = import_string(settings.FILE_SCANNER)
    done = sum(_scan(scanner, stored) for stored in StoredFile.objects.waiting().iterator())
    if waiting := late():
        log.error("%s bestanden wachten langer dan een kwartier op de virusscan", waiting)
    return done


def _scan(scanner: Scanner, stored: StoredFile) -> bool:
    try:
        killpoint("files.in_scan")
        clean = scanner(path_of(stored.sha256))
    except Exception:  # scanner down: the file stays in quarantine and is tried again
        log.exception("scanner faalt op %s", stored)
        return False
    killpoint("files.before_verdict")
    verdict = ScanState.CLEAN if clean else ScanState.INFECTED
    return bool(
        StoredFile.objects.filter(pk=stored.pk, scan_state=ScanState.WAITING).update(scan_state=verdict)
    )


@shared_task
def clear_leftovers() -> int:
    """Remove what killed processes left behind of uploads and of printing, a day later; gives how many."""
    folder: Path = settings.FILES_DIR
    yesterday = time.time() - 24 * 60 * 60
    old = [path for path in folder.glob(f"{TEMPORARY}*") if path.stat().st_mtime < yesterday]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old) + rooms.clear_left()


@shared_task
def clear_unheld() -> tuple[int, int]:
    """Clear what nothing refers to any more; gives how many rows and how many files went."""
    return forget_unheld(), clear_loose_bytes()
