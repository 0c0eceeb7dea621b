"""Table of contents: the tables of partners."""

from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme

__all__ = [
    "Municipality",
    "Organisation",
    "Participation",
    "Region",
    "RegionMembership",
    "RegionScheme",
    "Representation",
]
