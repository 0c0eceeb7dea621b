"""An organisation's own place: for who speaks for it and the netwerkbureau; and asking to come in, for everybody."""

import uuid

from partners.joining import asking
from partners.joining.models import AccessRequest, Ask
from tests.access_rows import ALL, BUREAU, Row, only
from tests.partners import coming_in

OWN = (*BUREAU, "partner")
NOBODY = uuid.UUID(int=0)
OPEN = Row(200)


def place(able=OWN):
    """Organisations are public: who may not, gets a 403; what is not there is not there."""
    absent = only((), otherwise=404)
    return Row(403, only(able), lambda world: {"pk": world.partner_org.pk}, {"pk": NOBODY}, absent)


def work(make, able, sees=()):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    arguments = lambda world: {"pk": make(world).pk}  # noqa: E731
    return Row(404, {**told, "visitor": 302}, arguments, {"pk": NOBODY}, only((), otherwise=404))


def a_request(world):
    """Several addresses are about the one question that may be open."""
    return AccessRequest.objects.filter(state="open").first() or coming_in.a_request(world)


def an_ask(world):
    return Ask.objects.open().first() or coming_in.an_ask(world)


def themselves(world):
    return world.partner.person.representations.get()


def lone(world):
    """Somebody known without an account."""
    return coming_in.known_colleague(world)


def confirming(world):
    return {"token": asking.token_of(coming_in.unconfirmed(world))}


def lapsed(world):
    return {"token": asking.token_of(coming_in.unconfirmed(world, days_ago=8))}


SEES = (*OWN, "statenlid")  # who asked is a Statenlid

ROWS = {
    "own_place": place(),
    "own_profile": place(),
    "colleague_add": place(),
    "contact_add": place(),
    "ask_join": place(("partner",)),
    "ask_details": place(("partner",)),
    "contact_edit": work(coming_in.a_contact, OWN),
    "contact_remove": work(coming_in.a_contact, OWN),
    "speaking_edit": work(lone, OWN, ("admin",)),
    "speaking_edit@van jezelf": work(themselves, BUREAU, ("admin", "partner")),
    "speaking_end": work(lone, OWN, ("admin",)),
    "speaking_account": work(lone, BUREAU, ("admin", "partner")),
    "access_ask": OPEN,
    "access_sent": OPEN,
    "access_confirm": Row(
        200, arguments=confirming, absent={"token": "onzin"}, absent_status=dict.fromkeys(ALL, 404)
    ),
    "access_confirm@verlopen": Row(410, arguments=lapsed),
    "access_request": work(a_request, SEES),
    "access_request@onbevestigd": work(coming_in.unconfirmed, ()),
    "access_grant": work(a_request, OWN, SEES),
    "access_refuse": work(a_request, OWN, SEES),
    "access_withdraw": work(a_request, ("statenlid",), SEES),
    "joining_desk": Row(403, only(BUREAU)),
    "ask_yes": work(an_ask, BUREAU, ("partner",)),
    "ask_no": work(an_ask, BUREAU, ("partner",)),
    "ask_withdraw": work(an_ask, ("partner",), BUREAU),
}
