"""Bottlenecks: for the netwerkbureau, who raised it, its organisation, and every body it climbed to."""

import uuid

from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.raising import a_bottleneck, climbed

KEEPERS = ("bureau", "secretary", "chair")
SITTING = (*KEEPERS, "member")
NOBODY = {"pk": uuid.UUID(int=0)}
RAISERS = (*BUREAU, "secretary", "chair", "member", "other_member", "partner", "other_partner")


def work(make, able, sees):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    arguments = lambda world: {"pk": make(world).pk}  # noqa: E731
    return Row(404, {**told, "visitor": 302}, arguments, NOBODY, only((), otherwise=404))


def fresh(world):
    return a_bottleneck(world.partner, organisation=world.partner_org)


def at_the_coalition(world):
    return climbed(a_bottleneck(world.partner, organisation=world.partner_org), world.coalition)


SEEN = (*BUREAU, "partner")
SEEN_HIGHER = (*SEEN, *SITTING)

ROWS = {
    "bottlenecks": Row(200, {"visitor": 302}),
    "bottleneck_new": Row(403, only(RAISERS)),
    "bottleneck": work(fresh, SEEN, ()),
    "bottleneck@bij een overleg": work(at_the_coalition, SEEN_HIGHER, ()),
    "bottleneck_edit": work(fresh, ("partner",), SEEN),
    "bottleneck_climb": work(fresh, BUREAU, SEEN),
    "bottleneck_climb@bij een overleg": work(at_the_coalition, (*BUREAU, *KEEPERS), SEEN_HIGHER),
    "bottleneck_decide": work(fresh, BUREAU, SEEN),
    "bottleneck_answer": work(fresh, BUREAU, SEEN),
}
