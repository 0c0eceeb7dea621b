"""What others changed on an agenda since somebody got its page, in one sentence."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from governance.meetings.history import Entry, Until, news_of
from governance.meetings.models import Meeting
from zorgzaam.audit.actors import actor_key
from zorgzaam.standing import Reader

SOMEBODY = "De agenda is bijgewerkt."


@dataclass(frozen=True)
class News:
    """What to say (empty for nothing), and the items it is about."""

    said: str
    items: frozenset[uuid.UUID] = frozenset()


def since(meeting: Meeting, reader: Reader, until: Until) -> News:
    """What others than `reader` did since history was so far, as far as this reader may read it. What somebody did on
    another page of their own is no news."""
    entries = news_of(meeting, reader, until)
    own = actor_key(reader)  # type: ignore[arg-type] # who keeps an agenda has an account
    others = [entry for entry in entries if entry.key != own]
    if not others:
        return News("" if entries else SOMEBODY)
    return News(_said(others), frozenset().union(*(entry.items for entry in others)))


def _said(entries: Sequence[Entry]) -> str:
    names = list(dict.fromkeys(entry.who for entry in entries))
    if len(entries) == 1:
        return f"{names[0]}: {_in_words(entries[0])}."
    if len(names) == 1:
        return f"{names[0]} veranderde {len(entries)} dingen aan deze agenda."
    return f"{', '.join(names[:-1])} en {names[-1]} veranderden deze agenda."


def _in_words(entry: Entry) -> str:
    """A move of one item says where it stands now; everything else is told as history tells it."""
    if len(entry.items) == 1 and len(entry.changes) == 1 and entry.changes[0]["after"].startswith("plaats "):
        row = entry.changes[0]
        return f"“{row['label']}” staat nu op {row['after']}"
    return entry.what[:1].lower() + entry.what[1:] if not entry.what.startswith("“") else entry.what
