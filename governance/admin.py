"""Table of contents: what of governance beheer shows."""

from governance.briefings.admin import BriefingAdmin, BriefingPublicationAdmin

__all__ = ["BriefingAdmin", "BriefingPublicationAdmin"]
