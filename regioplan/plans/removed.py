"""What was taken out of the text of a version, as the history keeps it, and putting it back."""

import uuid
from typing import Any

from django.db.models import F

from regioplan.plans.editing import siblings
from regioplan.plans.errors import Refused
from regioplan.plans.models import PlanSection, PlanVersion, SectionLink

GONE = "verwijderd"


def events_of(model: Any) -> Any:
    """The kept changes of a tracked model, of rows that are gone too."""
    return model.history.rel.related_model._default_manager


def taken_out(version: PlanVersion) -> list[Any]:
    """The last event of every section that is no longer in this version, the newest first; one query."""
    still = version.sections.values("pk")
    return list(
        events_of(PlanSection)
        .filter(version_of=version, pgh_label=GONE)
        .exclude(pgh_obj_id__in=still)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )


def bring_back(version: PlanVersion, section: uuid.UUID) -> PlanSection:
    """Put a section back where it stood, with what it was about. Asked twice it is there once.

    Raises Refused when what it hung under is gone, or when it stands in the text again. Call it with the version
    locked.
    """
    there: PlanSection | None = version.sections.filter(pk=section).first()
    if there is not None:
        return there
    event = _last(version, section)
    if version.sections.filter(lineage=event.lineage).exists():
        raise Refused(f"“{event.heading}” staat al in de tekst.")
    if event.parent_id and not version.sections.filter(pk=event.parent_id).exists():
        raise Refused(f"“{event.heading}” hoorde bij een stuk dat er niet meer is. Zet dat eerst terug.")
    return _put(version, event)


def _last(version: PlanVersion, section: uuid.UUID) -> Any:
    found = events_of(PlanSection).filter(version_of=version, pgh_obj_id=section, pgh_label=GONE)
    event = found.order_by("-pgh_id").first()
    if event is None:
        raise Refused("Dit stuk tekst is niet te vinden.")
    return event


def _put(version: PlanVersion, event: Any) -> PlanSection:
    kept = ("lineage", "code", "heading", "text", "parent_id")
    back = PlanSection(
        pk=event.pgh_obj_id, version_of=version, **{name: getattr(event, name) for name in kept}
    )
    around = siblings(back)
    back.position = min(event.position, around.count() + 1)
    around.filter(position__gte=back.position).update(position=F("position") + 1)
    back.save(force_insert=True)
    for link in _links(event):
        SectionLink.objects.create(section=back, theme_id=link.theme_id, task_id=link.task_id)
    return back


def _links(event: Any) -> Any:
    """What the section was about when it was taken out: the links that went in the same act."""
    gone = events_of(SectionLink).filter(section_id=event.pgh_obj_id, pgh_label=GONE)
    return gone.filter(pgh_context_id=event.pgh_context_id) if event.pgh_context_id else gone.none()
