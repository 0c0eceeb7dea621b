"""Onto an agenda: the netwerkbureau, while the initiative lies there; who reads it may not, others find nothing."""

import uuid

from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.initiatives import on_agenda
from tests.partners.initiatives import a_sent_one

NOBODY = {"pk": uuid.UUID(int=0)}


def told(bureau: int) -> dict[str, int]:
    found = {reader: bureau if reader in BUREAU else 403 if reader == "partner" else 404 for reader in ALL}
    return {**found, "visitor": 302}


ROWS = {
    "initiative_agenda": Row(
        404, told(200), lambda world: {"pk": a_sent_one(world).pk}, NOBODY, only((), otherwise=404)
    ),
    # It stands on an agenda already: back to its own page.
    "initiative_agenda@op een agenda": Row(
        404, told(302), lambda world: {"pk": on_agenda(world)[0].pk}, NOBODY, only((), otherwise=404)
    ),
}
