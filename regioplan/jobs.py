"""Table of contents: the background jobs of the Regioplan."""

from regioplan.approvals.jobs import remind_municipalities
from regioplan.plans.jobs import tell_about_plans
from regioplan.progress.jobs import ask_for_late_reports

__all__ = ["ask_for_late_reports", "remind_municipalities", "tell_about_plans"]
