"""Table of contents: beheer of regioplan."""

from regioplan.accords import admin as accords
from regioplan.approvals import admin as approvals
from regioplan.plans import admin as plans

__all__ = ["accords", "approvals", "plans"]
