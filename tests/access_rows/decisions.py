"""Decisions: settled ones by their own publicity, proposals for who sits in the body and may read the item."""

import uuid

from tests.access_rows import ALL, Row, only
from tests.governance.deciding import an_item_of, decided, in_writing

KEEPERS = ("bureau", "secretary", "chair")
OFFICES = ("secretary", "chair")
SITTING = (*KEEPERS, "member")
NOBODY = {"pk": uuid.UUID(int=0)}
CLOSED = {"publicity_ground": "Woo artikel 5.1"}


def page(make, sees):
    """The page of a decision: 404 for who may not know it."""
    told = {reader: 200 if reader in sees else 404 for reader in ALL}
    return Row(404, told, lambda world: {"pk": make(world).pk}, NOBODY, dict.fromkeys(ALL, 404))


def work(make, able, sees):
    """A page of who keeps decisions: the login for a visitor, 403 for who sees it, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    arguments = lambda world: {"pk": make(world).pk}  # noqa: E731
    return Row(404, {**told, "visitor": 302}, arguments, NOBODY, only((), otherwise=404))


def open_one(world):
    return decided(world.coalition, f"Besluit {uuid.uuid4().hex[:5]}")


def closed(world):
    return decided(world.coalition, "Besloten besluit", publicity="besloten", **CLOSED)


def confidential(world):
    return decided(world.coalition, "Vertrouwelijk besluit", publicity="vertrouwelijk", **CLOSED)


def proposal(world):
    return in_writing(world.coalition, "Voorstel")


def secret_proposal(world):
    return in_writing(world.coalition, "Vertrouwelijk voorstel", publicity="vertrouwelijk", **CLOSED)


def item(world):
    return an_item_of(world.coalition)


def body(world):
    return world.coalition


ROWS = {
    "decisions": Row(200),
    "decision": page(open_one, ALL),
    "decision@besloten": page(closed, SITTING),
    "decision@vertrouwelijk": page(confidential, OFFICES),
    "decision@voorstel": page(proposal, SITTING),
    "decision@vertrouwelijk voorstel": page(secret_proposal, OFFICES),
    "decision_for_item": work(item, KEEPERS, ALL),
    "decision_of_body": work(body, KEEPERS, ALL),
    "decision_edit": work(proposal, KEEPERS, SITTING),
    "decision_settle": work(proposal, KEEPERS, SITTING),
    "decision_settle@vertrouwelijk": work(secret_proposal, OFFICES, OFFICES),
    "decision_drop": work(proposal, KEEPERS, SITTING),
    "decision_bring_back": Row(405, {"visitor": 405}, lambda world: {"pk": proposal(world).pk}),
    "decision_correct": work(open_one, KEEPERS, ALL),
    "decision_publicity": work(open_one, KEEPERS, ALL),
}
