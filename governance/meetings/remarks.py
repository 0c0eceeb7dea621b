"""Remarks beside the lines of an agenda: what rooms above know of an item, such as that it moved on to a next meeting.

They are no part of what is published: a frozen agenda stays as it is.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from governance.meetings.models import Meeting
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Remark:
    """A few words about an item; `url` leads to what they are about."""

    text: str
    url: str = ""
    icon: str = "info-circle"


# Gets a meeting and a reader; gives remarks by id of the item, in a number of queries that does not grow.
Remarker = Callable[[Meeting, Reader], Mapping[uuid.UUID, list[Remark]]]

_remarkers: dict[str, Remarker] = {}


def register(name: str, remarker: Remarker) -> None:
    """Let a room remark on items; the same name replaces."""
    _remarkers[name] = remarker


def remarks_of(meeting: Meeting, reader: Reader) -> dict[uuid.UUID, list[Remark]]:
    """What is remarked on the items of a meeting, for this reader."""
    found: dict[uuid.UUID, list[Remark]] = {}
    for remarker in _remarkers.values():
        for pk, said in remarker(meeting, reader).items():
            found.setdefault(pk, []).extend(said)
    return found
