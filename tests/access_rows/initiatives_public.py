"""The gallery and public pages of initiatives, publishing them, and carrying them out.

`partner` brings the initiative in; `bureau` and `bureau_only` are the netwerkbureau; nobody else reads inside.
"""

import uuid

from partners.initiatives.publishing import steps
from tests.access_rows import ALL, BUREAU, Row, only
from tests.partners import in_public as making
from tests.partners.initiatives import a_sent_one

OPEN = Row(200)
GONE = {"pk": uuid.UUID(int=0)}
BOTH = (*BUREAU, "partner")


def name():
    return f"Samen {uuid.uuid4().hex[:8]}"


def published(world):
    return {"pk": making.on_the_site(world, name()).initiative_id}


def withdrawn(world):
    publication = making.on_the_site(world, name())
    steps.take_off(publication, "Het klopte niet meer.", by=world.bureau)
    return {"pk": publication.initiative_id}


def inside(world):
    return {"pk": a_sent_one(world, name()).pk}


def with_text(world):
    return {"pk": making.a_text(a_sent_one(world, name())).initiative_id}


def taken_up(world):
    return {"pk": making.taken_up(world, name()).pk}


def running(world):
    return {"pk": making.running(world, name()).pk}


def a_milestone(world):
    return {"pk": making.milestone(making.running(world, name())).pk}


def a_success(world):
    return {"pk": making.success(making.running(world, name())).pk}


def unseen(readers, arguments, *, seen=()):
    """`readers` open it; who else is `seen` to read inside gets 403, and everybody else 404."""
    found = {**only(readers, otherwise=404), **dict.fromkeys(seen, 403)}
    return Row(404, found, arguments, GONE, only((), otherwise=404))


ROWS = {
    "initiatives": OPEN,
    "initiatives_feed": OPEN,
    "initiative_publicity_text": unseen(BUREAU, inside, seen=("partner",)),
    "initiative_publicity_ask": unseen(BUREAU, with_text, seen=("partner",)),
    "initiative_publicity_ask@geen tekst": unseen((), inside, seen=("partner",)),
    "initiative_publicity_note": unseen(BUREAU, with_text, seen=("partner",)),
    "initiative_publish": unseen(BUREAU, with_text, seen=("partner",)),
    "initiative_take_off": unseen(BUREAU, published, seen=("partner",)),
    "initiative_publicity_agree": unseen(("partner",), with_text, seen=BUREAU),
    "initiative_publicity_refuse": unseen(("partner",), with_text, seen=BUREAU),
    "initiative_publicity_off": unseen(("partner",), published, seen=BUREAU),
    "initiative_plan": unseen(BOTH, taken_up),
    "initiative_plan@nog niet opgenomen": unseen((), inside, seen=BOTH),
    "initiative_begin": unseen(BOTH, taken_up),
    "initiative_finish": unseen(BOTH, running),
    "initiative_stop": unseen(BOTH, running),
    "initiative_milestone_add": unseen(BOTH, running),
    "initiative_milestone": unseen(BOTH, a_milestone),
    "initiative_report_add": unseen(BOTH, running),
    "initiative_report_add@niemand leidt het": unseen((), taken_up),
    "initiative_success_add": unseen(BOTH, running),
    "initiative_success_judge": unseen(BUREAU, a_success, seen=("partner",)),
}
ROWS["initiative@op de site"] = Row(
    200, arguments=published, absent=GONE, absent_status=dict.fromkeys(ALL, 404)
)
ROWS["initiative@van de site"] = Row(
    410, only((*BUREAU, "partner"), otherwise=410, visitor=410), arguments=withdrawn
)
