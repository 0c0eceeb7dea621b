"""Background work of books. Rows say what there is to do, so a lost wake-up or a killed worker loses nothing."""

import shutil
import time
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from governance.bundles.making import make
from governance.bundles.models import KEPT, BundleRequest
from governance.meetings import opened
from zorgzaam.claimed import take_turns, wake


def wake_binder() -> None:
    """Ask a worker to look now."""
    wake(make_books)


@shared_task
def make_books() -> int:
    """Make every book that waits, or whose worker died; gives how many this worker made."""
    return take_turns(BundleRequest.objects.all(), make, wake_binder)


@shared_task
def forget_books() -> int:
    """Once a day: books nobody asked for in a week, what killed workers left, and who opened papers of meetings that
    are over for a month; gives how many requests were forgotten."""
    old = BundleRequest.objects.filter(asked_at__lt=timezone.now() - KEPT)
    gone = int(old.delete()[0])
    wanted = {row.path for row in BundleRequest.objects.all()}
    folder: Path = settings.FILES_DIR / "bundels"
    yesterday = time.time() - 24 * 60 * 60
    for path in folder.glob("*") if folder.exists() else []:
        if path not in wanted and path.stat().st_mtime < yesterday:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    opened.forget_old()
    return gone
