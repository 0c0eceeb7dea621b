"""Table of contents: the tables of partners."""

from partners.importing.models import RegisterImport
from partners.merging.models import Merger
from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme

__all__ = [
    "Merger",
    "Municipality",
    "Organisation",
    "Participation",
    "Region",
    "RegionMembership",
    "RegionScheme",
    "RegisterImport",
    "Representation",
]
