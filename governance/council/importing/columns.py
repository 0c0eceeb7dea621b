"""The columns of each register in a file: as its export writes them, and what each of them is."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from governance.council.commitments import views as commitments
from governance.council.importing.models import CouncilRegister
from governance.council.motions import views as motions
from governance.council.notices import views as notices
from governance.council.questions import views as questions
from governance.council.questions.models import QuestionSort
from governance.council.registers import Register
from governance.council.sessions.views import sessions


class Is(Enum):
    """What a column holds."""

    TEXT = auto()
    DAY = auto()
    HOUR = auto()
    CHOICE = auto()
    BODY = auto()
    DOSSIER = auto()
    SOURCE = auto()
    # Read in another way than by their field: which row it is, by when, and how it stands.
    KEY = auto()
    TERM = auto()
    STAND = auto()


@dataclass(frozen=True)
class Column:
    """A heading, the field of the row it goes into, and what it is."""

    heading: str
    field: str
    holds: Is = Is.TEXT


WHERE = (Column("raad", "council", Is.KEY), Column("nummer", "number"))
ALWAYS = (
    Column("dossier", "dossier", Is.DOSSIER), Column("openbaarheid", "publicity", Is.CHOICE),
    Column("reden", "publicity_ground"), Column("bron", "source", Is.SOURCE), Column("opmerking", "source_note"),
    Column("id", "id", Is.KEY),
)  # fmt: skip
TERM = (
    Column("termijn in woorden", "term_text"), Column("termijn", "due_on", Is.TERM),
    Column("stand", "state", Is.STAND),
)  # fmt: skip
ENDED = (Column("afgedaan op", "ended_on", Is.STAND), Column("waardoor", "ended_by", Is.STAND))
QUESTION = (
    *WHERE, Column("soort", "sort", Is.CHOICE), Column("titel", "title"), Column("vraag", "text"),
    Column("van", "asked_by"), Column("gesteld op", "asked_on", Is.DAY), *TERM,
    Column("beantwoord op", "answered_on", Is.STAND), Column("beantwoord met", "answered_with", Is.STAND), *ALWAYS,
)  # fmt: skip
OF: dict[str, tuple[Column, ...]] = {
    CouncilRegister.COMMITMENTS: (
        *WHERE, Column("toezegging", "wording"), Column("in het kort", "short"),
        Column("gedaan op", "promised_on", Is.DAY), Column("door", "promised_by", Is.BODY),
        Column("portefeuillehouder", "promised_by_role"), Column("waar", "occasion"), *TERM, *ENDED, *ALWAYS,
    ),
    CouncilRegister.MOTIONS: (
        *WHERE, Column("titel", "title"), Column("datum", "dated_on", Is.DAY), Column("ingediend door", "submitted_by"),
        Column("besloten op", "decided_on", Is.STAND), Column("stemming", "votes", Is.STAND),
        Column("constaterende dat", "noting"), Column("overwegende dat", "considering"),
        Column("verzoekt", "requests"), Column("uitvoering door", "executed_by", Is.BODY), *TERM, *ENDED, *ALWAYS,
    ),
    CouncilRegister.NOTICES: (
        *WHERE, Column("onderwerp", "title"), Column("soort", "kind", Is.CHOICE), Column("richting", "way", Is.CHOICE),
        Column("datum", "dated_on", Is.DAY), Column("besloten op", "decided_on", Is.DAY),
        Column("verzonden op", "sent_on", Is.DAY), Column("link", "url"), Column("waar het over gaat", "gist"), *ALWAYS,
    ),
    CouncilRegister.POLITICAL: QUESTION,
    CouncilRegister.TECHNICAL: QUESTION,
    CouncilRegister.SESSIONS: (
        *WHERE, Column("titel", "title"), Column("fase", "phase", Is.CHOICE), Column("dag", "held_on", Is.DAY),
        Column("begint", "begins", Is.HOUR), Column("eindigt", "ends", Is.HOUR), Column("gebouw", "place"),
        Column("waar het over gaat", "about"), Column("stand", "state", Is.STAND), *ALWAYS,
    ),
}  # fmt: skip
_PAGES = {
    CouncilRegister.COMMITMENTS: commitments.REGISTER,
    CouncilRegister.MOTIONS: motions.REGISTER,
    CouncilRegister.NOTICES: notices.REGISTER,
    CouncilRegister.POLITICAL: questions.REGISTER,
    CouncilRegister.TECHNICAL: questions.REGISTER,
    CouncilRegister.SESSIONS: sessions.REGISTER,
}
_SORTS = {
    CouncilRegister.POLITICAL: QuestionSort.POLITICAL,
    CouncilRegister.TECHNICAL: QuestionSort.TECHNICAL,
}


# The words of a row and its day: needed for a new one, and what tells it from others when it has no number.
ESSENCE = {register: pages.model.essence for register, pages in _PAGES.items()}


def register_of(register: str) -> Register:
    """The pages of the register a file is for."""
    return _PAGES[CouncilRegister(register)]


def given(register: str) -> dict[str, Any]:
    """What every row of this register has without saying so."""
    sort = _SORTS.get(CouncilRegister(register))
    return {"sort": sort} if sort else {}


def known(register: str) -> dict[str, str]:
    """Heading in small letters -> field."""
    return {column.heading: column.field for column in OF[register]}


def heading(register: str, field: str) -> str:
    """What a field is called in a file."""
    return next((column.heading for column in OF[register] if column.field == field), field)


def needed(register: str) -> list[str]:
    """Fields a file cannot do without."""
    asked = [*ESSENCE[CouncilRegister(register)]]
    return [*asked, "text"] if register in _SORTS else asked
