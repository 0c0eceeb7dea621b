"""Factories for themes and tasks of the invented region; each writes as the system actor for setting up."""

import datetime
from typing import Any

from tests.world import set_up
from themes.findings.models import Finding
from themes.generations.models import GenerationDocument, ThemeGeneration
from themes.objectives.models import Objective, ThemeTask, ThemeTaskLink
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import PartKind, TaskPart
from themes.themes.models import DocumentTheme, Theme, ThemeKinship, ThemeName


@set_up
def generation(name: str = "Deltaplan", year: int | None = 2023, **extra: Any) -> ThemeGeneration:
    starts = datetime.date(year, 1, 1) if year else None
    return ThemeGeneration.objects.create(name=name, starts_on=starts, starts_precision="year", **extra)


@set_up
def theme(of: ThemeGeneration, name: str, **extra: Any) -> Theme:
    extra.setdefault("number", of.themes.count() + 1)
    return Theme.objects.create(generation=of, name=name, **extra)


@set_up
def document(
    of: ThemeGeneration, name: str = "Deltavisie", order: tuple[Theme, ...] = ()
) -> GenerationDocument:
    made = GenerationDocument.objects.create(
        generation=of, short_name=name, title=name, position=of.documents.count() + 1
    )
    for position, each in enumerate(order, start=1):
        DocumentTheme.objects.create(document=made, theme=each, position=position)
    return made


@set_up
def opgave(of: Theme, in_document: GenerationDocument, **extra: Any) -> ThemeTask:
    extra.setdefault("position", of.tasks.filter(document=in_document).count() + 1)
    extra.setdefault("text", "Buren helpen elkaar.")
    return ThemeTask.objects.create(theme=of, document=in_document, **extra)


@set_up
def followed_by(earlier: ThemeTask, later: ThemeTask, **extra: Any) -> ThemeTaskLink:
    return ThemeTaskLink.objects.create(earlier=earlier, later=later, **extra)


@set_up
def objective(of: Theme, text: str = "Iedereen beweegt.", **extra: Any) -> Objective:
    return Objective.objects.create(theme=of, text=text, position=of.objectives.count() + 1, **extra)


@set_up
def finding(of: Theme, text: str = "Mensen willen meedoen.", **extra: Any) -> Finding:
    return Finding.objects.create(theme=of, text=text, position=of.findings.count() + 1, **extra)


@set_up
def former_name(of: Theme, name: str, **extra: Any) -> ThemeName:
    return ThemeName.objects.create(theme=of, name=name, **extra)


@set_up
def kinship(earlier: Theme, later: Theme, **extra: Any) -> ThemeKinship:
    return ThemeKinship.objects.create(earlier=earlier, later=later, **extra)


@set_up
def task_list(name: str = "conferentie", day: datetime.date | None = None, **extra: Any) -> TaskList:
    return TaskList.objects.create(name=name, stated_on=day, **extra)


@set_up
def task(of: TaskList, number: int, title: str, **extra: Any) -> TransformationTask:
    """A task; number 0 makes the overarching one."""
    return TransformationTask.objects.create(
        task_list=of, number=number, overarching=number == 0, title=title, **extra
    )


@set_up
def part(of: TaskList, title: str, **extra: Any) -> TaskPart:
    extra.setdefault("kind", PartKind.BUILDING_BLOCK)
    return TaskPart.objects.create(task_list=of, title=title, position=of.parts.count() + 1, **extra)


@set_up
def became(earlier: TransformationTask, later: TransformationTask | TaskPart, **extra: Any) -> TaskLink:
    end = {"later": later} if isinstance(later, TransformationTask) else {"later_part": later}
    return TaskLink.objects.create(earlier=earlier, **end, **extra)


@set_up
def touches(task: TransformationTask, theme: Theme, **extra: Any) -> TaskTheme:
    return TaskTheme.objects.create(task=task, theme=theme, **extra)
