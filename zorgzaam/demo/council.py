"""Registers of Provinciale Staten: what the documents name. Makes what is missing and leaves the rest alone."""

from typing import Any

from governance.bodies.models import Body
from governance.council.handling import deciding
from governance.council.models import (
    Commitment,
    CommitmentWording,
    CouncilDossier,
    CouncilNotice,
    DossierTheme,
    Motion,
    MotionState,
)  # fmt: skip
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put, sourced
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    data = facts("council")
    for record in data["dossiers"]:
        _dossier(record)
    for record in data["notices"]:
        words = {"title": record["title"], "dated_on": record["date"]}
        put(CouncilNotice, "council-notice", record["id"], **_where(record), **words)
    for record in data["commitments"]:
        _commitment(record, data)
    for record in data["motions"]:
        _motion(record)


def _where(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "council_id": demo_id("body", record["council"]),
        "dossier_id": demo_id("dossier", record["dossier"]),
        "number": record.get("number", ""),
        **sourced(record),
    }


def _dossier(record: dict[str, Any]) -> None:
    dossier = put(CouncilDossier, "dossier", record["id"], name=record["name"], about=record["about"])
    for theme in record["themes"]:
        DossierTheme.objects.get_or_create(dossier=dossier, theme_id=demo_id("theme", theme))


def _commitment(record: dict[str, Any], data: dict[str, Any]) -> None:
    """Beside it how other documents put it, and what is invented about it for the demo."""
    if Commitment.objects.filter(pk=demo_id("commitment", record["id"])).exists():
        return
    row = put(
        Commitment, "commitment", record["id"], **_where(record), wording=record["wording"], short=record["short"],
        promised_on=record["date"], promised_by_id=demo_id("body", record["by"]), term_text=record.get("term", ""),
    )  # fmt: skip
    for other in record.get("wordings", []):
        CommitmentWording.objects.create(commitment=row, text=other["text"], **sourced(other))
    bureau = Person.objects.get(pk=demo_id("person", "bureau"))
    for note in (note for note in data["notes"] if note["commitment"] == record["id"]):
        row.take_up(by=bureau)
        deciding.note(row, note["text"], on=note["date"], by=bureau)


def _motion(record: dict[str, Any]) -> None:
    row = put(
        Motion, "motion", record["id"], **_where(record), title=record["title"], dated_on=record["date"],
        executed_by=Body.objects.get(pk=demo_id("body", record["by"])),
    )  # fmt: skip
    if row.to_decide:
        row.decide(MotionState.ADOPTED, on=record["date"], by=SystemActor.SETUP)
