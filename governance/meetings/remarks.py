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
    """The same for who reads a publication, without a query of its own: `column()` is an expression over publications,
    `read(value, meeting_id, inside)` makes remarks of what it gave; `inside`: for who sits in the body."""

    column: Callable[[], Any]
    read: Callable[[Any, uuid.UUID, bool], Remarks]


_remarkers: dict[str, tuple[Remarker, Riding | None]] = {}


def register(name: str, remarker: Remarker, riding: Riding | None = None) -> None:
    """Let a room remark on items; the same name replaces. Without `riding` only who keeps the agenda is
    told."""
    _remarkers[name] = (remarker, riding)


def remarks_of(meeting: Meeting, reader: Reader) -> dict[uuid.UUID, list[Remark]]:
    """What is remarked on the items of a meeting, for this reader."""
    return _together(remarker(meeting, reader) for remarker, _ in _remarkers.values())


def with_remarks(publications: Any) -> Any:
    """A queryset of publications that brings along what `remarks_on` needs."""
    columns = {f"remarks_{name}": riding.column() for name, (_, riding) in _remarkers.items() if riding}
    return publications.annotate(**columns)


def remarks_on(publication: AgendaPublication, *, inside: bool) -> dict[uuid.UUID, list[Remark]]:
    """What is remarked on the items of a publication out of `with_remarks`; no query."""
    return _together(
        riding.read(getattr(publication, f"remarks_{name}"), publication.meeting_id, inside)
        for name, (_, riding) in _remarkers.items()
        if riding
    )


def _together(several: Any) -> dict[uuid.UUID, list[Remark]]:
    found: dict[uuid.UUID, list[Remark]] = {}
    for remarks in several:
        for pk, said in remarks.items():
            found.setdefault(pk, []).extend(said)
    return found
