"""Table of contents: beheer of regioplan."""

from regioplan.approvals import admin as approvals
from regioplan.plans import admin as plans

__all__ = ["approvals", "plans"]
