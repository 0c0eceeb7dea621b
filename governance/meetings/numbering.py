"""What items are called: 3, and its parts 3a and 3b. The one place that counts them.

Neither numbers nor letters count what is vertrouwelijk, so that everybody at the table says the same number.
"""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from governance.meetings.models.parts import MOST_PARTS
from zorgzaam.publicity import Publicity

LETTERS = "abcdefghijklmnopqrstuvwxyz"[:MOST_PARTS]


class Number(NamedTuple):
    """`number` is None for what is vertrouwelijk; `part` is the letter of a part, of a whole item ""."""

    number: int | None
    part: str = ""

    @property
    def label(self) -> str:
        """ "3", "3a", or "" for what is vertrouwelijk."""
        return f"{self.number}{self.part}" if self.number else ""


def numbered(frame: Iterable[tuple[uuid.UUID, uuid.UUID | None, str]]) -> dict[uuid.UUID, Number]:
    """The number of each item of a whole agenda. `frame` holds, in order, id, what it is a part of and publicity."""
    found: dict[uuid.UUID, Number] = {}
    count = letter = 0
    for pk, parent, publicity in frame:
        hidden = publicity == Publicity.CONFIDENTIAL
        if parent is None or parent not in found:
            count, letter = count + (not hidden), 0
            found[pk] = Number(None if hidden else count)
        else:
            found[pk] = Number(None) if hidden else Number(found[parent].number, LETTERS[letter])
            letter += not hidden
    return found
