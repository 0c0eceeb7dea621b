"""What nothing holds is cleared away in the night: rows first, and bytes without a row in a step of their own.

Both steps are alone with a content while they look and clear it (`zorgzaam.files.locks`): who keeps that same content
at that moment waits, or they leave it. So a row never points at bytes that were just cleared.
"""

import logging
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, QuerySet
from django.utils import timezone

from zorgzaam.files.locks import alone
from zorgzaam.files.models import StoredFile
from zorgzaam.killpoints import killpoint

# Longer than a draft, a form that is open, or a link to one lives.
UNHELD_FOR = timedelta(days=45)
LOOSE_FOR = timedelta(days=1)
BATCH = 500
CONTENT = re.compile(r"[0-9a-f]{64}")
log = logging.getLogger(__name__)


def unheld() -> QuerySet[StoredFile]:
    """Files that no row of any model refers to, history included, and nobody kept for UNHELD_FOR."""
    found = StoredFile.objects.filter(kept_at__lt=timezone.now() - UNHELD_FOR)
    for model, name in holders():
        found = found.filter(~Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
    return found


def holders() -> list[tuple[type[Model], str]]:
    """Each model that can hold a file, with the name of the field: asked of Django, so none is forgotten."""
    relations = StoredFile._meta.get_fields(include_hidden=True)
    return [
        (relation.related_model, relation.remote_field.name)
        for relation in relations
        if isinstance(relation, ForeignObjectRel)
    ]


def forget_unheld() -> int:
    """Delete rows nothing refers to; gives how many. Their bytes go with `clear_loose_bytes`."""
    return sum(_forget(row) for row in unheld())


def _forget(row: StoredFile) -> bool:
    try:
        with transaction.atomic():
            if not alone(row.sha256) or (still := unheld().filter(pk=row.pk).first()) is None:
                return False
            killpoint("files.forgetting")
            still.delete()
    except IntegrityError:  # somebody took hold of it at this very moment, and has it
        log.info("bestand %s blijft: het is net in gebruik genomen", row)
        return False
    return True


def clear_loose_bytes() -> int:
    """Remove bytes that no row knows, a day after they were written; gives how many files."""
    return sum(_clear(path) for paths in _batches(_old()) for path in _without_row(paths))


def _old() -> Iterator[Path]:
    folder: Path = settings.FILES_DIR
    before = time.time() - LOOSE_FOR.total_seconds()
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        if CONTENT.fullmatch(path.name) and _written(path) < before:
            yield path


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _batches(paths: Iterator[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in paths:
        batch.append(path)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _without_row(paths: list[Path]) -> list[Path]:
    names = [path.name for path in paths]
    known = set(StoredFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
    return [path for path in paths if path.name not in known]


def _clear(path: Path) -> bool:
    with transaction.atomic():
        if not alone(path.name) or StoredFile.objects.filter(sha256=path.name).exists():
            return False
        killpoint("files.clearing")
        path.unlink(missing_ok=True)
    return True
