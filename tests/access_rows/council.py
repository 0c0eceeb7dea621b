"""Registers of councils: open to everybody; besloten for that council and who keeps it; kept by griffie and bureau."""

import uuid

from tests.access_rows import ALL, Row, only
from tests.governance.council.registers import a_commitment, a_dossier, a_motion, a_notice, proposed

KEEPERS = ("bureau", "bureau_only", "clerk")
HOUSE = (*KEEPERS, "statenlid")
NOBODY = {"pk": uuid.UUID(int=0)}
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}


def page(make, sees, found=200):
    """The page of a record: 404 for who may not know it."""
    told = {reader: found if reader in sees else 404 for reader in ALL}
    return Row(404, told, lambda world: {"pk": make(world).pk}, NOBODY, dict.fromkeys(ALL, 404))


def work(make, able, sees=ALL):
    """A page of who keeps the register: the login for a visitor, 403 for who sees it, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    return Row(
        404, {**told, "visitor": 302}, lambda world: {"pk": make(world).pk}, NOBODY, only((), otherwise=404)
    )


def press(make):
    """Only POST does something."""
    return Row(405, {}, lambda world: {"pk": make(world).pk})


def commitment(world):
    return a_commitment(world.staten)


def closed(world):
    return a_commitment(world.staten, "GEHEIM", **CLOSED)


def motion(world):
    return a_motion(world.staten)


def undecided(world):
    return a_motion(world.staten, adopted=False)


def closed_motion(world):
    return a_motion(world.staten, "GEHEIM", **CLOSED)


def notice(world):
    return a_notice(world.staten)


def closed_notice(world):
    return a_notice(world.staten, "GEHEIM", **CLOSED)


def dossier(world):
    return a_dossier()


def closed_proposal(world):
    return proposed(world, closed(world))


ROWS = {
    "council_dossiers": Row(200),
    "council_dossier_new": Row(403, only(KEEPERS)),
    "council_dossier": page(dossier, ALL),
    "council_dossier_edit": work(dossier, KEEPERS),
    "commitments": Row(200),
    "commitments_file": Row(200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)),
    "commitment_new": Row(403, only(KEEPERS)),
    "commitment": page(commitment, ALL),
    "commitment@besloten": page(closed, HOUSE),
    "commitment_edit": work(commitment, KEEPERS),
    "commitment_edit@besloten": work(closed, KEEPERS, HOUSE),
    "commitment_take_up": press(commitment),
    "commitment_wording_new": work(commitment, KEEPERS),
    "commitment_wording_remove": Row(405, {}, lambda world: {"pk": commitment(world).pk, "wording": 1}),
    "commitment_note": work(commitment, KEEPERS),
    "commitment_settle": work(commitment, KEEPERS),
    "motions": Row(200),
    "motions_file": Row(200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)),
    "motion_new": Row(403, only(KEEPERS)),
    "motion": page(motion, ALL),
    "motion@besloten": page(closed_motion, HOUSE),
    "motion_edit": work(motion, KEEPERS),
    "motion_decide": work(undecided, KEEPERS),
    "motion_take_up": press(motion),
    "council_notices": Row(200),
    "council_notices_file": Row(
        200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)
    ),
    "council_notice_new": Row(403, only(KEEPERS)),
    "council_notice": page(notice, ALL),
    "council_notice@besloten": page(closed_notice, HOUSE),
    "council_notice_edit": work(notice, KEEPERS),
    "motion_note": work(motion, KEEPERS),
    "motion_settle": work(motion, KEEPERS),
    "settlement_decide": work(proposed, ("clerk",)),
    "settlement_decide@besloten": work(closed_proposal, ("clerk",), HOUSE),
    "settlement_withdraw": press(proposed),
    "settlement_revoke": work(proposed, ("clerk",)),
}
