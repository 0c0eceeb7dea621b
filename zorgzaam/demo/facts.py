"""Reading the facts of the demo and putting them down once."""

import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import models

from zorgzaam.demo.ids import demo_id
from zorgzaam.periods import Precision
from zorgzaam.sources import Source

M = TypeVar("M", bound=models.Model)
DATA = Path(__file__).parent / "data"


@cache
def facts(name: str) -> dict[str, Any]:
    """The YAML file `data/<name>.yaml`."""
    found: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def put(model: type[M], kind: str, key: str, /, **fields: Any) -> M:
    """The row `key` of `kind`, made when it is missing. What staff changed since stays as they left it."""
    made, _ = model._default_manager.get_or_create(pk=demo_id(kind, key), defaults=fields)
    return made


def sourced(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Sourced`: the document named by `source`, if it is loaded, and a `note` readers see."""
    source = Source.objects.filter(code=record.get("source", "")).first()
    return {"source": source, "source_note": record.get("note", "").removesuffix(".")}


def period(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Period` from `start` and `end`, written as 2024-11-27, 2024-11, 2024-zomer or 2024."""
    found: dict[str, Any] = {}
    if start := record.get("start"):
        found["starts_on"], found["starts_precision"] = first_day(str(start))
    if end := record.get("end"):
        found["ends_on"], found["ends_precision"] = last_day(str(end))
    return found


_SEASONS = {"lente": 3, "zomer": 6, "herfst": 9}


def first_day(text: str) -> tuple[datetime.date, Precision]:
    """The first day of what `text` names, and how precise that is."""
    year, *rest = text.split("-")
    if not rest:
        return datetime.date(int(year), 1, 1), Precision.YEAR
    if rest[0] in _SEASONS:
        return datetime.date(int(year), _SEASONS[rest[0]], 1), Precision.SEASON
    if len(rest) == 1:
        return datetime.date(int(year), int(rest[0]), 1), Precision.MONTH
    return datetime.date.fromisoformat(text), Precision.DAY


def last_day(text: str) -> tuple[datetime.date, Precision]:
    """The last day of what `text` names, and how precise that is."""
    first, precision = first_day(text)
    months = {Precision.YEAR: 12, Precision.SEASON: 3, Precision.MONTH: 1}.get(precision)
    if months is None:
        return first, precision
    after = first.month - 1 + months
    following = datetime.date(first.year + after // 12, after % 12 + 1, 1)
    return following - datetime.timedelta(days=1), precision
