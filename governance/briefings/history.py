"""The history of a briefing with all its parts: who, when, what, in one list."""

from typing import Any

from django.utils.html import strip_tags

from governance.briefings.comments.models import BriefingComment
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.determining.models import BriefingDetermination
from governance.briefings.following import BriefingLine
from governance.briefings.models import Briefing, Status
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.reviewing import Verdict
from governance.briefings.secrecy.models import Secrecy
from zorgzaam.audit.actors import SystemActor, actor_person_id
from zorgzaam.people.models import Person

# Fields that say nothing to a reader of the history.
SILENT = (
    "id",
    "version",
    "briefing_id",
    "section_id",
    "point_id",
    "submitted_by_id",
    "approved_by_id",
    "determined_by_id",
    "holder_id",
    "responsible_id",
    "author_id",
    "file_id",
    "settled_by_id",
    "notice_id",
    "attachment_id",
    "file_sha256",
    "confirmed_by_id",
    "lifted_by_id",
    "dossier_id",
    "task_id",
    "theme_id",
    "previous_id",
)


def history_of(briefing: Briefing) -> list[dict[str, Any]]:
    """Entries for `ui/history.html`, newest first; a constant number of queries."""
    sections = _events(BriefingSection, "hoofdstuk", briefing_id=briefing.pk)
    points = _events(ProposalPoint, "besluitpunt", briefing_id=briefing.pk)
    events = [
        *_events(Briefing, "het stuk", pgh_obj=briefing.pk),
        *sections,
        *points,
        *_events(BriefingBlock, "blok", section_id__in=_ids(sections)),
        *_events(ProposalGround, "argument of kanttekening", point_id__in=_ids(points)),
        *_events(BriefingAttachment, "bijlage", briefing_id=briefing.pk),
        *_events(BriefingComment, "opmerking", briefing_id=briefing.pk),
        *_events(BriefingDetermination, "vaststelling", briefing_id=briefing.pk),
        *_events(Secrecy, "geheimhouding", briefing_id=briefing.pk),
        *_events(BriefingLine, "het onderwerp", briefing_id=briefing.pk),
    ]
    events.sort(key=lambda pair: pair[0].pgh_created_at)
    before: dict[Any, Any] = {}
    found = []
    for event, noun in events:
        known_by = (noun, event.pgh_obj_id)
        found.append(_entry(event, noun, before.get(known_by)))
        before[known_by] = event
    return _with_names(found)[::-1]


def _events(model: Any, noun: str, **lookup: Any) -> list[tuple[Any, str]]:
    events = model.history.rel.related_model.objects.filter(**lookup).order_by("pgh_id")
    return [(event, noun) for event in events]


def _ids(events: list[tuple[Any, str]]) -> set[Any]:
    return {event.id for event, _ in events}


def _entry(event: Any, noun: str, before: Any) -> dict[str, Any]:
    what = f"{noun} {event.pgh_label}"
    return {
        "when": event.pgh_created_at,
        "actor": event.pgh_context["actor"],
        "what": what[0].upper() + what[1:],
        "reason": event.pgh_context.get("reason", ""),
        "changes": _changes(event, before),
    }


def _changes(event: Any, before: Any) -> list[dict[str, str]]:
    if before is None or event.pgh_label != "gewijzigd":
        return []
    fields = [f for f in event.pgh_tracked_model._meta.concrete_fields if f.attname not in SILENT]
    return [
        {"label": str(f.verbose_name), "before": _words(f, before), "after": _words(f, event)}
        for f in fields
        if getattr(before, f.attname) != getattr(event, f.attname)
    ]


def _words(field: Any, event: Any) -> str:
    value = getattr(event, field.attname)
    if field.name == "status":
        return str(Status(value).label)
    if field.name == "verdict":
        return str(Verdict(value).label)
    text = strip_tags(str("" if value is None else value))
    return text if len(text) <= 200 else f"{text[:200]}…"


def _with_names(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = {person for entry in entries if (person := actor_person_id(entry["actor"]))}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    for entry in entries:
        person = actor_person_id(entry["actor"])
        entry["who"] = names.get(person, "Onbekend") if person else str(SystemActor(entry["actor"]).label)
    return entries
