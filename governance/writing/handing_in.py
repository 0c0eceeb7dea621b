"""Handing in: what a version holds, and how it differs from the one before.

Shape of a version: {"theme", "team", "clusters": [{"name", "why"}], "paragraphs": [{"id", "heading", "text"}],
"tasks": [{"id", "title", "text", "goal", "measure", "feasible", "due_on", "scale", "first_steps", "organisations",
"clusters", "transformation_task"}]}; ids are UUIDs as text, texts are cleaned HTML, days are ISO dates.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from governance.writing.models import (
    HandIn,
    HandInWriter,
    TextRemark,
    WorkedTask,
    WritingAssignment,
    WritingParagraph,
)
from governance.writing.models.assignments import person_of
from governance.writing.steps import WRITING, Refused, Step
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import actor_person_id
from zorgzaam.audit.history import acting, changes_among
from zorgzaam.people.models import Person

Content = dict[str, Any]


def compose(assignment: WritingAssignment) -> Content:
    """What would be handed in now."""
    focus = assignment.clusters.in_focus()
    paragraphs = WritingParagraph.objects.filter(assignment=assignment).present()
    tasks = WorkedTask.objects.filter(assignment=assignment).present()
    related = tasks.select_related("transformation_task").prefetch_related("organisations", "clusters")
    return {
        "theme": assignment.theme.name,
        "team": assignment.team.name,
        "clusters": [{"name": cluster.name, "why": cluster.why} for cluster in focus],
        "paragraphs": [{"id": str(row.pk), "heading": row.heading, "text": row.text} for row in paragraphs],
        "tasks": [_task(row) for row in related],
    }


def _task(row: WorkedTask) -> Content:
    plain = ("title", "text", "goal", "measure", "feasible", "first_steps")
    return {
        "id": str(row.pk),
        **{name: getattr(row, name) for name in plain},
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "scale": row.get_scale_display(),
        "organisations": sorted(str(each) for each in row.organisations.all()),
        "clusters": sorted(str(each) for each in row.clusters.all()),
        "transformation_task": str(row.transformation_task or ""),
    }


def hand_in(assignment: WritingAssignment, *, by: Person | User) -> HandIn | None:
    """Freeze text and tasks as the next version for the programmateam; None when it lies there already.

    Refused when there is no programmateam or nothing was written.
    """
    with acting(by, reason="Ingediend bij het programmateam"), transaction.atomic():
        current = WritingAssignment.objects.select_for_update().get(pk=assignment.pk)
        if current.step == Step.HANDED_IN:
            return None
        content = ready(current)
        data = json.dumps(content, ensure_ascii=False, sort_keys=True)
        made = HandIn.objects.create(
            assignment=current,
            number=current.hand_ins.count() + 1,
            data=data,
            sha256=sha256(data.encode()).hexdigest(),
            handed_in_by=person_of(by),
        )
        HandInWriter.objects.bulk_create(HandInWriter(hand_in=made, person_id=pk) for pk in _writers(current))
        current.step = Step.HANDED_IN
        current.save(update_fields=["step"])
    assignment.refresh_from_db()
    return made


def ready(assignment: WritingAssignment) -> Content:
    """What would be handed in now; Refused (Dutch) when that cannot be."""
    if assignment.step not in WRITING:
        raise Refused("Indienen kan pas na het prioriteren.")
    if assignment.programme_id is None:
        raise Refused("Er is nog geen programmateam. Vraag het netwerkbureau.")
    content = compose(assignment)
    if not content["paragraphs"]:
        raise Refused("Schrijf eerst minstens één alinea.")
    if not content["tasks"]:
        raise Refused("Werk eerst minstens één opgave uit.")
    return content


def _writers(assignment: WritingAssignment) -> set[Any]:
    """Everybody who ever touched the text or the tasks; history knows."""
    rows = (assignment.paragraphs.all(), assignment.worked_tasks.all())
    people = {actor_person_id(change.actor_key) for each in rows for change in changes_among(each)}
    known = Person.objects.filter(pk__in=[found for found in people if found])
    return set(known.values_list("pk", flat=True))


@dataclass(frozen=True)
class Part:
    """One paragraph of a version beside the same one of the version before. `state`: nieuw, gewijzigd, gelijk, weg."""

    key: str
    heading: str
    text: str
    before: str
    state: str
    heading_before: str = ""


def differences(version: HandIn, earlier: HandIn | None) -> list[Part]:
    """The paragraphs of a version in order, those taken away since `earlier` at the end."""
    now = version.content["paragraphs"]
    before = {each["id"]: each for each in earlier.content["paragraphs"]} if earlier else {}
    parts = [_part(each, before.pop(each["id"], None), has_earlier=earlier is not None) for each in now]
    gone = [Part(each["id"], each["heading"], "", each["text"], "weg") for each in before.values()]
    return parts + gone


def _part(now: Content, old: Content | None, *, has_earlier: bool) -> Part:
    if old is None:
        state = "nieuw" if has_earlier else "gelijk"
        return Part(now["id"], now["heading"], now["text"], "", state)
    same = old["text"] == now["text"] and old["heading"] == now["heading"]
    state = "gelijk" if same else "gewijzigd"
    return Part(now["id"], now["heading"], now["text"], old["text"], state, old["heading"])


def parts_of(version: HandIn) -> dict[str, str]:
    """What a remark can be about: the id of every paragraph and task of a version -> its heading or title."""
    content = version.content
    headings = {each["id"]: each["heading"] for each in content["paragraphs"]}
    return headings | {each["id"]: each["title"] for each in content["tasks"]}


def about(remark: TextRemark) -> str:
    """What a remark is about, in the words of the version it was made on."""
    return parts_of(remark.hand_in)[str(remark.paragraph)] if remark.paragraph else "Over het geheel"


def tasks_beside(version: HandIn, earlier: HandIn | None) -> list[tuple[Content, str]]:
    """The tasks of a version, each with nieuw, gewijzigd or gelijk; in a first version nothing is new."""
    before = {each["id"]: each for each in earlier.content["tasks"]} if earlier else {}

    def state(task: Content) -> str:
        if earlier is None:
            return "gelijk"
        old = before.get(task["id"])
        return "nieuw" if old is None else "gelijk" if old == task else "gewijzigd"

    return [(task, state(task)) for task in version.content["tasks"]]
