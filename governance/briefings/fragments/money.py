"""The fragment about money: what was allocated, by instrument and year. Never an amount without source and day."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.sourcing import sourced
from regioplan.funding.amounts import Allocation, Certainty
from regioplan.funding.instruments import FundingInstrument
from regioplan.funding.overview import municipalities_elsewhere
from regioplan.funding.readings import figures
from themes.tasks.models import TransformationTask
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.money import euros

FIELDS = {"amount": "Bedrag", "certainty": "Hoe zeker", "year": "Jaar", "to": "Voor wie"}


class MoneyForm(forms.Form):
    """Of which instrument, or of all; for which year, or every year."""

    instrument = forms.ModelChoiceField(
        FundingInstrument.objects.all(), label="Geldstroom", required=False, empty_label="Alle",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    year = forms.IntegerField(
        label="Jaar", required=False, min_value=1990, max_value=2200, help_text="Leeg: alle jaren."
    )


def money(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """The amounts of our region that were stated by the day of the document; four queries at most."""
    asked = {name: parameters[name] for name in ("instrument", "year") if parameters.get(name)}
    away = municipalities_elsewhere()
    found = [row for row in _amounts(on, reader, **asked) if not _elsewhere(row, away)]
    if not found:
        raise NothingToShow("Op de datum van dit stuk is hiervan nog geen bedrag bekend.")
    return {"on": in_words(on, weekday=False), "rows": [_row(row) for row in found]}


def _elsewhere(row: Allocation, away: dict[Any, str]) -> bool:
    """Whether it is money of another region."""
    if row.region:
        return not row.region.is_ours
    return bool(row.recipient and row.recipient.municipality_id in away)


def _amounts(on: datetime.date, reader: Reader, **asked: Any) -> list[Allocation]:
    """Of readings about the same money the one that counts; by instrument and year. One query."""
    rows = Allocation.objects.visible_to(reader).filter(stated_on__lte=on, **asked)
    counted = (one.counted for one in figures(rows.shown().select_related("giver")))
    return sorted(counted, key=lambda row: (row.instrument.name, row.year or 0, row.to_whom, str(row.pk)))


def money_of_tasks(
    tasks: Iterable[TransformationTask], on: datetime.date, reader: Reader
) -> list[dict[str, Any]]:
    """The amounts of which a source says that they are, in part or whole, for one of these tasks; one query."""
    return [_row(row) for row in _amounts(on, reader, shares__task__in=list(tasks))]


def _row(row: Allocation) -> dict[str, Any]:
    return {
        **sourced(row, f"{row.instrument}{f', {row.year}' if row.year else ''}", row.stated),
        "instrument": row.instrument.name,
        "year": str(row.year or ""),
        "to": row.to_whom,
        "purpose": row.get_purpose_display(),
        "amount": euros(row.amount),
        "certainty": row.get_certainty_display().lower() if row.certainty == Certainty.EXPECTED else "",
        "document": row.source.title,
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="money",
            label="Geld",
            about="Welke bedragen bekend zijn, per geldstroom en jaar, met bron en datum.",
            form=MoneyForm,
            fill=money,
            template="governance/fragments/money.html",
            icon="coin",
            fields=FIELDS,
        )
    )
