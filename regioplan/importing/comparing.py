"""The text in a file beside the text of a version: what goes, what comes and what stays."""

import uuid
from typing import Any

from regioplan.plans.changes import Change, changes_between
from regioplan.plans.document import Document, chapters_of
from regioplan.plans.models import PlanSection, PlanVersion
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme

Rows = list[dict[str, Any]]


def lineages(version: PlanVersion) -> dict[str, uuid.UUID]:
    """What sections are through all versions, by the headings above them and their own: those of this version, and of
    the one before it where this one has none."""
    earlier = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number)
    previous = earlier.order_by("-number").first()
    own = _by_path(version)
    before = _by_path(previous) if previous else {}
    taken = set(own.values())
    return {**{path: key for path, key in before.items() if key not in taken}, **own}


def _by_path(version: PlanVersion) -> dict[str, uuid.UUID]:
    rows = {row.pk: row for row in version.sections.all()}

    def path(row: PlanSection) -> str:
        up = rows[row.parent_id] if row.parent_id else None
        return f"{path(up)}/{row.heading.lower()}" if up else row.heading.lower()

    return {path(row): row.lineage for row in rows.values()}


def named(sections: Rows) -> Rows:
    """The sections of a file with the names of their themes and tasks as `about`; two queries."""
    themes = {str(pk): name for pk, name in Theme.objects.values_list("pk", "name")}
    tasks = {str(pk): title for pk, title in TransformationTask.objects.values_list("pk", "title")}
    return [
        {
            **row,
            "theme_names": [themes.get(pk, "") for pk in row["themes"]],
            "task_names": [tasks.get(pk, "") for pk in row["tasks"]],
        }
        for row in sections
    ]


def compared(version: PlanVersion, sections: Rows) -> list[Change]:
    """What is different in the file, per section, as a publication says it; nothing where the version has no text."""
    now = chapters_of(version)
    if not now:
        return []
    return changes_between({"chapters": now}, {"chapters": _tree(named(sections), lineages(version))})


def _tree(sections: Rows, known: dict[str, uuid.UUID]) -> list[Document]:
    chapters: list[Document] = []
    above: list[Document] = []
    paths: list[str] = []
    for row in sections:
        depth = row["level"] - 1
        above, paths = above[:depth], [*paths[:depth], row["heading"].lower()]
        made = {
            "id": str(known.pop("/".join(paths), None) or uuid.uuid4()),
            "code": row["code"],
            "heading": row["heading"],
            "html": row["text"],
            "themes": _pairs(row["themes"], row["theme_names"], "name"),
            "tasks": _pairs(row["tasks"], row["task_names"], "title"),
            "sections": [],
        }
        (above[-1]["sections"] if above else chapters).append(made)
        above.append(made)
    return chapters


def _pairs(keys: list[str], names: list[str], name: str) -> list[dict[str, str]]:
    found = [{"id": key, name: words} for key, words in zip(keys, names, strict=True)]
    return sorted(found, key=lambda row: row[name])
