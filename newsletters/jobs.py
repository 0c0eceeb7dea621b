"""Table of contents: the background jobs of newsletters."""

from newsletters.subscriptions.jobs import forget_late_subscribers
from newsletters.subscriptions.lists.jobs import ask_lists, forget_lists

__all__ = ["ask_lists", "forget_late_subscribers", "forget_lists"]
