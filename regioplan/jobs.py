"""Table of contents: the background jobs of the Regioplan."""

from regioplan.progress.jobs import ask_for_late_reports

__all__ = ["ask_for_late_reports"]
