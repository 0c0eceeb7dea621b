"""What the views of agendas share: the meeting or item somebody keeps, what a post says of it, and where a session
keeps what was just taken away."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from governance.meetings.fitting import Was
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.visibility import kept_by
from governance.meetings.spreading import MOST
from zorgzaam.access import get_for, may
from zorgzaam.standing import Reader

CHANGE = "governance.change_meeting"


def kept_meeting(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """The meeting, for somebody who keeps its agenda; 404 or 403 otherwise."""
    found: Meeting = get_for(request.user, Meeting.objects.select_related("body"), CHANGE, pk=pk)
    return found


def kept_item(request: HttpRequest, pk: uuid.UUID) -> AgendaItem:
    """The item, for somebody who keeps its agenda."""
    queryset = AgendaItem.objects.select_related(
        "body", "meeting__body", "owner_organisation", "owner_person"
    )
    found: AgendaItem = get_for(request.user, queryset, CHANGE, pk=pk)
    return found


def taken_away(request: HttpRequest, pk: uuid.UUID) -> AgendaItem | None:
    """The item when somebody took it away, for who keeps its agenda; None for anybody else, and while it is there."""
    gone = AgendaItem.objects.filter(kept_by(request.user, "body_id"), removed_at__isnull=False)
    found = gone.select_related("body").filter(pk=pk).first()
    return found if found is not None and may(request.user, CHANGE, found) else None


def holds_office(user: Reader, obj: object) -> bool:
    return may(user, "governance.share_item", obj)  # type: ignore[arg-type]


def posted_version(request: HttpRequest, name: str = "version") -> int:
    """The version of what somebody had before them; 0, which nothing has, where the post does not say."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def as_were(was: Iterable[Was]) -> str:
    """How long items were, as a way back carries it: "item:minutes:version", parted by commas."""
    return ",".join(f"{row.pk}:{row.minutes}:{row.version}" for row in was)


def as_lengths(lengths: Mapping[uuid.UUID, int]) -> str:
    """How long items that left an agenda were, whatever becomes of them there: "item:minutes", parted by commas."""
    return ",".join(f"{pk}:{minutes}" for pk, minutes in lengths.items())


def posted_was(request: HttpRequest) -> list[Was]:
    """How long items were, as `as_were` wrote it."""
    return [Was(pk, minutes, version) for pk, minutes, version in _posted_lengths(request, "was", 3)]


def posted_lengths(request: HttpRequest) -> dict[uuid.UUID, int]:
    """How long items were, as `as_lengths` wrote it."""
    return dict(_posted_lengths(request, "lengths", 2))


def _posted_lengths(request: HttpRequest, name: str, width: int) -> list[tuple[Any, ...]]:
    """Rows of `width` parts, each an item, its minutes, and whole numbers; SuspiciousOperation for anything else."""
    rows = [part.split(":") for part in request.POST.get(name, "").split(",") if part]
    try:
        found: list[tuple[Any, ...]] = [(uuid.UUID(pk), *map(int, numbers)) for pk, *numbers in rows]
    except ValueError as wrong:
        raise SuspiciousOperation("no lengths in this post") from wrong
    if not all(len(row) == width and 0 <= row[1] <= MOST for row in found):
        raise SuspiciousOperation("an item lasts at most a day, and a row says that and no more")
    return found


def paper_undo_key(item_id: uuid.UUID) -> str:
    """Where a session keeps which paper of an item was just taken away."""
    return f"undo-paper-{item_id}"


def lot_undo_key(body_id: uuid.UUID) -> str:
    """Where a session keeps what was just removed from the parking lot of a body."""
    return f"undo-lot-{body_id}"
