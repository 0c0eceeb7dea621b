"""Taking over a file that was looked at: all of it or nothing, once."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from partners.regions.models import Municipality
from regioplan.approvals.recording import Meanwhile, record
from regioplan.importing.comparing import lineages
from regioplan.importing.models import PlanImport
from regioplan.plans import editing
from regioplan.plans.errors import Refused
from regioplan.plans.models import PlanSection, PlanVersion, SectionLink
from regioplan.plans.seen import must_be_seen
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person


def apply(read: PlanImport, *, by: Person | User, seen: str = "") -> bool:
    """Put everything in, in place of the text that was there. False when that was done before.

    Raises Refused where something came in between, Unseen where the text that goes is not as in `seen` (of
    `plans.seen.note`).
    """
    with transaction.atomic(), acting(by, reason=f"Ingelezen uit {read.file_name}"):
        read = (
            PlanImport.objects.select_for_update(of=("self",))
            .select_related("version_of__plan")
            .get(pk=read.pk)
        )
        if read.applied_at is not None:
            return False
        if read.content["sections"]:
            version = editing.lock(read.version_of)
            known = lineages(version)
            if version.sections.exists():
                must_be_seen(version, seen)
                editing.clear_text(version)
            _write(version, read.content["sections"], known)
        for fact in read.content["approvals"]:
            _note(read.version_of, fact, by)
        read.applied_at = timezone.now()
        read.save(update_fields=["applied_at"])
        return True


def _write(version: PlanVersion, sections: list[dict[str, Any]], known: dict[str, uuid.UUID]) -> None:
    above: list[PlanSection] = []
    paths: list[str] = []
    count: dict[uuid.UUID | None, int] = {}
    for row in sections:
        depth = row["level"] - 1
        above, paths = above[:depth], [*paths[:depth], row["heading"].lower()]
        parent = above[-1] if above else None
        key = parent.pk if parent else None
        count[key] = count.get(key, 0) + 1
        made = PlanSection.objects.create(
            version_of=version,
            parent=parent,
            position=count[key],
            lineage=known.pop("/".join(paths), None) or uuid.uuid4(),
            **{name: row[name] for name in ("code", "heading", "text")},
        )
        above.append(made)
        SectionLink.objects.bulk_create(
            [SectionLink(section=made, theme_id=pk) for pk in row["themes"]]
            + [SectionLink(section=made, task_id=pk) for pk in row["tasks"]]
        )


def _note(version: PlanVersion, fact: dict[str, Any], by: Person | User) -> None:
    days: dict[str, Any] = {
        name: datetime.date.fromisoformat(fact[name]) if fact[name] else None
        for name in ("decided_on", "council_informed_on")
    }
    municipality = Municipality.objects.get(pk=fact["municipality"])
    words = {name: fact[name] for name in ("outcome", "remarks", "conditions")}
    try:
        record(version, municipality, by=by, seen=fact["seen"], **words, **days)
    except Meanwhile as newer:
        raise Refused(
            f"Over {municipality} is intussen iets anders vastgelegd. Er is niets ingelezen. "
            "Kijk wat er nu staat, en kies het bestand opnieuw als het nog klopt."
        ) from newer
