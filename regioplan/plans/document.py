"""A plan version as plain data: what page, PDF and open data are made from, and nothing else goes into them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from regioplan.plans import cover
from regioplan.plans.models import PlanSection, PlanVersion
from zorgzaam.house import House
from zorgzaam.richfields import tidy
from zorgzaam.ui import dates

# Raise when the same records would give a document of another shape.
SHAPE = 2
LOWEST = 4

Document = dict[str, Any]


def build(version: PlanVersion) -> Document:
    """All the reader gets, as JSON values: the names of the plan, its agreement, and the chapters as a tree."""
    plan = version.plan
    return {
        "shape": SHAPE,
        "plan": {
            "id": str(plan.pk),
            "kind": plan.kind,
            "kind_label": plan.get_kind_display(),
            "title": plan.title,
            "short_name": plan.short_name,
            "aliases": plan.alias_list,
            "region": plan.region.name if plan.region else "",
        },
        "version": {"number": version.number, "name": version.name},
        "cleared": {
            "by": version.cleared_by,
            "on": version.cleared_on.isoformat() if version.cleared_on else "",
            "limits": version.cleared_limits,
        },
        "sender": House.objects.of_region().network_name,
        "cover": {
            "day": timezone.localdate().isoformat(),
            "published": version.published or dates.day(timezone.localdate(), weekday=False),
            "stand": cover.sentences(version),
        },
        "address": f"{settings.SITE_URL}{version.get_absolute_url()}",
        "chapters": chapters_of(version),
    }


def chapters_of(version: PlanVersion) -> list[Document]:
    """The chapters of a version with what hangs under them, in order; two queries, however many there are."""
    children: dict[uuid.UUID | None, list[PlanSection]] = defaultdict(list)
    rows = version.sections.order_by("position").prefetch_related("links__theme", "links__task")
    for section in rows:
        children[section.parent_id].append(section)
    return [_section(section, children) for section in children[None]]


def _section(section: PlanSection, children: dict[uuid.UUID | None, list[PlanSection]]) -> Document:
    links = section.links.all()
    themes = [{"id": str(link.theme_id), "name": link.theme.name} for link in links if link.theme]
    tasks = [{"id": str(link.task_id), "title": link.task.title} for link in links if link.task]
    return {
        "id": str(section.lineage),
        "code": section.code,
        "heading": section.heading,
        "html": section.text,
        "themes": sorted(themes, key=lambda row: row["name"]),
        "tasks": sorted(tasks, key=lambda row: row["title"]),
        "sections": [_section(child, children) for child in children[section.pk]],
    }


def walk(sections: list[Document], level: int = 1) -> Iterator[tuple[int, Document]]:
    """Every section with its level (1 for the ones given), in reading order."""
    for section in sections:
        yield level, section
        yield from walk(section["sections"], level + 1)


def blocks(sections: list[Document], top: int) -> list[Document]:
    """Sections one after another for a page on which the first level has heading `top`: level, anchor and text.

    The headings inside a text are renumbered to follow the one above it, so that no level is skipped.
    """
    found = []
    for level, section in walk(sections):
        heading = min(top + level - 1, LOWEST)
        text = tidy(section["html"], min(heading + 1, LOWEST))
        found.append({**section, "level": heading, "anchor": f"deel-{section['id']}", "html": text})
    return found


def in_reading_order(sections: Iterable[PlanSection]) -> list[PlanSection]:
    """Sections of one version as they stand in it: each chapter with what hangs under it (2, 2.1, 3)."""
    children: dict[uuid.UUID | None, list[PlanSection]] = defaultdict(list)
    for section in sorted(sections, key=lambda each: each.position):
        children[section.parent_id].append(section)

    def below(parent: uuid.UUID | None) -> Iterator[PlanSection]:
        for section in children[parent]:
            yield section
            yield from below(section.pk)

    return list(below(None))
