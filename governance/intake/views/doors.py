"""The three ways in: from a seat on the werkbank, for an organisation in the partnerportaal, for a council."""

from dataclasses import dataclass

from django.urls import reverse

from zorgzaam.doors import Door


@dataclass(frozen=True)
class Way:
    """One door: who may propose there (`rule`), for whom (`through`), and the names of its pages."""

    door: Door
    rule: str
    through: str
    front: str
    label: str
    ending: str = ""

    def url(self, name: str) -> str:
        """The address of "proposals", "proposal_look" or "proposal_new" behind this door."""
        return reverse(f"{name}{self.ending}")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.label, reverse(self.front)), ("Voorstellen", self.url("proposals"))]


SEAT = Way(Door.WERKBANK, "governance.propose_from_seat", "seat", "werkbank", "Werkbank")
PARTNER = Way(
    Door.PARTNER,
    "governance.propose_for_organisation",
    "organisation",
    "partner",
    "Partnerportaal",
    "_partner",
)
STATEN = Way(Door.STATEN, "governance.propose_for_council", "council", "staten", "Staten & raden", "_staten")
