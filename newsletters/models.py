"""Table of contents: the models of this app, ground floor first."""

from newsletters.network_meeting.models import (
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
    "Attendee",
    "AttendeeNeeds",
    "BreakoutChoice",
    "Consent",
    "Evaluation",
    "EvaluationTicket",
    "Invitee",
    "NetworkBreakout",
    "NetworkMeeting",
    "Subscriber",
    "Wave",
    "WaveLetter",
]
