"""Table of contents: the background jobs of partners."""

from partners.initiatives.execution.jobs import ask_for_reports
from partners.initiatives.publishing.jobs import tell_about_publications

__all__ = ["ask_for_reports", "tell_about_publications"]
