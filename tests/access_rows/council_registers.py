"""Registers read in from a file: for who keeps one, and what was read in only for who did that."""

import uuid

from governance.council.models import CouncilImport, SessionSlide
from tests.access_rows import ALL, Row, only
from tests.access_rows.council import CLOSED, HOUSE, KEEPERS, NOBODY, work
from tests.governance.council.meeting import a_picture, a_session, a_session_paper
from tests.governance.council.registers import a_dossier
from tests.world import set_up


@set_up
def a_list(world):
    return CouncilImport.objects.create(
        register="toezeggingen", council=world.staten, file_name="lijst.csv", columns=["wording", "promised_on"],
        rows=[{"where": "rij 2", "values": {"wording": "Iets", "promised_on": "2024-06-05"}}],
        uploaded_by=world.clerk.person,
    )  # fmt: skip


GONE = {**dict.fromkeys(ALL, 404), "visitor": 302}
REGISTER = {"register": "toezeggingen"}
ROWS = {
    "council_import_upload": Row(403, only(KEEPERS), lambda world: REGISTER, {"register": "ander"}, GONE),
    "council_import_empty": Row(403, only(KEEPERS), lambda world: {**REGISTER, "kind": "csv"}),
    "council_import": Row(
        404, only(("clerk",), otherwise=404), lambda world: {"pk": a_list(world).pk}, NOBODY, GONE
    ),
}
ROWS |= {
    "council_upkeep": Row(403, only(KEEPERS)),
    "council_up_to_date": Row(
        403, only(KEEPERS), lambda world: {"register": "moties", "pk": world.staten.pk},
        {"register": "moties", "pk": uuid.UUID(int=0)}, GONE,
    ),
}  # fmt: skip
ROWS |= {
    "council_feed": Row(200, {}, lambda world: REGISTER, {"register": "ander"}, dict.fromkeys(ALL, 404)),
    "council_feed_of": Row(
        200,
        {},
        lambda world: {**REGISTER, "pk": world.staten.pk},
        {**REGISTER, **NOBODY},
        dict.fromkeys(ALL, 404),
    ),
    "council_dossier_feed": Row(
        200, {}, lambda world: {"pk": a_dossier().pk}, NOBODY, dict.fromkeys(ALL, 404)
    ),
}


@set_up
def a_slide(world):
    session = a_session(world.staten)
    row = SessionSlide.objects.create(session=session, position=1, title="Een dia", points="Een punt")
    return {"pk": session.pk, "slide": row.pk}


def a_slide_with_picture(world, **extra):
    session = a_session(world.staten, **extra)
    return {"pk": session.pk, "slide": a_picture(session).pk}


def closed_picture(world):
    return a_slide_with_picture(world, **CLOSED)


def a_paper(world, **extra):
    session = a_session(world.staten, **extra)
    return {"pk": session.pk, "paper": a_session_paper(session).pk}


def closed_paper(world):
    return a_paper(world, **CLOSED)


ROWS |= {
    "session_slides": work(lambda world: a_session(world.staten), KEEPERS),
    "session_slide_facts": work(lambda world: a_session(world.staten), KEEPERS),
    "session_slide_new": work(lambda world: a_session(world.staten), KEEPERS),
    "session_slide_edit": Row(403, only(KEEPERS), a_slide),
    "session_slide_picture": Row(200, {}, a_slide_with_picture),
    "session_slide_picture@besloten": Row(404, dict.fromkeys(HOUSE, 200), closed_picture),
    "session_paper_new": work(lambda world: a_session(world.staten), KEEPERS),
    "session_paper": Row(200, {}, a_paper),
    "session_paper@besloten": Row(404, dict.fromkeys(HOUSE, 200), closed_paper),
    "session_paper_edit": Row(403, only(KEEPERS), a_paper),
    "session_paper_take": Row(405, {}, a_paper),
    "session_slide_step": Row(405, {}, lambda world: {**a_slide(world), "way": "omhoog"}),
}
