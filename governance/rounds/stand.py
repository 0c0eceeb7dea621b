"""How far each letter of a round is: its step, what is missing, and where it differs from what all have in common."""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Prefetch, QuerySet

from governance.briefings import completeness
from governance.briefings.content import BriefingBlock
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.document import show_block
from governance.briefings.fragments.municipality import with_something
from governance.briefings.models import Briefing, Status
from governance.rounds.comparing import Part, Stand, parts_of
from governance.rounds.models import BriefingRound, RoundChapter, RoundLetter
from governance.rounds.paragraphs import NOTHING_KNOWN, is_own, place_of
from zorgzaam.standing import Reader, standing_of

NO_CHAPTERS = "Er is nog geen gezamenlijk hoofdstuk. Schrijf wat alle raden lezen."


@dataclass
class LetterStand:
    """One line of the table."""

    letter: RoundLetter
    briefing: Briefing
    missing: list[str]
    differs: list[Part]
    dispatch: BriefingDispatch | None
    own: bool

    @property
    def is_ready(self) -> bool:
        """Publishing is its next step."""
        return self.briefing.is_ready

    @property
    def waits_for_determination(self) -> bool:
        return self.briefing.waits_for_determination

    @property
    def in_line(self) -> bool:
        return self.dispatch is not None and self.dispatch.is_busy and not self.is_out

    @property
    def is_out(self) -> bool:
        return self.briefing.status == Status.PUBLISHED

    @property
    def failed(self) -> str:
        """Why it did not go out, as long as it can be tried again."""
        return self.dispatch.failure if self.dispatch and self.is_ready else ""

    @property
    def asks_paragraph(self) -> bool:
        """Whether somebody has to write what it means for this municipality."""
        return NOTHING_KNOWN in self.missing

    @property
    def keeps_own(self) -> list[Part]:
        return [part for part in self.differs if part.stand == Stand.OWN]

    @property
    def is_behind(self) -> list[Part]:
        return [part for part in self.differs if part.stand == Stand.BEHIND]


def letters_of(round_: BriefingRound, user: Reader) -> "QuerySet[RoundLetter]":
    """The letters of a round this reader works on, with all that this module reads of them."""
    blocks = Prefetch("briefing__sections__blocks", BriefingBlock.objects.order_by("position"))
    found = round_.letters.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))
    found = found.select_related(
        "council__organisation__municipality",
        "briefing__addressee__organisation__municipality",
        "briefing__dispatch",
    )
    return found.prefetch_related("carried", "briefing__sections", blocks, "briefing__writers").order_by(
        "council__name"
    )


def stand_of(round_: BriefingRound, user: Reader) -> list[LetterStand]:
    """One line per letter, by council; a constant number of queries."""
    chapters = list(round_.chapters.order_by("position"))
    person = standing_of(user).person_id
    known = cache(with_something)
    return [_line(letter, round_, chapters, person, known) for letter in letters_of(round_, user)]


def line_of(round_: BriefingRound, letter: RoundLetter, user: Reader) -> LetterStand:
    """The line of one letter that was read by `letters_of`."""
    chapters = list(round_.chapters.order_by("position"))
    return _line(letter, round_, chapters, standing_of(user).person_id, with_something)


def _line(
    letter: RoundLetter,
    round_: BriefingRound,
    chapters: list[RoundChapter],
    person: uuid.UUID | None,
    known: Any,
) -> LetterStand:
    briefing = letter.briefing
    drafted = briefing.status == Status.DRAFT
    return LetterStand(
        letter=letter,
        briefing=briefing,
        missing=_missing(letter, known) if drafted else [],
        differs=[part for part in parts_of(letter, round_, chapters) if part.stand != Stand.SAME],
        dispatch=getattr(briefing, "dispatch", None),
        own=briefing.is_work_of(person),
    )


def _missing(letter: RoundLetter, known: Any) -> list[str]:
    """What must be there before review. The paragraph of the municipality is asked for all letters together; another
    fragment, which somebody put in this letter, by itself."""
    briefing = letter.briefing
    found = list(completeness.lacking(briefing).values())
    sections = list(briefing.sections.all())
    if not sections:
        found.append(NO_CHAPTERS)
    for block in (block for section in sections for block in section.blocks.all()):
        if is_own(block, letter.council):
            place = place_of(letter.council)
            found += [] if place and place.pk in known(briefing.day) else [NOTHING_KNOWN]
        elif block.fragment and (shown := show_block(block, briefing))["kind"] == "empty":
            found.append(shown["why"])
    return found


@dataclass(frozen=True)
class Tally:
    """How many letters of a round are where."""

    total: int
    drafts: int
    incomplete: int
    in_review: int
    mine_to_review: int
    to_determine: int
    ready: int
    asked: int
    out: int
    failed: int
    gone: int

    @property
    def is_busy(self) -> bool:
        return self.asked > 0

    @property
    def is_over(self) -> bool:
        """Every letter is out or withdrawn."""
        return self.out + self.gone == self.total

    @property
    def elsewhere(self) -> int:
        """Letters whose next step is taken one by one, on the page of the letter."""
        named = (
            self.drafts + self.in_review + self.to_determine + self.ready + self.asked + self.out + self.gone
        )
        return self.total - named


def tally(lines: list[LetterStand]) -> Tally:
    """Of these lines. `asked` are in line now, `gone` were withdrawn."""
    reviewed = [line for line in lines if line.briefing.status == Status.IN_REVIEW]
    return Tally(
        total=len(lines),
        drafts=sum(line.briefing.is_draft for line in lines),
        incomplete=sum(bool(line.missing) for line in lines),
        in_review=len(reviewed),
        mine_to_review=sum(not line.own for line in reviewed),
        to_determine=sum(line.waits_for_determination for line in lines),
        ready=sum(line.is_ready and not line.in_line for line in lines),
        asked=sum(line.in_line for line in lines),
        out=sum(line.is_out for line in lines),
        failed=sum(bool(line.failed) for line in lines),
        gone=sum(line.briefing.status == Status.WITHDRAWN for line in lines),
    )
