"""Table of contents: the models of this app, ground floor first."""

from newsletters.dispatch.models import IssueReview, LinkCount, NewsletterRules, Sending
from newsletters.issues.models import Block, FrozenIssue, Issue
from newsletters.subscriptions.models import Consent, Subscriber

__all__ = [
    "Block",
    "Consent",
    "FrozenIssue",
    "Issue",
    "IssueReview",
    "LinkCount",
    "NewsletterRules",
    "Sending",
    "Subscriber",
]
