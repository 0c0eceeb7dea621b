"""Table of contents: the background jobs of regioplan."""

from regioplan.approvals.jobs import remind_municipalities

__all__ = ["remind_municipalities"]
