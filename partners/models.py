"""Table of contents: the tables of partners."""

from partners.contacts.models import Contact
from partners.joining.models import AccessRequest, Ask
from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme

__all__ = [
    "AccessRequest",
    "Ask",
    "Contact",
    "Municipality",
    "Organisation",
    "Participation",
    "Region",
    "RegionMembership",
    "RegionScheme",
    "Representation",
]
