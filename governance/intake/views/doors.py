"""The three ways in: from a seat on the werkbank, for an organisation in the partnerportaal, for a council."""

from dataclasses import dataclass

from django.urls import reverse

from governance.intake.models import Proposal
from zorgzaam.access import may
from zorgzaam.doors import Door
from zorgzaam.standing import Reader, standing_of


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
    def list_url(self) -> str:
        return self.url("proposals")

    @property
    def look_url(self) -> str:
        return self.url("proposal_look")

    @property
    def new_url(self) -> str:
        return self.url("proposal_new")

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


def way_of(user: Reader, proposal: Proposal) -> Way | None:
    """The door behind which this reader follows this proposal; None for who reads it by none of them."""
    standing = standing_of(user)
    if proposal.council_id in standing.councils:
        return STATEN
    if may(user, SEAT.rule):
        return SEAT
    return PARTNER if proposal.organisation_id in standing.organisations else None
