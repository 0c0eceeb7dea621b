"""Sessions of councils: open to everybody; besloten for that council and who keeps its registers."""

from governance.council.models import SessionResult
from governance.council.sessions.joining import join
from tests.access_rows import ALL, Row, only
from tests.access_rows.council import CLOSED, HOUSE, KEEPERS, page, press, work
from tests.governance.council.meeting import LONG_AGO, a_carousel, a_session
from tests.world import set_up


def session(world):
    return a_session(world.staten)


def closed(world):
    return a_session(world.staten, "GEHEIM", **CLOSED)


def held(world):
    return a_session(world.staten, held_on=LONG_AGO)


@set_up
def a_noted_result(world):
    """A result of a session."""
    found = held(world)
    return {"pk": found.pk, "result": SessionResult.objects.create(session=found, text="Meer weten").pk}


def inner(name, make):
    """A page of who keeps the register, about a part of a session."""
    told = {reader: 200 if reader in KEEPERS else 403 for reader in ALL}
    return Row(404, {**told, "visitor": 302}, lambda world: _inner(world, name, make))


def _inner(world, name, make):
    found = make(world)
    item = a_carousel(found)
    return {"pk": found.pk, name: item.pk if name == "item" else item.breakouts.first().pk}


def signed_up(world):
    """Somebody's place in a session."""
    found = session(world)
    return {"pk": found.pk, "place": join(found, world.statenlid.person, by=world.statenlid).pk}


def first_slide(make, sees):
    """A slide: 404 for who may not know the session."""
    told = {reader: 200 if reader in sees else 404 for reader in ALL}
    return Row(404, told, lambda world: {"pk": make(world).pk, "number": 1})


def mine(make, others=302):
    """A page of who signed up: the statenlid here."""
    told = {**dict.fromkeys(ALL, others), "statenlid": 200, "visitor": 302}
    return Row(others, told, lambda world: {"pk": signed_up(world)["pk"]})


ROWS = {
    "council_sessions": Row(200),
    "council_sessions_file": Row(
        200, {}, lambda world: {"kind": "csv"}, {"kind": "exe"}, dict.fromkeys(ALL, 404)
    ),
    "council_session_new": Row(403, only(KEEPERS)),
    "council_session": page(session, ALL),
    "council_session@besloten": page(closed, HOUSE),
    "council_session_edit": work(session, KEEPERS),
    "council_session_edit@besloten": work(closed, KEEPERS, HOUSE),
    "council_session_hold": press(session),
    "council_session_cancel": work(session, KEEPERS),
    "council_session_plan_again": work(session, KEEPERS),
    "session_item_new": work(session, KEEPERS),
    "session_item_edit": inner("item", session),
    "session_item_take": inner("item", session),
    "session_breakout_new": inner("item", session),
    "session_breakout_edit": inner("breakout", session),
    "session_breakout_take": inner("breakout", session),
    "council_session_reasons": work(session, KEEPERS),
    "council_session_reasons@besloten": work(closed, KEEPERS, HOUSE),
    "council_session_slide": first_slide(session, ALL),
    "council_session_slide@besloten": first_slide(closed, HOUSE),
    "council_session_slides_on_paper": page(session, ALL),
    "council_session_slides_on_paper@besloten": page(closed, HOUSE),
    # On to the page that offers to make it.
    "council_session_slides_pdf": page(session, ALL, found=302),
    "council_session_slides_pdf@besloten": page(closed, HOUSE, found=302),
    "session_result_new": work(held, KEEPERS),
    "session_result_edit": Row(404, {**dict.fromkeys(ALL, 403), **only(KEEPERS)}, a_noted_result),
    "session_commitment_new": work(held, KEEPERS),
    "council_session_join": work(session, ("statenlid", "clerk")),
    "council_session_join@besloten": work(closed, ("statenlid", "clerk"), HOUSE),
    "council_session_leave": press(session),
    "council_session_route": mine(session),
    "council_session_route_calendar": mine(session, others=404),
    "council_session_places": work(session, KEEPERS),
    "council_session_places@besloten": work(closed, KEEPERS, HOUSE),
    "council_session_spread": press(session),
    "council_session_move": Row(404, {**dict.fromkeys(ALL, 403), **only(KEEPERS)}, signed_up),
}
