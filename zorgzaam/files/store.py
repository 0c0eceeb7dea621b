"""Keeping an upload: checked, synced, hashed, and only then a row.

A crash leaves at most a temporary file; a row never points at bytes that are not on disk (promise I6).
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from zorgzaam.files.kinds import ALLOWED, checked, suffix_of
from zorgzaam.files.locks import hold
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.storage import told_at_the_field
from zorgzaam.killpoints import killpoint

__all__ = ["ALLOWED", "TEMPORARY", "keep", "path_of", "read_chunks"]

# How the name of a half-written upload begins.
TEMPORARY = "upload-"
# A row says to the day when somebody last kept it.
DAY = timedelta(days=1)


def path_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 (hex) live."""
    folder: Path = settings.FILES_DIR
    return folder / digest[:2] / digest


def keep(upload: "UploadedFile[bytes]", *, at_most: int | None = None) -> StoredFile:
    """Keep an upload and give its row; the same content twice is one row and one file.

    `at_most`: how many bytes this use takes, else UPLOAD_MAX_BYTES. A picture is kept as we wrote it again: size and
    digest are those of the kept bytes. Raises ValidationError (Dutch) when it is empty, too big, not what its name
    says, something else as well, or when our disk cannot take it now.
    """
    limit = settings.UPLOAD_MAX_BYTES if at_most is None else at_most
    _check_size(upload.size, limit)
    suffix = suffix_of(upload.name or "")
    with told_at_the_field(), _temporary() as sent:
        _write(sent, _within(upload, limit))
        known = checked(sent, suffix)
        if known.instead is not None:
            _write(sent, [known.instead])
        digest = _synced(sent)
        killpoint("files.before_move")
        # One transaction, at least until the row is there: see zorgzaam.files.garbage.
        with transaction.atomic():
            hold(digest)
            _move(sent, digest)
            killpoint("files.before_row")
            row = _row(digest, known.media_type)
            killpoint("files.before_commit")
    return row


def _check_size(size: int | None, limit: int) -> None:
    if not size:
        raise ValidationError("Dit bestand is leeg.")
    if size > limit:
        raise ValidationError(
            "Dit bestand is te groot. Het mag hoogstens %(mb)d MB zijn.", params={"mb": limit // 1_000_000}
        )


@contextmanager
def _temporary() -> Iterator[Path]:
    """A file of our own beside the kept ones; nothing of it stays behind, whatever goes wrong."""
    folder: Path = settings.FILES_DIR
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=TEMPORARY)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(OSError):  # what cannot be taken away now, the night takes away
            Path(name).unlink(missing_ok=True)


def _within(upload: "UploadedFile[bytes]", limit: int) -> Iterator[bytes]:
    """The pieces of an upload, no more than its limit whatever size the browser said."""
    size = 0
    for chunk in upload.chunks():
        size += len(chunk)
        _check_size(size, limit)
        yield chunk
        killpoint("files.mid_upload")
    _check_size(size, limit)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as target:
        for chunk in chunks:
            target.write(chunk)


def _synced(path: Path) -> str:
    """The SHA-256 of a file that is on disk for good."""
    with path.open("rb") as written:
        killpoint("files.before_sync")
        os.fsync(written.fileno())
        return file_digest(written, "sha256").hexdigest()


def _move(temporary: Path, digest: str) -> None:
    """Under its own name, also where it lay already: what went missing or got damaged is whole again."""
    target = path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _row(digest: str, media_type: str) -> StoredFile:
    state = ScanState.WAITING if settings.FILE_SCANNER else ScanState.NOT_NEEDED
    size = path_of(digest).stat().st_size
    row, new = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": media_type, "scan_state": state}
    )
    if not new:
        _kept_again(row)
    elif state == ScanState.WAITING:
        from zorgzaam.files.jobs import wake_scanner

        transaction.on_commit(wake_scanner)
    return row


def _kept_again(row: StoredFile) -> None:
    """Counted from today. Whoever has the row locked is doing the same: two who keep the same never wait in a ring."""
    now = timezone.now()
    old = StoredFile.objects.filter(pk=row.pk, kept_at__lt=now - DAY)
    free = old.select_for_update(skip_locked=True, no_key=True)
    StoredFile.objects.filter(pk__in=free.values("pk")).update(kept_at=now)


def read_chunks(stored: StoredFile) -> Iterator[bytes]:
    """The bytes of a stored file, in chunks of 64 kB."""
    with path_of(stored.sha256).open("rb") as source:
        yield from _pieces(source)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(65_536):
        yield chunk
