"""What stands on the programme, and taking a part away without losing who is in which group."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet

from governance.council.sessions.carousel import Turn, carousel, groups_of
from governance.council.sessions.models import CouncilSession, ProgrammeItem, SessionBreakout, SessionPlace
from governance.council.taking import refuse_when_stale, taking
from zorgzaam.audit.actors import Actor
from zorgzaam.versions import StaleVersion

IN_GROUPS = "Er zijn al mensen ingedeeld in groep {}. Zet hen eerst in een andere groep."


@dataclass(frozen=True)
class Part:
    """One part of the programme with its breakouts and rounds; both empty for a part with everybody."""

    item: ProgrammeItem
    breakouts: Sequence[SessionBreakout]
    turns: Sequence[Turn[SessionBreakout]]

    @property
    def rows(self) -> list[tuple[SessionBreakout, list[str]]]:
        """Each breakout with the group it has in each round."""
        return [
            (one, [next(group for group, where in turn.visits if where == one) for turn in self.turns])
            for one in self.breakouts
        ]

    @property
    def groups(self) -> list[str]:
        return groups_of(len(self.breakouts))


def programme_of(session: CouncilSession) -> list[Part]:
    """The parts of a session in order; two queries."""
    breakouts: dict[object, list[SessionBreakout]] = {}
    for one in SessionBreakout.objects.filter(item__session=session).shown():
        breakouts.setdefault(one.item_id, []).append(one)
    return [_part(item, breakouts.get(item.pk, [])) for item in session.programme.order_by("begins")]


def _part(item: ProgrammeItem, breakouts: list[SessionBreakout]) -> Part:
    return Part(item, breakouts, carousel(item, breakouts)) if item.in_breakouts else Part(item, [], [])


def remove_breakout(breakout: SessionBreakout, *, by: Actor) -> None:
    """Take a breakout away; those after it move up. ValidationError (Dutch) when somebody is in the group that goes."""
    item = breakout.item
    with taking(item.session, by) as session:
        left = item.breakouts.count() - 1
        gone = groups_of(left + 1)[left]
        _refuse_when_used(session, [gone])
        breakout.delete()
        item.breakouts.filter(position__gt=breakout.position).update(position=F("position") - 1)


def losing_a_group(item: ProgrammeItem) -> int:
    """How many people have no group once this part is gone."""
    return _in_groups(item).count()


def remove_item(item: ProgrammeItem, *, losing: int, by: Actor) -> int:
    """Take a part off the programme, its breakouts included; how many people have no group by that. They still come,
    and hear of it. StaleVersion when the part changed, or other than `losing` people have a group by it now."""
    with taking(item.session, by) as session:
        now = session.programme.select_for_update(no_key=True, of=("self",)).filter(pk=item.pk).first()
        if now is None:
            raise StaleVersion
        refuse_when_stale(now, item)
        places = _in_groups(now)
        if places.count() != losing:
            raise StaleVersion
        # Before the part goes: which groups there are follows from its breakouts.
        left = int(places.update(group=""))
        now.delete()
        return left


def _in_groups(item: ProgrammeItem) -> QuerySet[SessionPlace]:
    groups = groups_of(item.breakouts.count()) if item.in_breakouts else []
    return item.session.places.filter(group__in=groups)


def _refuse_when_used(session: CouncilSession, groups: Sequence[str]) -> None:
    used = session.places.filter(group__in=groups).order_by("group").values_list("group", flat=True).first()
    if used:
        raise ValidationError(IN_GROUPS.format(used))
