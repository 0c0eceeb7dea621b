"""Factories for money in the invented region; each writes as the system actor for setting up."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument, FundingMandate
from tests.themes import making as themes
from tests.world import set_up
from themes.tasks.models import TransformationTask
from zorgzaam.sources import Source

DAY = datetime.date(2025, 5, 1)


@set_up
def source(code: str = "brief") -> Source:
    return Source.objects.get_or_create(code=code, defaults={"title": f"Stuk {code}"})[0]


@set_up
def instrument(name: str = "Deltasubsidie", **extra: Any) -> FundingInstrument:
    return FundingInstrument.objects.create(name=name, **{"funder": "Rijk van Delta", **extra})


def a_task(title: str = "Buren helpen elkaar", number: int = 1) -> TransformationTask:
    """A task in a list of its own, which leads."""
    name = f"Deltalijst {uuid.uuid4().hex[:6]}"
    return themes.task(themes.task_list(name, timezone.localdate()), number, title)


@set_up
def amount(of: FundingInstrument, euros: str = "1000", **extra: Any) -> Allocation:
    """An amount for an organisation in words, unless `recipient` or `region` is given."""
    fields: dict[str, Any] = {"year": 2025, "stated_on": DAY, "source": source(), **extra}
    if not fields.keys() & {"recipient", "region", "recipient_note"}:
        fields["recipient_note"] = "Duindorp"
    return Allocation.objects.create(instrument=of, amount=Decimal(euros), **fields)


@set_up
def share(
    of: Allocation, task: TransformationTask, euros: str | None = None, step: str = ""
) -> AllocationShare:
    part = Decimal(euros) if euros else None
    return AllocationShare.objects.create(allocation=of, task=task, amount=part, step=step)


@set_up
def estimate(
    task: TransformationTask, euros: str | None = "5000", step: str = "", **extra: Any
) -> CostEstimate:
    fields: dict[str, Any] = {"stated_on": DAY, "source": source(), **extra}
    needed = Decimal(euros) if euros else None
    return CostEstimate.objects.create(task=task, amount=needed, step=step, **fields)


@set_up
def application(of: FundingInstrument, **extra: Any) -> FundingApplication:
    return FundingApplication.objects.create(instrument=of, **extra)


@set_up
def mandate(of: FundingInstrument, **extra: Any) -> FundingMandate:
    return FundingMandate.objects.create(instrument=of, **{"year": 2025, "source": source(), **extra})
