"""Table of contents: the background jobs of newsletters."""

from newsletters.dispatch.jobs import send_issues
from newsletters.subscriptions.jobs import forget_late_subscribers

__all__ = ["forget_late_subscribers", "send_issues"]
