"""Who may note what a municipality decided. Reading goes with the version."""

from typing import Any

from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.record_approval")
def record(standing: Standing, municipality: Municipality) -> bool:
    """The netwerkbureau, and who speaks for this municipality: never for another."""
    if standing.is_bureau:
        return True
    mine = Organisation.objects.municipal().filter(pk__in=standing.organisations)
    return bool(standing.organisations) and mine.filter(municipality=municipality).exists()


@rule("regioplan.remind_municipalities")
def remind(standing: Standing, version: Any) -> bool:
    """The netwerkbureau lets municipalities be reminded."""
    return standing.is_bureau
