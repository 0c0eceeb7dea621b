"""Table of contents: the background jobs of newsletters."""

from newsletters.subscriptions.jobs import forget_late_subscribers

__all__ = ["forget_late_subscribers"]
