"""All of an initiative as data: what is frozen when it is sent, and what page and PDF are made from."""

from typing import Any

from partners.initiatives.models import Fits, Initiative, InitiativeSubject, Money

KEYS = ("title", "idea", "why", "for_whom", "neighbourhood", "together", "alone", "money_words")


def content_of(initiative: Initiative) -> dict[str, Any]:
    """The initiative and what hangs on it, as JSON without floats; names as they are today, ids beside them."""
    subjects = list(
        initiative.subjects.select_related("theme", "task", "municipality", "level").order_by("pk")
    )
    return {
        **{key: getattr(initiative, key) for key in KEYS},
        "by_whom": initiative.by_whom,
        "organisation": str(initiative.organisation_id or ""),
        "whole_region": initiative.whole_region,
        "money": [str(Money(each).value) for each in initiative.money],
        "amount": str(initiative.amount) if initiative.amount is not None else "",
        "takes_part": initiative.takes_part,
        "themes": _named(subjects, "theme"),
        "tasks": _named(subjects, "task"),
        "municipalities": _named(subjects, "municipality"),
        "levels": _named(subjects, "level"),
        "partners": [
            {"id": str(each.organisation_id), "name": str(each.organisation), "cosign": each.cosign}
            for each in initiative.partners.select_related("organisation")
        ],
        "self_checks": [
            {"criterion": str(each.criterion), "fits": str(Fits(each.fits).label), "words": each.words}
            for each in initiative.self_checks.select_related("criterion")
        ],
        "files": [
            {"name": each.filename, "sha256": each.file.sha256, "size": each.file.size}
            for each in initiative.files.select_related("file")
        ],
    }


def _named(subjects: list[InitiativeSubject], kind: str) -> list[dict[str, str]]:
    rows = [(getattr(each, f"{kind}_id"), getattr(each, kind)) for each in subjects]
    named = [{"id": str(pk), "name": str(row)} for pk, row in rows if pk]
    return sorted(named, key=lambda each: each["name"])
