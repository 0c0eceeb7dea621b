"""Telling people about a fact once: a job looks for facts without that consequence and takes them one by one."""

import logging
import uuid
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from zorgzaam.pdf import PdfBusy

M = TypeVar("M", bound=Model)

log = logging.getLogger(__name__)


def each(rows: Iterable[tuple[Any, ...]], do: Callable[..., Any]) -> int:
    """`do(*row)` for every row, in its own transaction; the sum of what it gave. A row that fails stops no other: it
    goes into the log and is tried again the next time. PdfBusy is no failure and leaves the rest for the next time."""
    done = 0
    for row in rows:
        try:
            done += int(do(*row))
        except PdfBusy:
            break
        except Exception as problem:
            # No words of the row and no message of the database, which quotes them: a log is read by others.
            keys = ", ".join(str(_key(part)) for part in row)
            log.error("%s of %s failed: %s", do, keys, type(problem).__qualname__)
    return done


def _key(part: Any) -> Any:
    return getattr(part, "pk", None) or getattr(part, "key", part)


def take(waiting: "QuerySet[M]", pk: uuid.UUID) -> M | None:
    """The row `pk` of what waits, locked until this transaction ends; None when another worker has it or did it.

    `waiting` leaves out what was done; the consequence is written in the same transaction.
    """
    row = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=pk).first()
    # Asked again under the lock: the first look may be older than what another worker committed since.
    return row if row is not None and waiting.filter(pk=pk).exists() else None
