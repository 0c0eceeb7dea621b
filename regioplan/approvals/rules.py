"""Who may note what a municipality decided. Reading goes with the version."""

import uuid
from collections.abc import Iterable
from typing import Any

from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def spoken_for(standing: Standing) -> set[uuid.UUID]:
    """The municipalities somebody speaks for today; one query, none for who speaks for nobody."""
    if not standing.organisations:
        return set()
    mine = Organisation.objects.municipal().filter(pk__in=standing.organisations)
    return set(mine.values_list("municipality_id", flat=True))


def recordable(standing: Standing, municipalities: Iterable[Municipality]) -> set[uuid.UUID]:
    """Of which of these municipalities somebody may note what was decided."""
    if standing.is_bureau:
        return {one.pk for one in municipalities}
    return spoken_for(standing) & {one.pk for one in municipalities}


@rule("regioplan.record_approval")
def record(standing: Standing, municipality: Municipality) -> bool:
    """The netwerkbureau, and who speaks for this municipality: never for another."""
    return bool(recordable(standing, [municipality]))


@rule("regioplan.remind_municipalities")
def remind(standing: Standing, version: Any) -> bool:
    """The netwerkbureau lets municipalities be reminded."""
    return standing.is_bureau
