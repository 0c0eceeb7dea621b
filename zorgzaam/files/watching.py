"""Files that wait too long for the virus scanner: the alarm (promise I6)."""

from datetime import timedelta

from django.utils import timezone

from zorgzaam.files.models import StoredFile

LATE = timedelta(minutes=15)


def late() -> int:
    """How many files wait longer than LATE. Nobody can open those, and nobody need send them again."""
    return StoredFile.objects.waiting().filter(stored_at__lt=timezone.now() - LATE).count()
