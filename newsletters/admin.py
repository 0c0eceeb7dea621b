"""Table of contents: what of newsletters beheer shows."""

from newsletters.issues.admin import IssueAdmin
from newsletters.network_meeting.admin import NetworkMeetingAdmin
from newsletters.subscriptions.admin import SubscriberAdmin

__all__ = ["IssueAdmin", "NetworkMeetingAdmin", "SubscriberAdmin"]
