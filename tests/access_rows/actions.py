"""Actions: for who sits in the body, its office and the owner; what is confidential for the offices and the owner."""

import uuid

from tests.access_rows import ALL, Row, only
from tests.governance.agendas import a_meeting, an_item
from tests.governance.doing import an_action

KEEPERS = ("bureau", "secretary", "chair")
SITTING = (*KEEPERS, "member")
NOBODY = {"pk": uuid.UUID(int=0)}


def work(make, able, sees):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    arguments = lambda world: {"pk": make(world).pk}  # noqa: E731
    return Row(404, {**told, "visitor": 302}, arguments, NOBODY, only((), otherwise=404))


def of_partner(world):
    """Owned by somebody who does not sit in the body."""
    return an_action(world.coalition, world.partner)


def taken_on(world):
    return an_action(world.coalition, world.member, given_by=world.member)


def secret(world):
    item = an_item(a_meeting(world.coalition), "Geheim", publicity="vertrouwelijk")
    return an_action(world.coalition, world.partner, item=item)


def body(world):
    return world.coalition


ROWS = {
    "actions": Row(200, {"visitor": 302}),
    "action": work(of_partner, (*SITTING, "partner"), ()),
    "action@vertrouwelijk": work(secret, ("secretary", "chair", "partner"), ()),
    "action_new": work(body, SITTING, ALL),
    "action_done": work(of_partner, (*KEEPERS, "partner"), SITTING),
    "action_edit": work(of_partner, KEEPERS, (*SITTING, "partner")),
    "action_hand_over": work(of_partner, (*KEEPERS, "partner"), SITTING),
    "action_withdraw": work(of_partner, KEEPERS, (*SITTING, "partner")),
    "action_withdraw@zelf genomen": work(taken_on, SITTING, ()),
    "action_reopen": Row(405, {"visitor": 405}, lambda world: {"pk": of_partner(world).pk}),
}
