"""Changes in the text of a version: order, removal and back again, and the next version, empty or as a copy."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Max, QuerySet, Value, When

from regioplan.plans.errors import Refused
from regioplan.plans.models import Plan, PlanSection, PlanVersion, SectionLink, Status
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

CLOSED = "Deze versie is niet meer open om aan te schrijven."


def lock(version: PlanVersion) -> PlanVersion:
    """The version, read again and held to the end of the transaction. Raises Refused when it is not open."""
    held = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan").get(pk=version.pk)
    if not held.is_open:
        raise Refused(CLOSED)
    return held


def siblings(section: PlanSection) -> "QuerySet[PlanSection]":
    """The rows a section is ordered among."""
    return PlanSection.objects.filter(version_of=section.version_of_id, parent=section.parent_id)


def move(section: PlanSection, step: int) -> bool:
    """Swap with the neighbour (-1 up, 1 down); False at the edge. Call it with the version locked."""
    around = siblings(section)
    here = around.values_list("position", flat=True).get(pk=section.pk)
    neighbour = around.filter(position=here + step).first()
    if neighbour is None:
        return False
    swapped = Case(When(pk=section.pk, then=Value(here + step)), default=Value(here))
    around.filter(pk__in=[section.pk, neighbour.pk]).update(position=swapped)
    return True


def remove(section: PlanSection) -> None:
    """Take out a section with nothing under it and close the gap. Call it with the version locked."""
    if section.children.exists():
        raise Refused("Hier hangt nog iets onder. Haal dat eerst weg.")
    around, position = siblings(section), section.position
    section.delete()
    around.filter(position__gt=position).update(position=F("position") - 1)


def clear_text(version: PlanVersion) -> None:
    """Take out every section, the lowest first; the history keeps them. Call it with the version locked."""
    while version.sections.exists():
        version.sections.filter(children__isnull=True).delete()


def in_the_making(plan: Plan) -> PlanVersion | None:
    """The version that is worked on; there is never more than one."""
    return plan.versions.filter(status__in=[Status.DRAFT, Status.CLEARED]).first()


def newest(plan: Plan) -> PlanVersion | None:
    """What a next version can start as a copy of."""
    return plan.versions.exclude(status=Status.WITHDRAWN).order_by("-number").first()


def next_version(plan: Plan, *, by: Person | User, copied: bool = True) -> PlanVersion:
    """A draft to work on: the one there is, else the next number, with the text of the newest version or (not
    `copied`) with none.

    Every section that is copied keeps its lineage, so that the publication can say what changed.
    """
    with transaction.atomic(), acting(by, reason="Nieuwe versie begonnen"):
        Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        making = in_the_making(plan)
        if making is not None:
            return making
        old = newest(plan)
        number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        made = PlanVersion.objects.create(plan=plan, number=number)
        if copied and old is not None:
            _copy(old, made)
        return made


def _copy(old: PlanVersion, new: PlanVersion) -> None:
    made: dict[uuid.UUID | None, PlanSection | None] = {None: None}
    left = list(old.sections.order_by("position").prefetch_related("links"))
    while left:
        ready = [section for section in left if section.parent_id in made]
        for section in ready:
            made[section.pk] = _copied(section, new, made[section.parent_id])
        left = [section for section in left if section.pk not in made]


def _copied(section: Any, new: PlanVersion, parent: PlanSection | None) -> PlanSection:
    names = ("lineage", "position", "code", "heading", "text")
    values = {name: getattr(section, name) for name in names}
    copy = PlanSection.objects.create(version_of=new, parent=parent, **values)
    for link in section.links.all():
        SectionLink.objects.create(section=copy, theme_id=link.theme_id, task_id=link.task_id)
    return copy
