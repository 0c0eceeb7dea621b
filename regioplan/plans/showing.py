"""What the pages of a plan show: which version, its chapters, how far publication is."""

import json
from dataclasses import dataclass
from typing import Any

from regioplan.plans.document import chapters_of, walk
from regioplan.plans.models import Plan, PlanPublication, PlanVersion, PublishedChapter, Status
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Shown:
    """A plan in one version for one reader. `versions` newest first; `chapters` only when frozen here."""

    plan: Plan
    version: PlanVersion | None
    versions: list[PlanVersion]
    publication: PlanPublication | None
    chapters: list[PublishedChapter]

    @property
    def is_newest(self) -> bool:
        return self.version is None or self.version == self.versions[0]


def show(user: Reader, plan: Plan, number: int | None = None) -> Shown | None:
    """The version with this number, or the newest published one, or the newest there is; None when it is not for this
    reader."""
    rows = (
        PlanVersion.objects.visible_to(user)
        .filter(plan=plan)
        .select_related("source", "task_list__source")
        .newest_first()
    )
    versions = list(rows)
    for version in versions:
        version.plan = plan
    if number is not None:
        chosen = next((row for row in versions if row.number == number), None)
        if chosen is None:
            return None
    else:
        alive = [row for row in versions if row.status != Status.WITHDRAWN] or versions
        chosen = next((row for row in alive if row.is_out), alive[0] if alive else None)
    return _with_text(user, plan, versions, chosen)


def _with_text(user: Reader, plan: Plan, versions: list[PlanVersion], version: PlanVersion | None) -> Shown:
    visible = PlanPublication.objects.visible_to(user).light()
    publication = visible.filter(version=version).first() if version else None
    chapters: list[PublishedChapter] = []
    if publication is not None and version is not None:
        publication.version = version
        chapters = list(publication.chapters.defer("html", "plain", "search"))
        for chapter in chapters:
            chapter.publication = publication
    return Shown(plan, version, versions, publication, chapters)


def steps_of(version: PlanVersion) -> list[dict[str, Any]]:
    """How far publication is, for `ui/stepper.html`."""
    names = [
        (Status.DRAFT, "Concept"),
        (Status.CLEARED, "Akkoord voor publicatie"),
        (Status.PUBLISHED, "Gepubliceerd"),
    ]
    if version.imported and not version.cleared_by:
        del names[1]  # nobody says that anybody agreed
    order = [status for status, _ in names]
    # A withdrawn version has been through nothing that still counts.
    passed = order.index(Status(version.status)) if version.status in order else -1
    if version.status == Status.PUBLISHED:
        passed += 1
    states = [
        "done" if index < passed else "now" if index == passed else "later" for index in range(len(names))
    ]
    return [{"label": label, "state": state} for (_, label), state in zip(names, states, strict=True)]


def tree_of(version: PlanVersion) -> list[dict[str, Any]]:
    """The live text as a flat list for who writes it: the section, its level and the names of what it is about."""
    rows = {str(section.lineage): section for section in version.sections.all()}
    return [
        {
            "section": rows[section["id"]],
            "level": level,
            "empty": not section["html"],
            "names": [
                *(row["name"] for row in section["themes"]),
                *(row["title"] for row in section["tasks"]),
            ],
        }
        for level, section in walk(chapters_of(version))
    ]


def open_data(publication: PlanPublication) -> dict[str, Any]:
    """The frozen content as open data, with what was hashed."""
    return {
        "sha256": publication.canonical_sha256,
        "published_at": publication.published_at.isoformat(),
        "content": json.loads(publication.canonical),
        "changes": publication.changes,
    }
