"""Which organisation a row means: by id, by name or other name; what is only alike, its reader is asked."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from partners.register.likeness import SUSPECT, plain
from zorgzaam.importing.lines import Line

NEW = "nieuw"
MOST = 5


class Known:
    """The organisations of the register by every name; worked out once for a whole file."""

    def __init__(self, organisations: Iterable[Any]) -> None:
        everyone = list(organisations)
        self.by_id = {str(one.pk): one for one in everyone}
        self.standing = [one for one in everyone if one.merged_into_id is None]
        self.names = {one.name.casefold(): one for one in self.standing}
        self.others: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.bare: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.parts: dict[str, set[str]] = defaultdict(set)
        self.sizes: dict[str, int] = {}
        for one in self.standing:
            for name in one.alias_list:
                self.others[name.casefold()][one.pk] = one
            for name in (one.name, *one.alias_list):
                self.bare[plain(name)][one.pk] = one
            trigrams = _trigrams(plain(one.name))
            self.sizes[str(one.pk)] = len(trigrams)
            for each in trigrams:
                self.parts[each].add(str(one.pk))

    def exactly(self, name: str) -> list[Any]:
        """Who is called just this; else who is also called this."""
        own = self.names.get(name.casefold())
        return [own] if own else list(self.others.get(name.casefold(), {}).values())

    def alike(self, name: str) -> list[Any]:
        """Who may be meant, the likest first."""
        words = plain(name)
        found = dict(self.bare.get(words, {})) if words else {}
        mine = _trigrams(words)
        common: dict[str, int] = defaultdict(int)
        for each in mine:
            for key in self.parts.get(each, ()):
                common[key] += 1
        likest = sorted(
            ((many / (len(mine) + self.sizes[key] - many), key) for key, many in common.items()), reverse=True
        )
        for likeness, key in likest[:MOST]:
            if likeness >= SUSPECT:
                found.setdefault(self.by_id[key].pk, self.by_id[key])
        return list(found.values())[:MOST]

    def meant(self, line: Line, column: str, name: str, chosen: str, *, may_be_new: bool) -> Any:
        """The organisation, or None for a new one and where `line` now says what is wrong or asks which."""
        found = self.exactly(name)
        if len(found) == 1:
            return found[0]
        offered = found or self.alike(name)
        keys = {str(one.pk) for one in offered}
        if chosen in keys:
            return self.by_id[chosen]
        if offered and not (may_be_new and chosen == NEW):
            line.choices = [(str(one.pk), _told(one)) for one in offered]
            if may_be_new and not found:
                line.choices.append((NEW, "Geen van deze: een nieuwe organisatie"))
        elif not may_be_new:
            line.says(column, f"Er is geen organisatie “{name}”.")
        return None


def is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _told(one: Any) -> str:
    return f"{one.name} (ook: {', '.join(one.alias_list)})" if one.alias_list else str(one.name)


def _trigrams(words: str) -> set[str]:
    """As PostgreSQL makes them: of every word, with two spaces before it and one behind."""
    return {
        padded[place : place + 3]
        for word in words.split()
        for padded in (f"  {word} ",)
        for place in range(len(padded) - 2)
    }
