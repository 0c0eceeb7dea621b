"""Themes, opgaven, objectives and transformation tasks of the region (domain.md 9-11, A1-A4, A10)."""

from collections.abc import Sequence
from typing import Any

from themes.criteria.models import (
    AssessmentCriterion,
    CareDomain,
    CareService,
    PreventionLevel,
    StrategicPrinciple,
)
from themes.findings.models import DiscussionQuestion, Finding
from themes.generations.models import GenerationDocument, ThemeGeneration
from themes.objectives.models import Objective, ThemeTask, ThemeTaskLink
from themes.tasks.links import TaskLink
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from themes.themes.models import DocumentTheme, Theme, ThemeKinship, ThemeName
from zorgzaam.demo.facts import facts, first_day, last_day, period, put, sourced
from zorgzaam.demo.ids import demo_id

Record = dict[str, Any]


def load() -> None:
    """Generations with all that hangs on them, reference data and task lists; makes what is missing."""
    data = facts("themes")
    for record in data["generations"]:
        _generation(record)
    for record in data["kinships"]:
        _kinship(record)
    _reference(data)
    for record in data["task_lists"]:
        _task_list(record)
    for record in data["task_links"]:
        _task_link(record)


def _plain(record: Record, *names: str) -> Record:
    return {name: record[name] for name in names if name in record}


# ---------------------------------------------------------------- generations
def _generation(record: Record) -> None:
    source = sourced({"source": record["source"]})
    generation = put(
        ThemeGeneration,
        "generation",
        record["id"],
        **_plain(record, "name", "about"),
        **period(record),
        **sourced(record),
    )
    for theme in record["themes"]:
        _theme(generation, theme, record["source"])
    for position, document in enumerate(record["documents"], start=1):
        _document(generation, document, position, record)
    for theme in record["themes"]:
        _theme_tasks(theme, source)
    for number, text in enumerate(record.get("principles", []), start=1):
        key = f"{record['id']}/{number}"
        put(StrategicPrinciple, "principle", key, generation=generation, number=number, text=text, **source)
    for number, text in enumerate(record.get("questions", []), start=1):
        key = f"{record['id']}/{number}"
        put(DiscussionQuestion, "question", key, generation=generation, position=number, text=text, **source)


def _document(generation: ThemeGeneration, record: Record, position: int, of: Record) -> None:
    source = sourced({"source": record.get("source", of["source"])})
    document = put(
        GenerationDocument,
        "generation-document",
        record["id"],
        generation=generation,
        position=position,
        date_text=record["date"],
        **_plain(record, "short_name", "title"),
        **source,
    )
    for place, theme in enumerate(record.get("order", []), start=1):
        where = {"document": document, "theme_id": demo_id("theme", theme), "position": place}
        put(DocumentTheme, "document-theme", f"{record['id']}/{theme}", **where, **source)


def _theme(generation: ThemeGeneration, record: Record, source_code: str) -> None:
    source = sourced({"source": source_code})
    fields = _plain(
        record, "number", "name", "diagram_name", "goal", "intended_result", "definition", "target_group"
    )
    note = {"source_note": record.get("note", "")}
    theme = put(Theme, "theme", record["id"], generation=generation, **fields, **{**source, **note})
    for former in record.get("former_names", []):
        key = f"{record['id']}/{former['name']}"
        put(ThemeName, "theme-name", key, theme=theme, **_plain(former, "name", "reason"), **source)
    for number, text in enumerate(record.get("findings", []), start=1):
        put(Finding, "finding", f"{record['id']}/{number}", theme=theme, position=number, text=text, **source)
    for number, objective in enumerate(record.get("objectives", []), start=1):
        _objective(theme, objective, f"{record['id']}/{objective['code']}", number, source)


