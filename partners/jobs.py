"""Table of contents: the background jobs of partners."""

from partners.initiatives.jobs import (
    ask_to_cosign,
    forget_drafts,
    print_submissions,
    tell_received,
    warn_of_ending_drafts,
)

__all__ = [
    "ask_to_cosign",
    "forget_drafts",
    "print_submissions",
    "tell_received",
    "warn_of_ending_drafts",
]
