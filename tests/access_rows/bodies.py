"""Bodies, and who sits in them: the netwerkbureau keeps that, everybody reads it."""

from governance.bodies.models import Mandate, Seat
from tests.access_rows import BUREAU, Row, only
from tests.governance.rows import GONE, SITTING, desk, site, the_body
from tests.world import set_up


def a_mandate(world):
    return {"pk": Mandate.objects.get(person=world.member.person, body=world.coalition).pk}


def a_named_mandate(world):
    """The person agreed to be named: everybody sees the mandate, the netwerkbureau alone ends it."""
    people = type(world.member.person).objects.filter(pk=world.member.person_id)
    set_up(people.update)(named_publicly=True)
    return a_mandate(world)


def a_seat(world):
    return {"pk": Seat.objects.get(body=world.coalition).pk}


ROWS = {
    "network": Row(200),
    "body": site(the_body, absent=GONE),
    "werkbank_bodies": Row(403, only(BUREAU)),
    "body_staffing": desk(the_body, BUREAU, absent=GONE),
    "body_hand_over": desk(the_body, BUREAU, absent=GONE),
    "mandate_add": desk(the_body, BUREAU, absent=GONE),
    "seat_add": desk(the_body, BUREAU, absent=GONE),
    "mandate_end": desk(a_mandate, BUREAU, (*SITTING, "admin"), absent=GONE),
    "mandate_end@met naam": desk(a_named_mandate, BUREAU),
    "seat_end": desk(a_seat, BUREAU, absent=GONE),
}