def _objective(theme: Theme, record: Record, key: str, position: int, source: Record) -> None:
    ends_on, precision = last_day(record["due"])
    put(
        Objective,
        "objective",
        key,
        theme=theme,
        position=position,
        display_code=record["code"],
        ends_on=ends_on,
        ends_precision=precision,
        target_number=record.get("number"),
        target_unit=record.get("unit", ""),
        **_plain(record, "text", "explanation"),
        **source,
    )


def _theme_tasks(theme: Record, source: Record) -> None:
    made: list[ThemeTask] = []
    for document, records in theme.get("tasks", {}).items():
        for position, record in enumerate(records, start=1):
            key = f"{theme['id']}/{document}/{record['key']}"
            where = {
                "theme_id": demo_id("theme", theme["id"]),
                "document_id": demo_id("generation-document", document),
            }
            task = put(
                ThemeTask,
                "theme-task",
                key,
                position=position,
                display_code=record.get("code", record["key"]),
                **where,
                **_plain(record, "title", "text", "dropped"),
                **{**source, "source_note": record.get("note", "")},
            )
            _link(made, task, record)
            made.append(task)


def _link(earlier: Sequence[ThemeTask], task: ThemeTask, record: Record) -> None:
    """What the opgave was in an earlier document: derived, no source says it (domain.md 9)."""
    if "from" not in record:
        return
    origin = next(other for other in earlier if other.display_code == record["from"])
    put(
        ThemeTaskLink,
        "theme-task-link",
        str(task.pk),
        earlier=origin,
        later=task,
        note=record.get("change", ""),
    )


def _kinship(record: Record) -> None:
    put(
        ThemeKinship,
        "kinship",
        f"{record['earlier']}/{record['later']}",
        earlier_id=demo_id("theme", record["earlier"]),
        later_id=demo_id("theme", record["later"]),
        note=record.get("note", ""),
    )


# ---------------------------------------------------------------- reference data
def _reference(data: Record) -> None:
    source = sourced({"source": "s1"})
    explained = sourced({"source": "s1", "note": data["explained_note"]})
    for position, record in enumerate(data["criteria"], start=1):
        put(AssessmentCriterion, "criterion", record["name"], position=position, **record, **explained)
    for position, record in enumerate(data["prevention_levels"], start=1):
        put(PreventionLevel, "prevention-level", record["name"], position=position, **record, **explained)
    for position, record in enumerate(data["care_domains"], start=1):
        note = {"source": "s1", "note": data["care_domains_note"]}
        domain = put(
            CareDomain, "care-domain", record["id"], payer=record["payer"], position=position, **sourced(note)
        )
        for place, name in enumerate(record["services"], start=1):
            key = f"{record['id']}/{name}"
            put(CareService, "care-service", key, domain=domain, name=name, position=place, **source)


# ---------------------------------------------------------------- transformation tasks
def _task_list(record: Record) -> None:
    stated_on, precision = first_day(record["stated"])
    task_list = put(
        TaskList,
        "task-list",
        record["id"],
        stated_on=stated_on,
        stated_precision=precision,
        **_plain(record, "name", "about"),
        **sourced(record),
    )
    for task in record["tasks"]:
        put(
            TransformationTask,
            "task",
            task["id"],
            task_list=task_list,
            overarching=task["number"] == 0,
            **_plain(task, "number", "title", "text", "aspect"),
            **sourced({"source": record["source"]}),
        )
    for kind, titles in record.get("parts", {}).items():
        for position, title in enumerate(titles, start=1):
            put(
                TaskPart,
                "task-part",
                f"{record['id']}/{kind}/{position}",
                task_list=task_list,
                kind=kind,
                position=position,
                title=title,
                **sourced({"source": record["source"]}),
            )


def _task_link(record: Record) -> None:
    later = {"later_id": demo_id("task", record["later"])} if "later" in record else {}
    part = {"later_part_id": demo_id("task-part", record["part"])} if "part" in record else {}
    key = f"{record['earlier']}/{record.get('later') or record['part']}"
    put(TaskLink, "task-link", key, earlier_id=demo_id("task", record["earlier"]), **later, **part)
