"""'Bekijk als': the readers somebody who keeps an agenda can look through the eyes of."""

from dataclasses import dataclass

from governance.bodies.models import Body, BodyKind, Role
from governance.meetings.models import Audience, Meeting
from governance.meetings.snapshot import reader_for
from zorgzaam.standing import StandIn, Standing


@dataclass(frozen=True)
class Eyes:
    """`key` is what the address says, `label` how the reader is called, `audience` which snapshot they get."""

    key: str
    label: str
    reader: StandIn
    audience: Audience


LABELS = {"inwoner": "een inwoner", "lid": "een lid van het orgaan", "statenlid": "een Statenlid"}


def eyes_of(key: str, meeting: Meeting) -> Eyes | None:
    """The eyes for `?als=key` on this meeting; None for an unknown key."""
    if key not in LABELS:
        return None
    reader = {
        "inwoner": lambda: reader_for(Audience.PUBLIC, meeting),
        "lid": lambda: reader_for(Audience.MEMBERS, meeting),
        "statenlid": _provincial_member,
    }[key]()
    sits_in = reader.standing.sits_in(meeting.body_id)
    return Eyes(key, LABELS[key], reader, Audience.MEMBERS if sits_in else Audience.PUBLIC)


def _provincial_member() -> StandIn:
    councils = Body.objects.filter(kind=BodyKind.PROVINCIAL_COUNCIL).values_list("pk", flat=True)
    roles = frozenset({Role.PROVINCIAL_MEMBER.value})
    return StandIn(Standing(bodies=dict.fromkeys(councils, roles), councils=frozenset(councils)))
