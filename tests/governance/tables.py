"""Factories for a body that meets now: organisations at a table, each with an account, and an agenda."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from governance.attendance.models import Invitation, PresenceState
from governance.attendance.presence import note
from governance.bodies.models import Body
from governance.decisions.models import Decision
from governance.live.models import LiveMeeting, MajorityRule
from governance.live.opening import open_meeting
from governance.live.running import go_to
from governance.meetings.models import AgendaItem, Audience, Meeting
from governance.minutes.content import content_of
from governance.minutes.models import Minutes, MinutesState
from governance.minutes.printing import to_html
from governance.minutes.publishing import Made, _freeze
from tests import world as cast
from tests.governance.agendas import an_item, held, publish
from tests.governance.attending import a_meeting_with, rule, table_of
from tests.governance.deciding import a_proposal
from tests.world import PASSWORD, fresh, set_up
from zorgzaam.accounts.models import User
from zorgzaam.pdf import Rendered
from zorgzaam.snapshots import digest


@dataclass
class Table:
    """`members` are accounts in the order of their organisations; `secretary` keeps the agenda."""

    body: Body
    meeting: Meeting
    items: list[AgendaItem]
    rows: list[Invitation]
    members: list[User]
    secretary: User
    keys: list[Any] = field(default_factory=list)

    @property
    def item(self) -> AgendaItem:
        return self.items[0]

    @property
    def live(self) -> LiveMeeting:
        return LiveMeeting.objects.get(pk=self.meeting.pk)

    @property
    def pulse(self) -> int:
        """As another browser would read it; inside a test the end of the transaction never comes by itself."""
        connection.check_constraints()
        return self.live.live_version

    def proposal(self, item: AgendaItem | None = None, **extra: Any) -> Decision:
        return a_proposal(item or self.item, **extra)


@set_up
def _account(person: Any) -> User:
    return User.objects.create_user(person.email, PASSWORD, person=person)


def a_table(*titles: str, seats: int = 3, name: str = "Overleg", begun: bool = True, **extra: Any) -> Table:
    """A meeting today of so many organisations, all there, at its first item; the quorum is more than half."""
    body, people = table_of(seats, name=name)
    rule(body, numerator=1, denominator=2)
    secretary = cast.account(f"Secretaris van {name}")
    cast.mandate(secretary, body, "secretaris")
    meeting, rows = a_meeting_with(body, people)
    items = [an_item(meeting, title, **extra) for title in titles or ("Voorstel", "Rondvraag")]
    meeting = held(meeting, days=0)
    publish(meeting)
    note(meeting, {row.pk: ("", PresenceState.PRESENT) for row in rows}, by=secretary)
    made = Table(body, meeting, items, rows, [_account(person) for person in people], fresh(secretary))
    made.keys = [row.party for row in rows]
    if begun:
        open_meeting(meeting, by=made.secretary)
        go_to(meeting, items[0].pk, seen=None, by=made.secretary)
    return made


@set_up
def majority(body: Body, kind: str, **extra: Any) -> MajorityRule:
    return MajorityRule.objects.create(body=body, majority=kind, starts_on=cast.LONG_AGO, **extra)


@set_up
def sent_out(minutes: Minutes, by: User) -> Minutes:
    """The minutes as if they were published, without the seconds their PDFs take."""
    paper = Rendered(b"%PDF-1.7", digest(b"%PDF-1.7"), {})
    contents = {audience: content_of(minutes, audience) for audience in Audience}
    _freeze(minutes, {one: Made(each, to_html(each), paper) for one, each in contents.items()}, by)
    minutes.state = MinutesState.PUBLISHED
    minutes.save()
    return minutes
