"""Work in the background that a row asks for and one worker does.

The row comes first; jobs look for rows, so a lost wake-up loses nothing. A worker takes a row with a conditional update
and a lease. One that dies leaves a row whose lease runs out, and another makes it again; what killed its worker a few
times is given up. Who was followed by another hears so from `heard` and stops.
"""

import datetime
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any, Self, TypeVar

from celery import Task
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zorgzaam.pdf import PdfBusy, places

# How long a worker may be silent before another takes the work over.
LEASE = datetime.timedelta(minutes=3)
# What killed its worker this often is not tried again of itself.
MOST_ATTEMPTS = 3
# Seconds a job waits for a place to print: one that stood still would hold up the mail and all else a worker does.
A_MOMENT = 2.0
# A task leaves what is left to the next one before the time limit of the worker comes near.
SECONDS = 240
log = logging.getLogger(__name__)


class State(models.TextChoices):
    WAITING = "wacht", "Wacht op zijn beurt"
    BUSY = "bezig", "Bezig"
    DONE = "klaar", "Klaar"
    FAILED = "mislukt", "Niet gelukt"
    # What it was asked for is another by now.
    STALE = "verouderd", "Verouderd"


Row_co = TypeVar("Row_co", bound="Claimed", covariant=True)


class ClaimedQuerySet(models.QuerySet[Row_co]):
    """What a worker asks of its rows."""

    def due(self) -> Self:
        """What waits for a worker, or whose worker was not heard of for a while; the oldest first."""
        silent = Q(state=State.BUSY, lease_until__lt=timezone.now())
        return self.filter(Q(state=State.WAITING) | silent).order_by("asked_at", "pk")

    def claim(self, pk: Any) -> Row_co | None:
        """This row for this worker alone, or None when another has it. A conditional update: two never get it."""
        token = uuid.uuid4()
        taken = (
            self.due()
            .order_by()
            .filter(pk=pk)
            .update(
                state=State.BUSY,
                claim=token,
                lease_until=timezone.now() + LEASE,
                attempts=F("attempts") + 1,
            )
        )
        # It may be thrown away between the two.
        return self.filter(pk=pk, claim=token).first() if taken else None


class Claimed(models.Model):
    """Abstract: something asked for, and how far it is. `said` tells why it could not be done, in Dutch."""

    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.WAITING)
    said = models.CharField("wat er misging", max_length=400, blank=True)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    finished_at = models.DateTimeField("klaar op", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_busy(self) -> bool:
        """It is in line or being done."""
        return self.state in (State.WAITING, State.BUSY)

    @property
    def is_given_up(self) -> bool:
        """It killed its worker too often to be tried once more."""
        return self.attempts > MOST_ATTEMPTS

    @property
    def failure(self) -> str:
        """Why it could not be done, as long as nobody asked again."""
        return self.said if self.state == State.FAILED else ""

    def heard(self, **values: Any) -> bool:
        """Write down how far the worker that claimed this is, and keep it; False when another has it by now."""
        values.setdefault("lease_until", timezone.now() + LEASE)
        mine = type(self)._default_manager.filter(pk=self.pk, claim=self.claim, state=State.BUSY)
        return bool(mine.update(**values))

    def over(self, state: State, said: str = "", **values: Any) -> bool:
        """It ended so; False when another has it by now."""
        return self.heard(state=state, said=said[:400], finished_at=timezone.now(), **values)

    def put_back(self) -> bool:
        """It could not be begun now: back in line at its own place, and no attempt counted."""
        return self.heard(state=State.WAITING, attempts=F("attempts") - 1, lease_until=None)


def in_line() -> dict[str, Any]:
    """The values of a row that somebody asks for, the first time or again."""
    return {
        "state": State.WAITING,
        "said": "",
        "asked_at": timezone.now(),
        "finished_at": None,
        "attempts": 0,
    }


def take_turns(rows: ClaimedQuerySet[Any], do: Callable[[Any], bool], go_on: Callable[[], None]) -> int:
    """Do every row that is due, one after the other, also what is asked for meanwhile; how many were this worker's.
    `do` gets the primary key and claims for itself; a row that fails stops no other. What is left when time is up is
    for the next task, which `go_on` wakes. When `do` raises PdfBusy the turn is over: whoever has the places takes the
    rest, or the next minute does."""
    until = time.monotonic() + SECONDS
    tried: list[Any] = []
    taken = 0
    while (pk := rows.due().exclude(pk__in=tried).values_list("pk", flat=True).first()) is not None:
        if time.monotonic() > until:
            go_on()
            break
        tried.append(pk)
        try:
            with places.patience(A_MOMENT):
                taken += do(pk)
        except PdfBusy:
            break
        except Exception as problem:
            # No message of the problem, which may quote the row: a log is read by others.
            log.error("%s of %s failed: %s", do, pk, type(problem).__qualname__)
    return taken


def wake(task: "Task[[], Any]") -> None:
    """Ask a worker to look now; beat asks again every minute."""
    try:
        task.delay()
    except Exception:  # a broker that is down must not undo the asking
        log.warning("geen wekker voor %s: de broker antwoordt niet", task.name)
