"""Table of contents: what of newsletters beheer shows."""

from newsletters.subscriptions.admin import SubscriberAdmin

__all__ = ["SubscriberAdmin"]
