"""The result of prioritising: dots and mean scores per cluster, as a table and as bars."""

import uuid
from dataclasses import dataclass

from django.db.models import Avg, Count

from governance.writing.models import Ballot, Dot, HarvestCluster, Score, WritingAssignment
from governance.writing.models.votes import HIGHEST
from themes.criteria.models import AssessmentCriterion
from zorgzaam.ui.measure import clip

# In pixels of the drawing; the letters are 16.
WIDTH, ROW, BAR, NAME_WIDTH = 720, 62, 18, 680


@dataclass(frozen=True)
class Result:
    """One cluster. `means` stand in the order of the criteria; None where nobody scored."""

    cluster: HarvestCluster
    dots: int
    means: list[float | None]
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
class Outcome:
    """`voters` is how many members voted; results with the most dots first, then the highest mean."""

    criteria: list[AssessmentCriterion]
    results: list[Result]
    voters: int

    @property
    def bars(self) -> list[Bars]:
        most = max([result.dots for result in self.results], default=0) or 1
        return [_bars(result, index, most) for index, result in enumerate(self.results)]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return max(1, len(self.results)) * ROW


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
    row = [means.get((cluster.pk, criterion.pk)) for criterion in criteria]
    given = [mean for mean in row if mean is not None]
    return Result(cluster, dots.get(cluster.pk, 0), row, sum(given) / len(given) if given else None)


def _bars(result: Result, index: int, most: int) -> Bars:
    top = index * ROW
    dots = round(NAME_WIDTH / 2 * result.dots / most)
    mean = round(NAME_WIDTH / 2 * (result.mean or 0) / HIGHEST)
    name = clip(result.cluster.name, NAME_WIDTH, 16)
    return Bars(result, name, top + 18, top + 26, dots, top + 44, mean)
