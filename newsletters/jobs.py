"""Table of contents: the background jobs of newsletters."""

from newsletters.dispatch.jobs import send_issues
from newsletters.network_meeting.jobs import forget_people, send_waves, tell_changes, warn_of_the_year
from newsletters.subscriptions.jobs import forget_late_subscribers

__all__ = [
    "forget_late_subscribers",
    "forget_people",
    "send_issues",
    "send_waves",
    "tell_changes",
    "warn_of_the_year",
]
