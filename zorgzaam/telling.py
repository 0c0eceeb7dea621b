"""Telling people about a fact once: a job looks for facts without that consequence and takes them one by one."""

import uuid
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def take(waiting: "QuerySet[M]", pk: uuid.UUID) -> M | None:
    """The row `pk` of what waits, locked until this transaction ends; None when another worker has it or did it.

    `waiting` leaves out what was done; the consequence is written in the same transaction.
    """
    row = waiting.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=pk).first()
    # Asked again under the lock: the first look may be older than what another worker committed since.
    return row if row is not None and waiting.filter(pk=pk).exists() else None
