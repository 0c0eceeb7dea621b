"""Kinds of briefing that come back: mostly fragments of records, which are put in when one is begun (beginning.py)."""

from governance.bodies.models import COUNCIL_KINDS
from governance.briefings.structure import Part, Sort, Structure, attachments, sections, text
from governance.council.notices.models import NoticeKind

HEADER = (
    ("Registratienummer", "registration_number"),
    ("Datum", "dated_on"),
    ("Openbaarheid", "publicity"),
    ("Portefeuillehouder", "portfolio_holder"),
    ("Ter kennisname aan", "for_information_to"),
)


def _opening(ask: str) -> Part:
    """The text before the records: left out where nobody wrote one."""
    return text("core", "Inleiding", ask=f"Nog leeg, en dat mag. {ask}")


def _closing(heading: str = "Vervolg") -> Part:
    return text("follow_up", heading, ask="Nog leeg, en dat mag. Wat is de volgende stap, en wanneer?")


def _records(about: str) -> Part:
    return sections(warn=f"Er staat nog niets in over {about}. Kies een fragment.")


def _recurring(*parts: Part) -> Structure:
    return Structure(
        to=COUNCIL_KINDS,
        to_whom="aan Staten, een Statencommissie of een gemeenteraad",
        number="Registratienummer",
        subject="Onderwerp",
        header=HEADER,
        parts=parts,
        register=NoticeKind.OTHER,
        recurring=True,
    )


# domain.md E5: per council, what was promised and asked, each with its light, its term and how it stands.
STATUS = _recurring(
    _opening("Over welke periode gaat dit, en wat valt op?"),
    _records("toezeggingen en moties"),
    _closing(),
    attachments(Sort.FILES),
)
# domain.md, glossary: what the council gets when; what has no day yet comes last.
AGENDA = _recurring(_opening("Wat is er nieuw op de agenda?"), _records("termijnen"), attachments(Sort.FILES))
# domain.md E4: per theme its goal, tasks, progress, money and risks.
PROGRESS = _recurring(
    _opening("Hoe staat het ermee, in een paar zinnen?"),
    _records("de thema’s"),
    _closing("Vervolgstappen"),
    attachments(Sort.FILES),
)
# domain.md 15.8: per item its title, portefeuillehouder, numbered beslispunten and summary.
DECISIONS = _recurring(_opening("Van welke vergadering zijn deze besluiten?"), _records("besluiten"))
