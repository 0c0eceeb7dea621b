"""How the commitments and motions of a council stood on a day: "stand van zaken toezeggingen en moties" (E5)."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from governance.council.commitments.models import Commitment
from governance.council.handling.models import Promise, Settlement, SettlementState, StatusNote
from governance.council.motions.models import Motion, MotionState
from zorgzaam.standing import Reader

OPEN = "open"


@dataclass(frozen=True)
class Stood:
    """One promise as it stood: `outcome` is "open", or that of the last settlement up to that day; `how` says by what
    and `ended_on` when; `note` is the last stand van zaken of then."""

    promise: Promise
    outcome: str
    how: str
    note: str
    ended_on: datetime.date | None = None


def commitments_on(reader: Reader, council: Any, day: datetime.date) -> list[Stood]:
    """Every commitment this council had on that day, the longest open first; three queries."""
    rows = Commitment.objects.visible_to(reader).of(council).filter(promised_on__lte=day)
    return _stood("commitment", list(rows.shown().longest_open_first()), day)


def motions_on(reader: Reader, council: Any, day: datetime.date) -> list[Stood]:
    """Every motion this council had adopted by that day, the longest open first; three queries."""
    adopted = Q(decided_on__lte=day) & ~Q(state__in=[MotionState.REJECTED, MotionState.WITHDRAWN])
    rows = Motion.objects.visible_to(reader).of(council).filter(adopted)
    return _stood("motion", list(rows.shown().longest_open_first()), day)


def _stood(name: str, promises: list[Any], day: datetime.date) -> list[Stood]:
    ids = [promise.pk for promise in promises]
    about = {f"{name}__in": ids, "on__lte": day}
    confirmed = Settlement.objects.filter(state=SettlementState.CONFIRMED, **about)
    ended = _last(name, confirmed.order_by("on", "decided_at"))
    notes = _last(name, StatusNote.objects.filter(**about).order_by("on", "at"))
    return [
        Stood(
            promise,
            ended[promise.pk].outcome if promise.pk in ended else OPEN,
            ended[promise.pk].words if promise.pk in ended else "",
            notes[promise.pk].text if promise.pk in notes else "",
            ended[promise.pk].on if promise.pk in ended else None,
        )
        for promise in promises
    ]


def _last(name: str, rows: Iterable[Any]) -> dict[uuid.UUID, Any]:
    return {getattr(row, f"{name}_id"): row for row in rows}
