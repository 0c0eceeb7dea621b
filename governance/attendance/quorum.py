"""Quorum and who takes part, per item, from what was noted. See governance.attendance.judging for how it is worked out.

Everything that changes the answer (presence, recusals, replies) locks the meeting first. Whoever decides takes
`governance.meetings.order.lock(meeting)` and then asks: until the end of that transaction the answer stays (I9).
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from governance.attendance import interests
from governance.attendance.interests import Interest
from governance.attendance.judging import Need, Party, Quorum, Terms, judge
from governance.attendance.models import (
    Group,
    Invitation,
    QuorumRule,
    Recusal,
    RecusalKind,
    RecusalState,
    Reply,
)
from governance.attendance.presence import Attendance, present_at
from governance.bodies.models import Seat
from governance.meetings.models import AgendaItem, Meeting
from partners.organisations.models import Organisation, Representation, merged_ids


def quorum_of(item: AgendaItem) -> Quorum:
    """Whether the body may decide on this item, with everything in words. ValueError for an item without a meeting."""
    return Table.of(_meeting(item)).quorum(item)


def quorum_at(meeting: Meeting) -> Quorum:
    """The same for what stands on no agenda: who was there and did not leave counts, and nobody stays out."""
    return Table.of(meeting).whole()


def entitled(item: AgendaItem) -> list[Party]:
    """Organisations (and groups with a seat) that may take part in the decision: there, or represented by a proxy, and
    not out of it."""
    return Table.of(_meeting(item)).entitled(item)


def voters(item: AgendaItem) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Per key of an entitled party the ids of the people who may speak for it now; who holds a proxy is among them."""
    return Table.of(_meeting(item)).voters(item)


def _meeting(item: AgendaItem) -> Meeting:
    if item.meeting is None:
        raise ValueError("an item in the parking lot is decided on by nobody")
    return item.meeting


def terms_of(rule: QuorumRule | None) -> Terms | None:
    """A rule of a body as numbers."""
    if rule is None:
        return None
    part = Fraction(rule.numerator, rule.denominator) if rule.numerator and rule.denominator else None
    needs = tuple(
        Need(
            each.count, each.group, each.organisation_id, each.organisation.name if each.organisation else ""
        )
        for each in rule.requirements.all()
    )
    return Terms(part, rule.more_than, rule.number, needs)


# After the last item of any agenda.
THE_END = 2**31


@dataclass(frozen=True)
class Aside:
    """Why one person stays out of an item. `interests` are told by the data; `said` is what the person wrote."""

    invitation: Invitation
    interests: list[Interest] = field(default_factory=list)
    said: Recusal | None = None
    explained: Recusal | None = None

    @property
    def is_out(self) -> bool:
        steps_aside = self.said is not None and self.said.state == RecusalState.HOLDS
        return steps_aside or (bool(self.interests) and not self.is_cleared)

    @property
    def is_cleared(self) -> bool:
        """Chair or secretary accepted that the interest does not hold."""
        return self.explained is not None and self.explained.state == RecusalState.ACCEPTED


