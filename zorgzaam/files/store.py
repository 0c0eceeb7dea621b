"""Keeping an upload: checked, hashed while it is written, synced, and only then a row.

A crash leaves at most a temporary file; a row never points at bytes that are not on disk (promise I6).
"""

import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

import magic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.killpoints import killpoint

# Extension -> the media types libmagic may give for it.
ALLOWED: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".docx": frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}),
    ".xlsx": frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
    ".pptx": frozenset({"application/vnd.openxmlformats-officedocument.presentationml.presentation"}),
    ".odt": frozenset({"application/vnd.oasis.opendocument.text"}),
    ".ods": frozenset({"application/vnd.oasis.opendocument.spreadsheet"}),
    ".odp": frozenset({"application/vnd.oasis.opendocument.presentation"}),
    ".png": frozenset({"image/png"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".txt": frozenset({"text/plain"}),
    ".csv": frozenset({"text/plain", "text/csv"}),
}


# How the name of a half-written upload begins.
TEMPORARY = "upload-"


def path_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 (hex) live."""
    folder: Path = settings.FILES_DIR
    return folder / digest[:2] / digest


def keep(upload: "UploadedFile[bytes]") -> StoredFile:
    """Keep an upload and give its row; the same content twice is one row and one file.

    Raises ValidationError (Dutch) when it is empty, too big, or not what its name says.
    """
    _check_size(upload.size)
    suffix = Path(upload.name or "").suffix.lower()
    if suffix not in ALLOWED:
        raise ValidationError(
            "Dit soort bestand kunnen we niet aannemen. Kies een van: %(known)s.",
            params={"known": ", ".join(sorted(s.lstrip(".") for s in ALLOWED))},
        )
    temporary, digest, size = _write(upload)
    try:
        media_type = magic.from_file(str(temporary), mime=True)
        if media_type not in ALLOWED[suffix]:
            raise ValidationError(
                "De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op als %(kind)s.",
                params={"kind": suffix.lstrip(".")},
            )
        killpoint("files.before_move")
        _move(temporary, digest)
    finally:
        temporary.unlink(missing_ok=True)
    killpoint("files.before_row")
    return _row(digest, size, media_type)


def _check_size(size: int | None) -> None:
    if not size:
        raise ValidationError("Dit bestand is leeg.")
    if size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            "Dit bestand is te groot. Het mag hoogstens %(mb)d MB zijn.",
            params={"mb": settings.UPLOAD_MAX_BYTES // 1_000_000},
        )


def _write(upload: "UploadedFile[bytes]") -> tuple[Path, str, int]:
    """The bytes on disk under a temporary name, synced; nothing stays behind when that fails."""
    folder: Path = settings.FILES_DIR
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=TEMPORARY, delete=False) as target:
        try:
            digest, size = _copy(upload, target)
        except BaseException:
            Path(target.name).unlink()
            raise
    return Path(target.name), digest, size


def _copy(upload: "UploadedFile[bytes]", target: IO[bytes]) -> tuple[str, int]:
    digest, size = sha256(), 0
    for chunk in upload.chunks():
        digest.update(chunk)
        size += len(chunk)
        _check_size(size)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _move(temporary: Path, digest: str) -> None:
    target = path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        temporary.rename(target)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _row(digest: str, size: int, media_type: str) -> StoredFile:
    state = ScanState.WAITING if settings.FILE_SCANNER else ScanState.NOT_NEEDED
    row, new = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": media_type, "scan_state": state}
    )
    if new and state == ScanState.WAITING:
        from zorgzaam.files.jobs import wake_scanner

        transaction.on_commit(wake_scanner)
    return row


def read_chunks(stored: StoredFile) -> Iterator[bytes]:
    """The bytes of a stored file, in chunks of 64 kB."""
    with path_of(stored.sha256).open("rb") as source:
        while chunk := source.read(65_536):
            yield chunk
