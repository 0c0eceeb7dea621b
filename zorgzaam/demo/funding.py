"""Money: instruments, who applied and who pays, and the amounts of public documents (domain.md 13, E3)."""

from decimal import Decimal
from typing import Any

from regioplan.funding.amounts import Allocation
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
from regioplan.transformation_plans.models import DeskClosing, DeskInsurer
from zorgzaam.demo.facts import facts, period, put, sourced
from zorgzaam.demo.ids import demo_id

Record = dict[str, Any]


def load() -> None:
    """Makes what is missing. What no document says stays empty."""
    data = facts("funding")
    for record in data["instruments"]:
        _instrument(record)
    for record in data["mandates"]:
        _mandate(record)
    for record in data["applications"]:
        _application(record)
    for record in data["payers"]:
        fields = {**_years(record), "giver_id": _id("organisation", record, "giver"), **sourced(record)}
        where = {"instrument_id": _id("instrument", record, "instrument")}
        put(OfficePayer, "office-payer", record["id"], **where, **fields)
    for record in data["amounts"]:
        _amount(record)
    _desk(data["desk"])


def _id(kind: str, record: Record, name: str) -> Any:
    return demo_id(kind, record[name]) if name in record else None


def _years(record: Record) -> Record:
    return {"first_year": record.get("first_year"), "last_year": record.get("last_year")}


def _instrument(record: Record) -> None:
    words = ("name", "funder", "recipient_kind", "purpose", "accounting", "ends_note")
    put(
        FundingInstrument,
        "instrument",
        record["id"],
        funder_organisation_id=_id("organisation", record, "funder_organisation"),
        conditions="\n".join(record.get("conditions", [])),
        **{name: record[name] for name in words if name in record},
        **_years(record),
        **sourced(record),
    )


def _mandate(record: Record) -> None:
    put(
        FundingMandate,
        "funding-mandate",
        f"{record['instrument']}/{record['region']}/{record['year']}",
        instrument_id=demo_id("instrument", record["instrument"]),
        region_id=demo_id("region", record["region"]),
        municipality_id=demo_id("municipality", record["municipality"]),
        year=record["year"],
        **sourced(record),
    )


def _application(record: Record) -> None:
    made = put(
        FundingApplication,
        "funding-application",
        record["id"],
        instrument_id=demo_id("instrument", record["instrument"]),
        deadline=record["deadline"],
        deadline_inclusive=record["inclusive"],
        required_attachment=record["required_attachment"],
        state=record["state"],
        **_years(record),
        **sourced(record),
    )
    for number, step in enumerate(record["steps"], start=1):
        fields = {"state": step["state"], "is_plan": step["plan"], "note": step["note"]}
        origin = {"source": sourced(step)["source"]}
        put(
            ApplicationStep,
            "application-step",
            f"{record['id']}/{number}",
            application=made,
            **fields,
            **origin,
        )


def _amount(record: Record) -> None:
    whom = record.get("recipient", record.get("to"))
    put(
        Allocation,
        "allocation",
        f"{record['instrument']}/{record.get('year', '')}/{whom}/{record['source']}",
        instrument_id=demo_id("instrument", record["instrument"]),
        year=record.get("year"),
        amount=Decimal(record["amount"]),
        recipient_id=_id("organisation", record, "recipient"),
        recipient_note=record.get("to", ""),
        region_id=_id("region", record, "region"),
        purpose=record["purpose"],
        about=record.get("about", ""),
        stated_on=record["day"],
        **sourced(record),
    )


def _desk(record: Record) -> None:
    """When the desk for transformatieplannen is closed, and which insurers sit behind it."""
    for row in record["closings"]:
        put(DeskClosing, "desk-closing", row["id"], reason=row["reason"], **period(row), **sourced(row))
    for row in record["insurers"]:
        who = {"organisation_id": demo_id("organisation", row["organisation"]), "role": row["role"]}
        put(DeskInsurer, "desk-insurer", row["id"], **who, **period(row), **sourced(row))
