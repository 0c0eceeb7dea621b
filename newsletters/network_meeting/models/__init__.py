"""Table of contents: the models of the yearly broad network meeting."""

from newsletters.network_meeting.models.arrivals import Arrival
from newsletters.network_meeting.models.attendees import Attendee, AttendeeNeeds, Diet
from newsletters.network_meeting.models.breakouts import BreakoutChoice, NetworkBreakout
from newsletters.network_meeting.models.evaluations import Evaluation, EvaluationTicket, Score
from newsletters.network_meeting.models.invitees import Answer, Invitee, Source
from newsletters.network_meeting.models.meetings import NetworkMeeting
from newsletters.network_meeting.models.waves import Wave, WaveKind, WaveLetter

__all__ = [
    "Answer",
    "Arrival",
    "Attendee",
    "AttendeeNeeds",
    "BreakoutChoice",
    "Diet",
    "Evaluation",
    "EvaluationTicket",
    "Invitee",
    "NetworkBreakout",
    "NetworkMeeting",
    "Score",
    "Source",
    "Wave",
    "WaveKind",
    "WaveLetter",
]
