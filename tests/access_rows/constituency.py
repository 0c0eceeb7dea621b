"""What representatives take home: for who sits in the body or speaks for an organisation with a seat there."""

import uuid

from tests.access_rows import ALL, Row, only
from tests.governance.agendas import a_meeting, publish
from tests.governance.deciding import an_item_of, decided

KEEPERS = ("bureau", "secretary", "chair")
SITTING = (*KEEPERS, "member")
NOBODY = {"pk": uuid.UUID(int=0)}
CLOSED = {"publicity_ground": "Woo artikel 5.1"}


def work(make, able, sees, absent=NOBODY):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    return Row(404, {**told, "visitor": 302}, make, absent, only((), otherwise=404))


def a_published_meeting(world):
    meeting = a_meeting(world.coalition)
    publish(meeting)
    return {"pk": meeting.pk}


def noting(world):
    return {"pk": an_item_of(world.coalition).pk, "moment": "vooraf"}


def closed(publicity):
    return lambda world: {"pk": decided(world.coalition, "Dicht", publicity=publicity, **CLOSED).pk}


ROWS = {
    "constituency": work(a_published_meeting, (*SITTING, "partner"), ALL),
    "item_note": work(noting, ("member", "partner"), ALL, {**NOBODY, "moment": "vooraf"}),
    "decision_pass_on": work(closed("besloten"), ("secretary", "chair"), SITTING),
    "decision_pass_on@vertrouwelijk": work(closed("vertrouwelijk"), (), ("secretary", "chair")),
}
