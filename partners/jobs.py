"""Table of contents: the background jobs of partners."""

from partners.importing.jobs import forget_lists
from partners.initiatives.emails.jobs import ask_assessors, remind, tell_about_messages, tell_about_moves
from partners.initiatives.execution.jobs import ask_for_reports
from partners.initiatives.jobs import (
    ask_to_cosign,
    forget_drafts,
    print_submissions,
    tell_received,
    warn_of_ending_drafts,
)
from partners.initiatives.publishing.jobs import tell_about_publications
from partners.joining.jobs import expire_access_requests

__all__ = [
    "ask_assessors",
    "ask_for_reports",
    "ask_to_cosign",
    "expire_access_requests",
    "forget_drafts",
    "forget_lists",
    "print_submissions",
    "remind",
    "tell_about_messages",
    "tell_about_moves",
    "tell_about_publications",
    "tell_received",
    "warn_of_ending_drafts",
]
