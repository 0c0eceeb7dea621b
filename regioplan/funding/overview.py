"""The money of the region: per year and instrument, per municipality, and who pays the netwerkbureau."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from partners.regions.models import Municipality, Region, RegionMembership
from regioplan.funding.amounts import Allocation, Purpose
from regioplan.funding.drawing import NARROW, Bars, bars
from regioplan.funding.instruments import FundingInstrument, OfficePayer
from regioplan.funding.readings import Figure, Origin, figures, one_origin, years_named
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class YearRow:
    """A year with its figures per instrument, in the order of the instruments; None where nobody says."""

    year: int
    sums: list[Decimal | None]
    total: Decimal


@dataclass(frozen=True)
class Stream:
    """An instrument with its years: those of the rule, or else those its amounts are about."""

    instrument: FundingInstrument
    years: str
    from_amounts: bool


@dataclass(frozen=True)
class Place:
    """A municipality with its figures, newest year first; `elsewhere` is its region when that is not ours."""

    municipality: Municipality
    figures: list[Figure]
    elsewhere: str


@dataclass(frozen=True)
class Giver:
    """Who pays the netwerkbureau in a year (None: the source names no year)."""

    year: int | None
    name: str
    figure: Figure


@dataclass(frozen=True)
class Overview:
    streams: list[Stream]
    named: list[FundingInstrument]
    rows: list[YearRow]
    wide: Bars | None
    narrow: Bars | None
    undated: list[Figure]
    places: list[Place]
    places_origin: Origin | None
    away: list[Figure]
    office: list[Giver]
    payers: list[OfficePayer]


def overview(user: Reader) -> Overview:
    """Everything of the page about money in six queries."""
    instruments = list(FundingInstrument.objects.visible_to(user).select_related("source"))
    found = figures(Allocation.objects.visible_to(user).shown().select_related("giver"))
    away = municipalities_elsewhere()
    ours, others = _split(found, away)
    named = [one for one in instruments if any(f.counted.instrument_id == one.pk for f in ours)]
    rows = _years(ours, named)
    places = _places(found, away)
    return Overview(
        streams=[stream(one, [f for f in found if f.counted.instrument_id == one.pk]) for one in instruments],
        named=named,
        rows=rows,
        wide=bars(rows, named) if rows else None,
        narrow=bars(rows, named, NARROW) if rows else None,
        undated=[figure for figure in ours if figure.counted.year is None],
        places=places,
        places_origin=one_origin(figure for place in places for figure in place.figures),
        away=[figure for figure in others if figure.counted.region_id],
        office=_office(ours),
        payers=list(OfficePayer.objects.visible_to(user).shown()),
    )


def stream(one: FundingInstrument, found: Sequence[Figure]) -> Stream:
    """An instrument with the years to show: where the rule names none, those of its own amounts."""
    return Stream(one, one.years or years_named(found), not one.years and bool(years_named(found)))


def streams(user: Reader) -> list[Stream]:
    """Every instrument with its years; two queries."""
    found = figures(Allocation.objects.visible_to(user).shown().select_related("giver"))
    rows = FundingInstrument.objects.visible_to(user)
    return [stream(one, [f for f in found if f.counted.instrument_id == one.pk]) for one in rows]


def municipalities_elsewhere() -> dict[Any, str]:
    """Municipalities that sit in another region of a scheme of ours, by id, with the name of that region (O1)."""
    ours = Region.objects.filter(is_ours=True).values("scheme")
    rows = (
        RegionMembership.objects.current()
        .filter(scheme__in=ours, region__is_ours=False)
        .values_list("municipality_id", "region__name")
    )
    return dict(rows)


def of_municipality(user: Reader, municipality: Municipality) -> list[Figure]:
    """What is known of the money of one municipality itself, newest year first; one query. What it receives for the
    whole region as mandaatgemeente is not its own."""
    rows = Allocation.objects.visible_to(user).shown().select_related("giver")
    own = rows.filter(recipient__municipality=municipality, recipient__kind="overheid", region=None)
    return newest_first(figures(own))


def newest_first(found: Sequence[Figure]) -> list[Figure]:
    return sorted(found, key=lambda one: (-(one.counted.year or 0), one.counted.instrument.name))


def _split(found: list[Figure], away: dict[Any, str]) -> tuple[list[Figure], list[Figure]]:
    """What is counted for our region, and what belongs to another one."""
    ours: list[Figure] = []
    others: list[Figure] = []
    for figure in found:
        (others if _is_away(figure.counted, away) else ours).append(figure)
    return ours, others


def _is_away(amount: Allocation, away: dict[Any, str]) -> bool:
    if amount.region:
        return not amount.region.is_ours
    return bool(amount.recipient and amount.recipient.municipality_id in away)


def _years(found: list[Figure], named: list[FundingInstrument]) -> list[YearRow]:
    sums: dict[int, dict[Any, Decimal]] = defaultdict(dict)
    for figure in found:
        one = figure.counted
        if one.year is not None:
            so_far = sums[one.year].get(one.instrument_id, Decimal(0))
            sums[one.year][one.instrument_id] = so_far + one.amount
    return [
        YearRow(year, [sums[year].get(one.pk) for one in named], sum(sums[year].values(), Decimal(0)))
        for year in sorted(sums)
    ]


def _places(found: list[Figure], away: dict[Any, str]) -> list[Place]:
    by_place: dict[Municipality, list[Figure]] = defaultdict(list)
    for figure in found:
        to = figure.counted.recipient
        if to and to.municipality and to.kind == "overheid" and not figure.counted.region_id:
            by_place[to.municipality].append(figure)
    places = sorted(by_place, key=lambda one: one.name)
    return [Place(one, newest_first(by_place[one]), away.get(one.pk, "")) for one in places]


def _office(found: list[Figure]) -> list[Giver]:
    """Per year and per giver; there is not one payer (O43)."""
    rows = [
        Giver(one.counted.year, one.counted.from_whom, one)
        for one in found
        if one.counted.purpose == Purpose.OFFICE
    ]
    return sorted(rows, key=lambda row: (-(row.year or 0), row.name))
