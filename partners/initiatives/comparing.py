"""Assessments side by side: per criterion what each says and why, the average in words, and who thinks otherwise."""

import uuid
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from partners.initiatives.assessing import edition_of
from partners.initiatives.models import Assessment, CriterionScore, Initiative, Score, Stand, Verdict
from themes.criteria.models import AssessmentCriterion
from zorgzaam.standing import Reader

# So far from the others on a scale of five somebody thinks otherwise, and that is said.
APART = 2


@dataclass(frozen=True)
class Cell:
    """What one assessor says on one criterion."""

    score: int
    reason: str

    @property
    def words(self) -> str:
        return str(Score(self.score).label)


@dataclass(frozen=True)
class Row:
    """One criterion: a cell per assessor, in their order (None where it is not there)."""

    criterion: str
    cells: list[Cell | None]

    @property
    def scores(self) -> list[int]:
        return [cell.score for cell in self.cells if cell]

    @property
    def average(self) -> Decimal | None:
        return average(self.scores)

    @property
    def average_words(self) -> str:
        return in_words(self.scores)

    @property
    def divided(self) -> bool:
        """Whether somebody thinks otherwise than another."""
        return bool(self.scores) and max(self.scores) - min(self.scores) >= APART


@dataclass(frozen=True)
class Comparison:
    """What was handed in about the newest edition of one initiative, as far as its reader may read it."""

    initiative: Initiative
    assessments: list[Assessment]
    rows: list[Row]

    @property
    def verdicts(self) -> str:
        """ "2 × doen, 1 × niet doen" """
        said = Counter(each.advice for each in self.assessments)
        return ", ".join(f"{said[each]} × {each.label.lower()}" for each in Verdict if said[each])

    @property
    def divided(self) -> bool:
        return len({each.advice for each in self.assessments}) > 1


def comparison_of(initiative: Initiative, reader: Reader) -> Comparison:
    """In a number of queries that does not grow with assessors or criteria."""
    found = Assessment.objects.visible_to(reader).of(initiative, edition_of(initiative))
    done = list(found.filter(state=Stand.DONE).select_related("person").order_by("done_at", "pk"))
    said = {
        (each.assessment_id, each.criterion_id): each
        for each in CriterionScore.objects.filter(assessment__in=done)
    }
    rows = [_row(one, done, said) for one in AssessmentCriterion.objects.all()]
    return Comparison(initiative, done, rows)


def _row(criterion: AssessmentCriterion, done: list[Assessment], said: dict[Any, CriterionScore]) -> Row:
    found = [said.get((each.pk, criterion.pk)) for each in done]
    return Row(
        criterion.name[:1].upper() + criterion.name[1:],
        [Cell(one.score, one.reason) if one and one.score else None for one in found],
    )


def average(scores: list[int]) -> Decimal | None:
    """To one decimal; None of nothing."""
    if not scores:
        return None
    return (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def in_words(scores: list[int]) -> str:
    """ "Draagt goed bij (gemiddeld 3,7; van 2 tot 5)" """
    mean = average(scores)
    if mean is None:
        return "Nog niet beoordeeld"
    word = str(Score(int(mean.quantize(Decimal(1), ROUND_HALF_UP))).label)
    number = str(mean).replace(".", ",")
    spread = f"; van {min(scores)} tot {max(scores)}" if min(scores) != max(scores) else ""
    return f"{word} (gemiddeld {number} van 5{spread})"


def side_by_side(initiatives: list[Initiative], reader: Reader) -> list[Comparison]:
    """Several initiatives, in their order; a few at a time, so some queries for each."""
    return [comparison_of(each, reader) for each in initiatives]


def chosen(keys: list[str]) -> list[uuid.UUID]:
    """The ids among what stands in an address."""
    found = []
    for key in keys:
        try:
            found.append(uuid.UUID(key))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
