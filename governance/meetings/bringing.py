"""Who may bring an item in, by the names people write: organisations of the network and who sits in the body."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Body
from partners.organisations.models import Organisation
from zorgzaam.people.models import Person
from zorgzaam.periods import holds_on


def members_of(body: Body) -> Any:
    """People who sit in a body today, whatever their role: they may bring something in."""
    held = holds_on(timezone.localdate(), "mandates__")
    return Person.objects.filter(held, mandates__body=body).distinct()


def may_bring(body: Body, item: Any) -> Any:
    """Who a form offers to bring `item` in: people of the body, and who does so now, member or not. Otherwise saving
    another field would take that person off the item unseen."""
    return Person.objects.filter(Q(pk__in=members_of(body).values("pk")) | Q(pk=item.owner_person_id))


# The two columns of an item that say who brings it in: organisation and person.
Owner = tuple[uuid.UUID | None, uuid.UUID | None]


@dataclass(frozen=True)
class Bringers:
    """`names` is what people write, in small letters, with the name it stands for; `owners` what that name is."""

    names: dict[str, str]
    owners: dict[str, Owner]

    @classmethod
    def of(cls, body: Body) -> "Bringers":
        """For an agenda of this body; two queries."""
        people = list(members_of(body))
        organisations = list(Organisation.objects.remaining())
        owners: dict[str, Owner] = {person.name: (None, person.pk) for person in people}
        owners |= {organisation.name: (organisation.pk, None) for organisation in organisations}
        names = _first_words([organisation.name for organisation in organisations])
        names |= {
            alias.strip().lower(): organisation.name
            for organisation in organisations
            for alias in organisation.aliases.splitlines()
            if alias.strip()
        }
        return cls(names | {name.lower(): name for name in owners}, owners)

    def owner(self, written: str) -> Owner | None:
        """What somebody wrote as columns of an item; (None, None) for nothing, None for an unknown name."""
        written = written.strip()
        if not written:
            return (None, None)
        return self.owners.get(self.names.get(written.lower(), ""))


def _first_words(names: list[str]) -> dict[str, str]:
    """Abbreviations that only one name has: "GGD" of "GGD Kust"; never of two, and never a common word."""
    found: dict[str, list[str]] = {}
    for name in names:
        for word in set(re.findall(r"\b[A-Z]{2,}\b", name)):
            found.setdefault(word.lower(), []).append(name)
    return {word: of[0] for word, of in found.items() if len(of) == 1}
