"""Table of contents: the meeting as it goes, notes, rounds of consent, ballots and majority rules."""

from governance.live.models.ballots import Choice, DecisionBallot, Majority, MajorityRule, Tally, Vote
from governance.live.models.consent import ConsentRound, ConsentVoice, VoiceKind, VoiceState
from governance.live.models.holding import hold_what_lies_below
from governance.live.models.meetings import LiveMeeting, LiveSpan, Opening, SpanKind
from governance.live.models.notes import LiveNote
from governance.live.models.pulse import follow_what_lies_below

follow_what_lies_below()
hold_what_lies_below()

__all__ = [
    "Choice",
    "ConsentRound",
    "ConsentVoice",
    "DecisionBallot",
    "LiveMeeting",
    "LiveNote",
    "LiveSpan",
    "Majority",
    "MajorityRule",
    "Opening",
    "SpanKind",
    "Tally",
    "VoiceKind",
    "VoiceState",
    "Vote",
]
