"""Kerncijfers with their source and day (domain.md 14, E1, E3)."""

from decimal import Decimal
from typing import Any

from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam.demo.facts import facts, first_day, period, put, sourced
from zorgzaam.demo.ids import demo_id

Record = dict[str, Any]


def load() -> None:
    """Makes what is missing."""
    for record in facts("figures")["figures"]:
        words = ("name", "meaning", "unit", "area", "position", "headline")
        about = ("task", "theme", "region", "municipality")
        figure = put(
            KeyFigure,
            "key-figure",
            record["id"],
            **{name: record[name] for name in words if name in record},
            **{f"{name}_id": demo_id(name, record[name]) for name in about if name in record},
        )
        for number, value in enumerate(record["values"], start=1):
            _value(figure, value, f"{record['id']}/{number}")


def _value(figure: KeyFigure, record: Record, key: str) -> None:
    stated_on, stated_precision = first_day(record["stated"])
    put(
        FigureValue,
        "figure-value",
        key,
        figure=figure,
        value=Decimal(record["value"]),
        exactness=record["exactness"],
        forecast=record.get("forecast", False),
        stated_on=stated_on,
        stated_precision=stated_precision,
        **period(record),
        **sourced(record),
    )
