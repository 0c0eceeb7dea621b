"""May this body decide on this item now? By organisation, by the rule of the body, after who takes no part.

The shape is that of article 29 of the Gemeentewet (and of the Provinciewet): a vote is valid only when more than half
of those who sit there *and do not have to abstain* take part. So who has to stay out of an item is taken from both
sides: from what is counted and from what is needed. How many of how many is a matter of the body itself (QuorumRule).

`judge` is the one place where this is worked out, and knows no database; governance.attendance.quorum reads what it
needs.
"""

import math
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from governance.attendance.models import Group

GROUPS = {
    Group.MUNICIPALITY: ("gemeente", "gemeenten"),
    Group.INSURER: ("zorgverzekeraar", "zorgverzekeraars"),
    Group.CARE_PROVIDER: ("zorgaanbieder", "zorgaanbieders"),
    Group.PUBLIC_HEALTH: ("organisatie voor publieke gezondheid", "organisaties voor publieke gezondheid"),
    Group.SUPPORT: ("ondersteuningsorganisatie", "ondersteuningsorganisaties"),
    Group.CLIENTS: ("inwoners- of patiëntenorganisatie", "inwoners- of patiëntenorganisaties"),
    Group.HOUSING: ("woningorganisatie", "woningorganisaties"),
    Group.GOVERNMENT: ("overheid", "overheden"),
}


@dataclass(frozen=True)
class Party:
    """Who has a seat: an organisation, or a group without one. `groups` are the values of Group it belongs to."""

    key: uuid.UUID
    name: str
    groups: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Need:
    """So many of a group, or this one party (`key`, with its name for the explanation)."""

    count: int = 1
    group: str = ""
    key: uuid.UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class Terms:
    """A rule as numbers. Parts that are None or empty ask nothing."""

    part: Fraction | None = None
    more_than: bool = True
    number: int | None = None
    needs: tuple[Need, ...] = ()

    def least(self, seated: int) -> int:
        """How many of `seated` parties have to take part."""
        asked = [self.number or 0]
        if self.part is not None:
            whole = self.part * seated
            asked.append(math.floor(whole) + 1 if self.more_than else math.ceil(whole))
        return max(asked)


@dataclass(frozen=True)
class Quorum:
    """Whether there is one. `present` take part, `needed` is how many have to; `seated` could, `aside` stay out;
    `lacking` says in words what else is missing. `explanation` is a few sentences in Dutch."""

    met: bool
    present: Sequence[Party]
    needed: int
    explanation: str
    seated: Sequence[Party] = ()
    aside: Sequence[Party] = ()
    lacking: Sequence[str] = field(default_factory=tuple)
    has_rule: bool = True


def judge(
    terms: Terms | None,
    seats: Iterable[Party],
    present: Collection[uuid.UUID],
    aside: Collection[uuid.UUID] = (),
) -> Quorum:
    """The quorum of one item.

    `terms` None: the body wrote down no rule, so nothing stands in the way, and the explanation says so. `seats` are
    the parties with a seat that day; `present` and `aside` are keys. Who is `aside` counts on neither side; a key that
    has no seat counts nowhere. A body where everybody has to stay out cannot decide.
    """
    parties = {party.key: party for party in seats}
    out = [party for key, party in parties.items() if key in aside]
    seated = [party for key, party in parties.items() if key not in aside]
    here = [party for party in seated if party.key in present]
    if terms is None:
        return Quorum(True, here, 0, NO_RULE + _aside(out), seated, out, (), has_rule=False)
    needed = terms.least(len(seated))
    lacking = [words for need in terms.needs if (words := _lacks(need, here, aside))]
    met = len(here) >= max(needed, 1) and not lacking
    found = Quorum(met, here, needed, "", seated, out, tuple(lacking))
    return replace(found, explanation=_explain(terms, found))


NO_RULE = "Voor dit overleg is geen quorumregel vastgelegd. Er is dus geen aantal nodig om te besluiten."


def _lacks(need: Need, here: Sequence[Party], aside: Collection[uuid.UUID]) -> str:
    """What this need still asks, in words; "" when it is met, or when who it asks for has to stay out."""
    if need.key is not None:
        absent = need.key not in aside and all(party.key != need.key for party in here)
        return need.name if absent else ""
    found = sum(need.group in party.groups for party in here)
    return f"{need.count - found} {_group(need.group, need.count - found)}" if found < need.count else ""


def _group(group: str, count: int) -> str:
    return GROUPS[Group(group)][count != 1]


def _explain(terms: Terms, found: Quorum) -> str:
    here, seated = len(found.present), len(found.seated)
    said = [f"Er is {'een' if found.met else 'geen'} quorum."]
    said.append(f"{_some(here)} van de {seated} organisaties {_take(here)} mee aan dit punt.")
    if terms.part is not None or terms.number is not None:
        said.append(f"Nodig: {found.needed}{_why(terms, seated)}.")
    if terms.needs:
        said.append(f"Ook nodig: {in_words([_asked(need) for need in terms.needs])}.")
    if found.lacking:
        said.append(f"Er ontbreekt nog: {in_words(found.lacking)}.")
    return " ".join(said) + _aside(found.aside)


def _some(count: int) -> str:
    return str(count) if count else "Geen"


def _take(count: int) -> str:
    return "doet" if count < 2 else "doen"


def _why(terms: Terms, seated: int) -> str:
    reasons = []
    if terms.part is not None:
        than = "meer dan " if terms.more_than else "ten minste "
        reasons.append(f"{than}{part_in_words(terms.part)} van {seated}")
    if terms.number is not None and reasons:
        reasons.append(f"in elk geval {terms.number}")
    return f" ({in_words(reasons)})" if reasons else ""


def _asked(need: Need) -> str:
    return need.name if need.key is not None else f"ten minste {need.count} {_group(need.group, need.count)}"


def _aside(out: Sequence[Party]) -> str:
    if not out:
        return ""
    names = in_words([party.name for party in out])
    return f" Niet meegeteld bij dit punt, ook niet in wat nodig is: {names}."


def in_words(names: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""


PARTS = {Fraction(1, 2): "de helft", Fraction(1): "het geheel"}


def part_in_words(part: Fraction) -> str:
    """ "de helft", "twee derde" as "2/3 deel"."""
    return PARTS.get(part, f"{part.numerator}/{part.denominator} deel")


def rule_in_words(terms: Terms) -> str:
    """What a rule asks, in one sentence."""
    asked = []
    if terms.part is not None:
        than = "meer dan" if terms.more_than else "ten minste"
        asked.append(f"{than} {part_in_words(terms.part)} van de organisaties met een zetel")
    if terms.number is not None:
        asked.append(f"ten minste {terms.number} organisatie{'s' if terms.number != 1 else ''}")
    asked += [_asked(need) for need in terms.needs]
    return (
        f"Om te besluiten doen mee: {in_words(asked)}." if asked else "Ten minste één organisatie doet mee."
    )
