"""Table of contents: the tables of the Regioplan."""

from regioplan.funding.amounts import Allocation, AllocationShare, CostEstimate
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer

__all__ = [
    "Allocation",
    "AllocationShare",
    "ApplicationStep",
    "CostEstimate",
    "FundingApplication",
    "FundingInstrument",
    "FundingMandate",
    "OfficePayer",
]
