"""The result of prioritising: dots and mean scores per cluster, as a table and as bars."""

import uuid
from dataclasses import dataclass

from django.db.models import Avg, Count

from governance.writing.models import Ballot, Dot, HarvestCluster, Score, WritingAssignment
from governance.writing.models.votes import HIGHEST
from themes.criteria.models import AssessmentCriterion
from zorgzaam.ui.measure import clip

# In pixels of the drawing: on a screen, and on a phone, where it would be drawn too small to read. Letters are 16.
WIDE, NARROW, ROW, LETTERS = 960, 340, 84, 16
# Room beside the longest bar for what it says.
BESIDE = 150


@dataclass(frozen=True)
class Result:
    """One cluster. `means` are (criterion, mean) in order; None where nobody scored, as in `mean` over all of them."""

    cluster: HarvestCluster
    dots: int
    means: list[tuple[AssessmentCriterion, float | None]]
    mean: float | None


@dataclass(frozen=True)
class Bars:
    """One cluster in the drawing: name at `name_y`, a bar of dots and a bar of the mean score below it."""

    result: Result
    name: str
    name_y: int
    dots_y: int
    dots_width: int
    mean_y: int
    mean_width: int


@dataclass(frozen=True)
class Picture:
    """`shape` is breed, or smal for a phone."""

    shape: str
    width: int
    height: int
    bars: list[Bars]


@dataclass(frozen=True)
class Outcome:
    """`voters` is how many members voted; results with the most dots first, then the highest mean."""

    criteria: list[AssessmentCriterion]
    results: list[Result]
    voters: int

    @property
    def pictures(self) -> list[Picture]:
        """The same bars for a screen and for a phone."""
        return [self._picture("breed", WIDE), self._picture("smal", NARROW)]

    def _picture(self, shape: str, width: int) -> Picture:
        most = max([result.dots for result in self.results], default=0) or 1
        bars = [_bars(result, index * ROW, width, most) for index, result in enumerate(self.results)]
        return Picture(shape, width, max(1, len(bars)) * ROW, bars)


def outcome_of(assignment: WritingAssignment) -> Outcome:
    """Five queries, however many clusters and members."""
    criteria = list(AssessmentCriterion.objects.all())
    clusters = list(HarvestCluster.objects.filter(assignment=assignment).in_focus())
    on = {"ballot__assignment": assignment}
    dots = dict(Dot.objects.filter(**on).values_list("cluster").annotate(n=Count("pk")))
    scored = Score.objects.filter(**on).values_list("cluster", "criterion").annotate(mean=Avg("value"))
    means = {(cluster, criterion): float(mean) for cluster, criterion, mean in scored}
    results = [_result(cluster, criteria, dots, means) for cluster in clusters]
    results.sort(key=lambda found: (-found.dots, -(found.mean or 0), found.cluster.name))
    return Outcome(criteria, results, Ballot.objects.filter(assignment=assignment).count())


def _result(
    cluster: HarvestCluster,
    criteria: list[AssessmentCriterion],
    dots: dict[uuid.UUID, int],
    means: dict[tuple[uuid.UUID, uuid.UUID], float],
) -> Result:
    row = [(criterion, means.get((cluster.pk, criterion.pk))) for criterion in criteria]
    given = [mean for _, mean in row if mean is not None]
    return Result(cluster, dots.get(cluster.pk, 0), row, sum(given) / len(given) if given else None)


def _bars(result: Result, top: int, width: int, most: int) -> Bars:
    room = width - BESIDE
    dots = round(room * result.dots / most)
    mean = round(room * (result.mean or 0) / HIGHEST)
    name = clip(result.cluster.name, width, LETTERS)
    return Bars(result, name, top + 18, top + 28, dots, top + 50, mean)
