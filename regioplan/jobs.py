"""Table of contents: the background jobs of regioplan."""

from regioplan.approvals.jobs import remind_municipalities
from regioplan.plans.jobs import tell_about_plans

__all__ = ["remind_municipalities", "tell_about_plans"]
