"""Table of contents: the models of this app, ground floor first."""

from newsletters.dispatch.models import IssueReview, LinkCount, NewsletterRules, Sending
from newsletters.issues.models import Block, FrozenIssue, Issue
from newsletters.network_meeting.models import (
    Arrival,
    Attendee,
    AttendeeNeeds,
    BreakoutChoice,
    Evaluation,
    EvaluationTicket,
    Invitee,
    NetworkBreakout,
    NetworkMeeting,
    Wave,
    WaveLetter,
)
from newsletters.subscriptions.models import Consent, Subscriber

__all__ = [
    "Arrival",
    "Attendee",
    "AttendeeNeeds",
    "Block",
    "BreakoutChoice",
    "Consent",
    "Evaluation",
    "EvaluationTicket",
    "FrozenIssue",
    "Invitee",
    "Issue",
    "IssueReview",
    "LinkCount",
    "NetworkBreakout",
    "NetworkMeeting",
    "NewsletterRules",
    "Sending",
    "Subscriber",
    "Wave",
    "WaveLetter",
]