@dataclass(frozen=True)
class Table:
    """Everything about who takes part in one meeting; a constant number of queries, whatever it holds."""

    rule: QuorumRule | None
    parties: list[Party]
    invitations: list[Invitation]
    noted: Attendance
    speaks_for: dict[uuid.UUID, set[uuid.UUID]]
    recusals: dict[uuid.UUID, list[Recusal]]
    items: list[AgendaItem]
    interests: dict[uuid.UUID, list[Interest]]
    # Of organisations that were merged: per id the ids of all that are one with it, itself included.
    one_with: dict[uuid.UUID, set[uuid.UUID]]

    @classmethod
    def of(cls, meeting: Meeting) -> "Table":
        """As the database has it now."""
        rule = QuorumRule.objects.on(meeting.day).shown().filter(body_id=meeting.body_id).first()
        asked = Invitation.objects.asked().filter(meeting=meeting).shown()
        invitations = [row for row in asked if row.mandate is None or row.mandate.holds_on(meeting.day)]
        items = list(meeting.items.select_related("owner_organisation").order_by("position"))
        recusals: dict[uuid.UUID, list[Recusal]] = defaultdict(list)
        for row in Recusal.objects.filter(item__meeting=meeting).exclude(state=RecusalState.TAKEN_BACK):
            recusals[row.item_id].append(row)
        return cls(
            rule,
            _parties(meeting),
            invitations,
            present_at(meeting),
            _speaking(meeting, invitations),
            recusals,
            items,
            interests.of_items(items),
            merged_ids(),
        )

    # ------------------------------------------------------------ who stays out
    def aside(self, item: AgendaItem) -> list[Aside]:
        """Everybody of whom something is known or said about this item, whether it keeps them out or not."""
        said = {(row.invitation_id, row.kind): row for row in self.recusals.get(item.pk, [])}
        found = []
        for row in self.invitations:
            mine = [each for each in self.interests.get(item.pk, []) if each.organisation in self._for(row)]
            one = Aside(
                row,
                mine,
                said.get((row.pk, RecusalKind.STEPS_ASIDE)),
                said.get((row.pk, RecusalKind.NO_INTEREST)),
            )
            if mine or one.said:
                found.append(one)
        return found

    def _for(self, row: Invitation) -> set[uuid.UUID]:
        said = self.speaks_for.get(row.person_id, set()) | (
            {row.organisation_id} if row.organisation_id else set()
        )
        return said.union(*(self.one_with.get(each, set()) for each in said))

    def _out(self, item: AgendaItem) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
        """Ids of invitations, and of organisations, that stay out of this item because of an interest or their word."""
        known = self.aside(item)
        cleared = {
            organisation for one in known if one.is_cleared for organisation in self._for(one.invitation)
        }
        named = {each.organisation for each in self.interests.get(item.pk, [])}
        behind = named.union(*(self.one_with.get(each, set()) for each in named)) - cleared
        return {one.invitation.pk for one in known if one.is_out}, behind

    # ------------------------------------------------------------ who takes part
    def quorum(self, item: AgendaItem) -> Quorum:
        here, by_proxy, aside = self._sides(item)
        counted = here | by_proxy if self.rule is not None and self.rule.proxies_count else here
        return judge(self._terms(), self.parties, counted, aside)

    def entitled(self, item: AgendaItem) -> list[Party]:
        here, by_proxy, aside = self._sides(item)
        return [party for party in self.parties if party.key in (here | by_proxy) - aside]

    def voters(self, item: AgendaItem) -> dict[uuid.UUID, list[uuid.UUID]]:
        out, _ = self._out(item)
        people: dict[uuid.UUID, list[uuid.UUID]] = {party.key: [] for party in self.entitled(item)}
        for row in self._present(item) - out:
            if row.party in people:
                people[row.party].append(row.person_id)
        for giver, carrier in self._proxies(item, out):
            if giver.party in people and carrier.person_id not in people[giver.party]:
                people[giver.party].append(carrier.person_id)
        return people

    def forecast(self) -> Quorum:
        """As if everybody who says they come is there, and nobody stays out of anything."""
        coming = {row.party for row in self.invitations if row.reply == Reply.YES and row.party}
        return judge(self._terms(), self.parties, coming)

    def whole(self) -> Quorum:
        """Who was there and did not leave before the end, and for whom they carry a proxy."""
        there = self.noted.at(THE_END)
        here = {row.party for row in self.invitations if row.pk in there and row.party}
        by_proxy = {row.party for row in self.invitations if row.pk not in there and row.proxy_id in there}
        counted = here | by_proxy if self.rule is not None and self.rule.proxies_count else here
        return judge(self._terms(), self.parties, {key for key in counted if key})

    def _terms(self) -> Terms | None:
        """The rule, which asks for an organisation under the name by which it has its seat."""
        terms = terms_of(self.rule)
        if terms is None or not self.one_with:
            return terms
        seated = {party.key for party in self.parties}
        return replace(terms, needs=tuple(self._seated(need, seated) for need in terms.needs))

    def _seated(self, need: Need, seated: set[uuid.UUID]) -> Need:
        same = self.one_with.get(need.key, set()) & seated if need.key else set()
        return need if need.key in seated or not same else replace(need, key=min(same))

    def _sides(self, item: AgendaItem) -> tuple[set[uuid.UUID], set[uuid.UUID], set[uuid.UUID]]:
        """Keys of parties that are there themselves, that are there by a proxy, and that stay out."""
        out, behind = self._out(item)
        there = self._present(item)
        here = {row.party for row in there - out if row.party} - behind
        by_proxy = {giver.party for giver, _ in self._proxies(item, out) if giver.party} - behind - here
        # Everybody who came for it stays out: then nobody is there who could take part for it.
        emptied = {row.party for row in there & out if row.party} - here - by_proxy
        return here, by_proxy, behind | emptied

    def _present(self, item: AgendaItem) -> "Ids":
        position = next((each.position for each in self.items if each.pk == item.pk), None)
        there = self.noted.at(position) if position is not None else set()
        return Ids(row for row in self.invitations if row.pk in there)

    def _proxies(self, item: AgendaItem, out: set[uuid.UUID]) -> list[tuple[Invitation, Invitation]]:
        """Who is not there and gave a proxy, with who carries it and takes part."""
        there = self._present(item)
        carriers = {row.pk: row for row in there - out}
        absent = [row for row in self.invitations if row.pk not in there.ids and row.pk not in out]
        return [(row, carriers[row.proxy_id]) for row in absent if row.proxy_id in carriers]


class Ids(list[Invitation]):
    """Invitations, of which some are left out or kept by id."""

    @property
    def ids(self) -> set[uuid.UUID]:
        return {row.pk for row in self}

    def __sub__(self, out: set[uuid.UUID]) -> "Ids":
        return Ids(row for row in self if row.pk not in out)

    def __and__(self, of: set[uuid.UUID]) -> "Ids":
        return Ids(row for row in self if row.pk in of)


def _parties(meeting: Meeting) -> list[Party]:
    """Who has a seat on the day of the meeting; an organisation with two seats is one."""
    seats = Seat.objects.on(meeting.day).filter(body_id=meeting.body_id).select_related("organisation")
    found: dict[uuid.UUID, Party] = {}
    for seat in seats.order_by("position", "id"):
        key = seat.organisation_id or seat.pk
        found.setdefault(key, Party(key, seat.holder, _groups(seat.organisation)))
    return list(found.values())


def _groups(organisation: Organisation | None) -> frozenset[str]:
    if organisation is None:
        return frozenset()
    kinds = {organisation.kind} & set(Group.values)
    return frozenset(kinds | ({Group.MUNICIPALITY.value} if organisation.is_municipal else set()))


def _speaking(meeting: Meeting, invitations: Iterable[Invitation]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Per person the organisations they may speak for on the day of the meeting."""
    people = [row.person_id for row in invitations]
    held = Representation.objects.on(meeting.day).filter(person_id__in=people)
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for person, organisation in held.values_list("person_id", "organisation_id"):
        found[person].add(organisation)
    return found
