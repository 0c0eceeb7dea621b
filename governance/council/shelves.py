"""The registers of councils, in one table: their word in addresses, their model, their list and what one row is called.

Rooms below say what a row is (`CouncilRecord.essence`); rooms above read from here what registers there are.
"""

from dataclasses import dataclass
from typing import Any

from governance.council.commitments.models import Commitment
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.questions.models import Question
from governance.council.sessions.models import CouncilSession


@dataclass(frozen=True)
class Shelf:
    """`word` stands in addresses, `page` is the name of the address of the list, `noun` what one row is called."""

    word: str
    model: Any
    page: str
    noun: str

    @property
    def day(self) -> str:
        """The field with the day of a row."""
        return str(self.model.essence[1])


SHELVES = (
    Shelf("toezeggingen", Commitment, "commitments", "Toezegging"),
    Shelf("moties", Motion, "motions", "Motie"),
    Shelf("vragen", Question, "council_questions", "Vraag"),
    Shelf("mededelingen", CouncilNotice, "council_notices", "Stuk"),
    Shelf("sessies", CouncilSession, "council_sessions", "Sessie"),
)
BY_WORD = {shelf.word: shelf for shelf in SHELVES}
BY_MODEL = {shelf.model: shelf for shelf in SHELVES}
