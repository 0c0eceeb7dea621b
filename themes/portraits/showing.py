"""What the pages show of themes: read in a constant number of queries, ordered as people expect."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q

from themes.criteria.models import CareService
from themes.findings.models import Finding
from themes.generations.models import GenerationDocument, ThemeGeneration
from themes.objectives.models import Objective, ThemeTask, ThemeTaskLink
from themes.tasks.links import TaskTheme
from themes.themes.models import DocumentTheme, Theme, ThemeKinship, ThemeName
from zorgzaam.sources import SourceConflict, conflicts_about
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class ShownGeneration:
    """A generation with its themes in the chosen order; `order` is the document that gives it, if any."""

    generation: ThemeGeneration
    themes: list[Theme]
    orders: list[GenerationDocument]
    order: GenerationDocument | None


def generations_for(user: Reader, order_id: str = "") -> list[ShownGeneration]:
    """Every generation this reader sees, the leading one first; `order_id` names the document to follow."""
    leading = ThemeGeneration.objects.visible_to(user).leading()
    found = sorted(_generations(user), key=lambda generation: generation != leading)
    return [_shown(generation, order_id) for generation in found]


def _generations(user: Reader) -> "Iterable[ThemeGeneration]":
    themes = Theme.objects.visible_to(user).annotate(
        finding_count=Count("findings", distinct=True),
        objective_count=Count("objectives", distinct=True),
        task_count=Count("tasks", distinct=True),
    )
    listed = Prefetch("listed", DocumentTheme.objects.visible_to(user))
    return (
        ThemeGeneration.objects.visible_to(user)
        .newest_first()
        .select_related("source")
        .prefetch_related(
            Prefetch("themes", themes.order_by("number").prefetch_related("former_names")),
            Prefetch("documents", GenerationDocument.objects.visible_to(user).prefetch_related(listed)),
            "principles",
            "questions",
        )
    )


def _shown(generation: ThemeGeneration, order_id: str) -> ShownGeneration:
    orders = [document for document in generation.documents.all() if document.listed.all()]
    order = next(
        (document for document in orders if str(document.pk) == order_id), orders[0] if orders else None
    )
    themes = list(generation.themes.all())
    if order:
        place = {row.theme_id: row.position for row in order.listed.all()}
        themes.sort(key=lambda theme: (place.get(theme.pk, len(place) + 1), theme.number))
    return ShownGeneration(generation, themes, orders, order)


@dataclass(frozen=True)
class Portrait:
    """What belongs to one theme. `opgaven` are per document, in the order of the documents."""

    former_names: list[ThemeName]
    opgaven: list[tuple[GenerationDocument, list[ThemeTask]]]
    objectives: list[Objective]
    findings: list[Finding]
    earlier_kin: list[ThemeKinship]
    later_kin: list[ThemeKinship]
    services: list[CareService]
    conflicts: list[SourceConflict]
    neighbours: list[Theme]
    tasks: list[TaskTheme]


def portrait(user: Reader, theme: Theme) -> Portrait:
    """Everything shown on the page of a theme."""
    related = ThemeKinship.objects.visible_to(user).filter(Q(earlier=theme) | Q(later=theme))
    kin = list(related.select_related("earlier__generation", "later__generation", "author"))
    return Portrait(
        former_names=list(ThemeName.objects.visible_to(user).filter(theme=theme).select_related("source")),
        opgaven=_opgaven(user, theme),
        objectives=list(Objective.objects.visible_to(user).filter(theme=theme).newest_period_first()),
        findings=list(
            Finding.objects.visible_to(user)
            .filter(theme=theme)
            .select_related("question")
            .order_by("position")
        ),
        earlier_kin=[one for one in kin if one.later_id == theme.pk],
        later_kin=[one for one in kin if one.earlier_id == theme.pk],
        services=list(CareService.objects.visible_to(user).filter(themes=theme).select_related("domain")),
        conflicts=list(conflicts_about("theme", subject=theme.pk)),
        neighbours=list(
            Theme.objects.visible_to(user).filter(generation=theme.generation_id).order_by("number")
        ),
        tasks=list(
            TaskTheme.objects.visible_to(user)
            .filter(theme=theme)
            .select_related("task__task_list", "author", "source")
        ),
    )


def _opgaven(user: Reader, theme: Theme) -> list[tuple[GenerationDocument, list[ThemeTask]]]:
    rows = (
        ThemeTask.objects.visible_to(user)
        .filter(theme=theme)
        .select_related("document")
        .prefetch_related(
            Prefetch("earlier_links", ThemeTaskLink.objects.select_related("earlier__document")),
            Prefetch("later_links", ThemeTaskLink.objects.select_related("later__document")),
        )
        .order_by("document__position", "position")
    )
    return [(document, list(tasks)) for document, tasks in groupby(rows, key=lambda row: row.document)]
