"""Table of contents: what of governance beheer shows."""

from governance.bodies.admin import BodyAdmin, MandateAdmin, SeatAdmin
from governance.briefings.admin import BriefingAdmin, BriefingPublicationAdmin

__all__ = ["BodyAdmin", "BriefingAdmin", "BriefingPublicationAdmin", "MandateAdmin", "SeatAdmin"]
