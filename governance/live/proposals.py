"""The proposals at an item with the round and the vote about each, as far as a reader may know. Queries do not grow."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from governance.attendance.quorum import Table
from governance.decisions.models import Decision, DecisionState
from governance.live.majority import in_words
from governance.live.models import ConsentRound, ConsentVoice, DecisionBallot, VoiceKind, Vote
from governance.meetings.models import AgendaItem
from zorgzaam.standing import Reader, standing_of

# Whether what was said or voted at this moment is for the reader.
Told = Callable[[datetime.datetime], bool]


@dataclass(frozen=True)
class Speaker:
    """A party a reader may speak for at the current item, with what it said and voted."""

    key: uuid.UUID
    name: str
    vote: str = ""
    agrees: bool = False


@dataclass
class Proposal:
    """A proposal at an item with its running round and ballot, as far as there are."""

    decision: Decision
    round: ConsentRound | None = None
    voices: list[ConsentVoice] = field(default_factory=list)
    rounds: int = 0
    ballot: DecisionBallot | None = None
    votes: list[Vote] = field(default_factory=list)
    parties: list[Speaker] = field(default_factory=list)
    mine: list[Speaker] = field(default_factory=list)

    @property
    def objections(self) -> list[ConsentVoice]:
        """What stands in the way."""
        return [voice for voice in self.voices if voice.stands_in_the_way]

    @property
    def concerns(self) -> list[ConsentVoice]:
        return [voice for voice in self.voices if voice.stays_a_concern]

    @property
    def changed_since(self) -> bool:
        """The text reads otherwise than in the last round."""
        return self.round is not None and not self.round.is_about(self.decision)

    @property
    def round_title(self) -> str:
        return f"Ronde {self.round.number}" if self.round else ""

    @property
    def majority(self) -> str:
        return in_words(self.ballot.majority, self.ballot.majority_number) if self.ballot else ""


def proposals_at(
    item: AgendaItem, reader: Reader, *, table: Callable[[], Table], told: Told
) -> list[Proposal]:
    """What is asked at an item and what came of it, with round and vote; six queries at most. `table` is asked only
    where there is a proposal."""
    rows = Decision.objects.visible_to(reader).filter(item=item).exclude(state=DecisionState.DROPPED)
    found = {row.pk: Proposal(row) for row in rows.select_related("item").order_by("created_at")}
    if not found:
        return []
    for each in ConsentRound.objects.filter(decision__in=found).order_by("number"):
        found[each.decision_id].round = each
        found[each.decision_id].rounds += 1
    for ballot in DecisionBallot.objects.filter(decision__in=found).order_by("number"):
        found[ballot.decision_id].ballot = ballot
    _add_voices(found, told)
    _add_votes(found, told)
    _add_parties(found, item, table(), reader)
    return list(found.values())


def _add_voices(found: dict[uuid.UUID, Proposal], told: Told) -> None:
    voices = ConsentVoice.objects.filter(round__decision__in=found)
    for voice in voices.select_related("round", "organisation", "seat__organisation", "person"):
        if not told(voice.said_at):
            continue
        proposal = found[voice.round.decision_id]
        # An earlier round is over: what stays of it are its concerns.
        if voice.round_id == (proposal.round and proposal.round.pk) or voice.stays_a_concern:
            proposal.voices.append(voice)


def _add_votes(found: dict[uuid.UUID, Proposal], told: Told) -> None:
    ballots = [proposal.ballot.pk for proposal in found.values() if proposal.ballot]
    votes = Vote.objects.filter(ballot__in=ballots)
    for vote in votes.select_related("ballot", "organisation", "seat__organisation", "cast_by"):
        if told(vote.cast_at):
            found[vote.ballot.decision_id].votes.append(vote)


def _add_parties(found: dict[uuid.UUID, Proposal], item: AgendaItem, table: Table, reader: Reader) -> None:
    people = table.voters(item)
    me = standing_of(reader).person_id
    for proposal in found.values():
        cast = {vote.party: vote.choice for vote in proposal.votes}
        agreed = {voice.party for voice in proposal.voices if voice.kind == VoiceKind.AGREES}
        proposal.parties = [
            Speaker(party.key, party.name, cast.get(party.key, ""), party.key in agreed)
            for party in table.entitled(item)
        ]
        proposal.mine = [party for party in proposal.parties if me in people[party.key]]
