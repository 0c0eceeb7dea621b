"""Taking a part out of a draft, only as it was seen, together with what is in it."""

import uuid
from typing import Any

from django.db.models import F
from django.utils.html import strip_tags

from governance.briefings import fragments
from governance.briefings.models import Briefing
from zorgzaam.conflicts import ConflictRow


def seen_of(part: Any) -> str:
    """What a page that shows this part carries: the versions of the part and of what is in it."""
    return " ".join(f"{row.pk}.{row.version}" for row in (part, *inside(part)))


def inside(part: Any) -> list[Any]:
    """The parts in a part, in order."""
    return list(getattr(part, part.parts).all()) if part.parts else []


def remove(part: Any, seen: str) -> bool:
    """Take it out as it was seen and close the gap; False when any of it changed since.

    Call it with the briefing locked, and with `part` read after that.
    """
    if seen != seen_of(part):
        return False
    siblings = part.siblings()
    siblings.filter(pk=part.pk).delete()
    siblings.filter(position__gt=part.position).update(position=F("position") - 1)
    return True


def was_in(briefing: Briefing, model: Any, part: uuid.UUID) -> bool:
    """Whether a part with this id was taken out of this briefing before."""
    parent: dict[str, Any] = {"briefing_id": briefing.pk}
    if model.of != "briefing":
        holders = _events(model._meta.get_field(model.of).related_model).filter(briefing_id=briefing.pk)
        parent = {f"{model.of}_id__in": holders.values("id")}
    return bool(_events(model).filter(id=part, pgh_label="verwijderd", **parent).exists())


def differences(part: Any, seen: str) -> list[ConflictRow]:
    """Per heading, row or block: what the page showed (`mine`) and what stands there now (`theirs`)."""
    versions = _versions(seen)
    rows = [_row(_label(part), part, versions)]
    now = inside(part)
    gone = versions.keys() - {part.pk, *(row.pk for row in now)}
    rows += [_row(f"{row.noun} {number}", row, versions) for number, row in enumerate(now, start=1)]
    if part.parts:
        model = part._meta.get_field(part.parts).related_model
        rows += [
            ConflictRow(
                f"{_noun(model)} dat er niet meer is", _then(model, pk, versions[pk], **{model.of: part}), ""
            )
            for pk in sorted(gone)
        ]
    return [row for row in rows if row.differs] or rows[:1]


def _noun(model: Any) -> str:
    return str(model._meta.verbose_name).capitalize()


def _label(part: Any) -> str:
    return "Kop" if hasattr(part, "heading") else part.noun


def _row(label: str, row: Any, versions: dict[uuid.UUID, int]) -> ConflictRow:
    then = (
        _then(type(row), row.pk, versions[row.pk], **{f"{row.of}_id": row.holder_id})
        if row.pk in versions
        else ""
    )
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
        number = f", eDocs-nummer {row.edocs_number}" if row.edocs_number else ""
        return f"{row.name}{number}, Woo {'ja' if row.woo_public else 'nee'}"
    if hasattr(row, "thesis"):
        return f"{row.thesis} {strip_tags(row.text)}"
    if not hasattr(row, "fragment"):
        return str(row.text)
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
