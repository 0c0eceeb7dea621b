"""Remarks beside the lines of an agenda: what rooms above know of an item, such as that it moved on to a next meeting.

They are no part of what is published: a frozen agenda stays as it is.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.meetings.models import AgendaPublication, Meeting
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Remark:
    """A few words about an item; `url` leads to what they are about."""

    text: str
    url: str = ""
    icon: str = "info-circle"


Remarks = Mapping[uuid.UUID, list[Remark]]
# Gets a meeting and a reader; gives remarks by id of the item, in a number of queries that does not grow.
Remarker = Callable[[Meeting, Reader], Remarks]


@dataclass(frozen=True)
class Riding:
    """The same for everybody without a query of its own: `column()` is an expression over a publication, `read(value,
    meeting_id)` makes remarks of what it gave."""

    column: Callable[[], Any]
    read: Callable[[Any, uuid.UUID], Remarks]


_remarkers: dict[str, tuple[Remarker, Riding | None]] = {}


def register(name: str, remarker: Remarker, riding: Riding | None = None) -> None:
    """Let a room remark on items; the same name replaces. Without `riding` a visitor is told nothing."""
    _remarkers[name] = (remarker, riding)


def remarks_of(meeting: Meeting, reader: Reader) -> dict[uuid.UUID, list[Remark]]:
    """What is remarked on the items of a meeting, for this reader."""
    return _together(remarker(meeting, reader) for remarker, _ in _remarkers.values())


def with_remarks(publications: Any) -> Any:
    """A queryset of publications that brings along what `remarks_for_all` needs."""
    columns = {f"remarks_{name}": riding.column() for name, (_, riding) in _remarkers.items() if riding}
    return publications.annotate(**columns)


def remarks_for_all(publication: AgendaPublication) -> dict[uuid.UUID, list[Remark]]:
    """What everybody may know of the items on a publication out of `with_remarks`; no query."""
    return _together(
        riding.read(getattr(publication, f"remarks_{name}"), publication.meeting_id)
        for name, (_, riding) in _remarkers.items()
        if riding
    )


def _together(several: Any) -> dict[uuid.UUID, list[Remark]]:
    found: dict[uuid.UUID, list[Remark]] = {}
    for remarks in several:
        for pk, said in remarks.items():
            found.setdefault(pk, []).extend(said)
    return found
