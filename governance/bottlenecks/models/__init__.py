"""Table of contents: bottlenecks and successes, and the steps they take."""

from governance.bottlenecks.models.bottlenecks import LADDER, Bottleneck, Kind, Level
from governance.bottlenecks.models.steps import BottleneckNotice, BottleneckStep, StepKind

__all__ = ["LADDER", "Bottleneck", "BottleneckNotice", "BottleneckStep", "Kind", "Level", "StepKind"]
