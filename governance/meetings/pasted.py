"""One line of a pasted agenda, as far as it was understood."""

from dataclasses import dataclass

from governance.meetings.models import ItemKind, Treatment
from zorgzaam.publicity import Publicity

USUAL_MINUTES = 10
FORMALITY_MINUTES = 5


@dataclass(frozen=True)
class Pasted:
    """One recognised line. `minutes` is None where the text says nothing; `doubtful` when it is hardly an item."""

    title: str
    minutes: int | None = None
    kind: str = ItemKind.INFORMATION
    treatment: str = Treatment.DISCUSS
    starts: int | None = None  # minutes after midnight
    doubtful: bool = False
    owner: str = ""  # a name as `names` of parse gives it
    inside: bool = False  # a part of the last line before it that is none
    note: str = ""  # what is odd about its times, in Dutch
    publicity: str = Publicity.PUBLIC

    @property
    def length(self) -> int:
        """Minutes, or what such an item usually takes."""
        if self.minutes is not None:
            return self.minutes
        return FORMALITY_MINUTES if self.treatment == Treatment.FORMALITY else USUAL_MINUTES

    @property
    def begins(self) -> str:
        """ "15:30", or "" where the text says nothing."""
        return "" if self.starts is None else f"{self.starts // 60:02}:{self.starts % 60:02}"
