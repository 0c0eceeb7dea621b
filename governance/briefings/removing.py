"""Taking a part out of a draft, only as it was seen: a section together with the blocks in it."""

import uuid
from typing import Any

from django.db.models import F, QuerySet
from django.utils.html import strip_tags

from governance.briefings import fragments
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.models import Briefing
from zorgzaam.conflicts import ConflictRow


def seen_of(part: Any) -> str:
    """What a page that shows this part carries: the versions of the part and of what is in it."""
    blocks = part.blocks.all() if isinstance(part, BriefingSection) else ()
    return " ".join(f"{row.pk}.{row.version}" for row in (part, *blocks))


def remove(part: Any, siblings: "QuerySet[Any]", seen: str) -> bool:
    """Take it out as it was seen and close the gap; False when any of it changed since.

    Call it with the briefing locked, and with `part` read after that.
    """
    if seen != seen_of(part):
        return False
    siblings.filter(pk=part.pk).delete()
    siblings.filter(position__gt=part.position).update(position=F("position") - 1)
    return True


def was_in(briefing: Briefing, model: Any, part: uuid.UUID) -> bool:
    """Whether a part with this id was taken out of this briefing before."""
    parent: dict[str, Any] = {"briefing_id": briefing.pk}
    if model is BriefingBlock:
        sections = _events(BriefingSection).filter(briefing_id=briefing.pk)
        parent = {"section_id__in": sections.values("id")}
    return bool(_events(model).filter(id=part, pgh_label="verwijderd", **parent).exists())


def differences(part: Any, seen: str) -> list[ConflictRow]:
    """Per heading, row or block: what the page showed (`mine`) and what stands there now (`theirs`)."""
    versions = _versions(seen)
    rows = [_row(_label(part), part, versions)]
    if isinstance(part, BriefingSection):
        blocks = list(part.blocks.all())
        gone = versions.keys() - {part.pk, *(block.pk for block in blocks)}
        rows += [_row(f"Blok {number}", block, versions) for number, block in enumerate(blocks, start=1)]
        rows += [
            ConflictRow("Blok dat er niet meer is", _then(BriefingBlock, pk, versions[pk], section=part), "")
            for pk in sorted(gone)
        ]
    return [row for row in rows if row.differs] or rows[:1]


def _label(part: Any) -> str:
    return "Kop" if isinstance(part, BriefingSection) else str(type(part)._meta.verbose_name).capitalize()


def _row(label: str, row: Any, versions: dict[uuid.UUID, int]) -> ConflictRow:
    parent = {"section": row.section_id} if isinstance(row, BriefingBlock) else {"briefing": row.briefing_id}
    then = _then(type(row), row.pk, versions[row.pk], **parent) if row.pk in versions else ""
    return ConflictRow(label, then, _words(row))


def _then(model: Any, pk: uuid.UUID, version: int, **parent: Any) -> str:
    """The words of a row at a version, out of its history; only within the same parent."""
    event = _events(model).filter(id=pk, version=version, **parent).exclude(pgh_label="verwijderd").last()
    return _words(event) if event else ""


def _events(model: Any) -> Any:
    return model.history.rel.related_model.objects


def _words(row: Any) -> str:
    if hasattr(row, "heading"):
        return str(row.heading)
    if hasattr(row, "edocs_number"):
        return f"{row.name}, eDocs-nummer {row.edocs_number}, Woo {'ja' if row.woo_public else 'nee'}"
    fragment = fragments.get(row.fragment)
    return (
        f"Fragment: {fragment.label if fragment else row.fragment}" if row.fragment else strip_tags(row.text)
    )


def _versions(seen: str) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = {}
    for piece in seen.split()[:500]:
        pk, _, version = piece.partition(".")
        try:
            found[uuid.UUID(pk)] = min(int(version), 2**31 - 1)
        except ValueError:
            continue
    return {pk: version for pk, version in found.items() if version > 0}
