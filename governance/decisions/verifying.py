"""Whether every settled decision still says what it said: words against seal, seal against hash, link against link."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from governance.decisions.content import differs
from governance.decisions.models import SETTLED, START, Decision, DecisionSeal
from governance.decisions.settling import link
from zorgzaam.snapshots import digest


@dataclass(frozen=True)
class Fault:
    """What is wrong with one link (or, without a number, with the chain), in Dutch."""

    number: int | None
    what: str


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many decisions it holds, and its last figure."""

    number: int
    chain: str


def head() -> Head:
    """The chain as it is now; minutes print it, so that paper and database can be laid side by side."""
    last = DecisionSeal.objects.order_by("-number").first()
    return Head(last.number, last.chain) if last else Head(0, START)


def faults(known: Head | None = None) -> Iterator[Fault]:
    """Everything that does not hold, link by link. `known` is a head somebody wrote down before: without it a chain
    that lost its last links looks whole."""
    chain, number, met = START, 0, known is None or known.number == 0
    for seal in _seals():
        number += 1
        yield from _of_link(seal, number, chain)
        number, chain = seal.number, seal.chain
        met = met or (known is not None and Head(number, chain) == known)
    unsealed = Decision.objects.filter(state__in=SETTLED, seal__isnull=True)
    yield from (Fault(None, f"Besluit {row.pk} is vastgesteld en heeft geen zegel.") for row in unsealed)
    if not met and known is not None:
        yield Fault(None, f"De keten komt niet langs {known.chain} (schakel {known.number}).")


def _seals() -> "Iterator[DecisionSeal]":
    related = ("decision__body", "decision__meeting", "decision__item")
    return DecisionSeal.objects.select_related(*related).order_by("number").iterator(chunk_size=500)


def _of_link(seal: DecisionSeal, number: int, chain: str) -> Iterator[Fault]:
    if seal.number != number:
        yield Fault(seal.number, f"Er ontbreekt een schakel: na {number - 1} komt {seal.number}.")
    if seal.sha256 != digest(seal.content):
        yield Fault(seal.number, "De inhoud is niet meer die van het zegel.")
    if seal.previous != chain:
        yield Fault(seal.number, "De schakel hangt niet aan de vorige.")
    if seal.chain != link(seal.previous, seal.sha256):
        yield Fault(seal.number, "Het controlegetal van de keten klopt niet.")
    try:
        other = differs(seal.decision, json.loads(seal.content))
    except (ValueError, TypeError, AttributeError, KeyError):
        yield Fault(seal.number, "De inhoud is niet te lezen.")
        return
    if other:
        yield Fault(seal.number, f"Het besluit zegt iets anders dan zijn zegel: {', '.join(other)}.")
