"""Minutes: drafts for who writes them, published ones for who may know the meeting."""

import uuid

from governance.minutes.growing import start
from tests.access_rows import ALL, Row, only
from tests.access_rows.live import KEEPERS, NOBODY, OFFICES, press, work
from tests.governance.agendas import a_meeting, an_item, held, publish
from tests.governance.tables import sent_out
from tests.world import fresh

VERSION = {"pk": uuid.UUID(int=0), "version": 1}


def _over(world, **extra):
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Voorstel", **extra)
    publish(meeting)
    return held(meeting, days=2)


def _made(world, **extra):
    return start(_over(world, **extra), by=fresh(world.secretary))


def not_made(world):
    return {"pk": _over(world).pk}


def draft(world):
    return {"pk": _made(world).pk}


def published(world):
    return {"pk": sent_out(_made(world), fresh(world.secretary)).pk}


def pdf(world):
    return {**published(world), "version": 1}


def part(world, **extra):
    return {"pk": _made(world, **extra).parts.get().pk}


def secret_part(world):
    return part(world, publicity="vertrouwelijk")


def page(arguments, sees, absent=NOBODY):
    return Row(
        404,
        {reader: 200 if reader in sees else 404 for reader in ALL},
        arguments,
        absent,
        dict.fromkeys(ALL, 404),
    )


ROWS = {
    "minutes": page(published, ALL),
    "minutes@concept": page(draft, KEEPERS),
    "minutes@nog niet gemaakt": page(not_made, KEEPERS),
    "minutes_pdf": page(pdf, ALL, VERSION),
    "minutes_start": press(not_made),
    "minutes_publish": work(draft, KEEPERS, ()),
    "minutes_approve": work(draft, KEEPERS, ()),
    "minutes_part": Row(404, only(KEEPERS, otherwise=404), part, NOBODY, only((), otherwise=404)),
    "minutes_part_closed": press(part),
    "minutes_part@vertrouwelijk": Row(
        404, only(OFFICES, otherwise=404), secret_part, NOBODY, only((), otherwise=404)
    ),
}
