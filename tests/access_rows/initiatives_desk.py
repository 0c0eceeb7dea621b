"""Initiatives on the desk: their page, questions, triage, assessors, and who follows one with a link."""

import uuid

from partners.initiatives import submitting, talking
from partners.initiatives.models import Guest
from tests.access_rows import ALL, BUREAU, Row, only
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

NOBODY = {"pk": uuid.UUID(int=0)}
INSIDE = (*BUREAU, "partner")


def sent(world):
    return {"pk": made.a_sent_one(world).pk}


def offered(world):
    return {"pk": desk.offered(world).pk}


def assessed(world):
    """Asked of `other_member`, who did not answer yet."""
    return {"pk": desk.asked(world, world.other_member)[0].pk}


def handed_in(world):
    (one,) = desk.asked(world, world.other_member)
    desk.handed_in(one)
    return {"pk": one.initiative_id}


def a_file(world):
    draft = made.a_complete_draft(world)
    file = made.with_file(draft)
    submitting.submit(made.fresh_row(draft), by=world.partner)
    return {"pk": file.pk}


def unlisted(world):
    return {"pk": made.a_guests_one(world).pk}


def a_message(world):
    row = made.a_sent_one(world)
    return {"pk": talking.say(row, "Mag dit?", by=world.partner, from_bureau=False).pk}


def a_link(world):
    return {"secret": made.a_guests_one(world).guest.mailed_secret}


def a_link_with_file(world):
    row = made.a_guests_draft(world)
    file = made.with_file(row)
    set_up(Guest.objects.filter(initiative=row).update)(confirmed_at=row.since)
    submitting.submit(made.fresh_row(row), by=SystemActor.VISITOR)
    return {"secret": Guest.objects.get(initiative=row).mailed_secret, "pk": file.pk}


def may(able, sees, arguments):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    return Row(404, {**told, "visitor": 302}, arguments, NOBODY, only((), otherwise=404))


def opens(able, arguments, absent=NOBODY):
    """Open to the street, where the queryset decides."""
    return Row(404, dict.fromkeys(able, 200), arguments, absent, dict.fromkeys(ALL, 404))


def post_only(arguments):
    return Row(405, {}, arguments, NOBODY, dict.fromkeys(ALL, 405))


def desk_only(arguments=None):
    return Row(403, only(BUREAU), arguments)


SECRET = {"secret": "niets"}
ROWS = {
    "initiative": opens(INSIDE, sent),
    "initiative@aangeboden": opens((*INSIDE, "other_partner"), offered),
    "initiative_say": may(INSIDE, (), sent),
    "initiative_say@aangeboden": may(INSIDE, ("other_partner",), offered),
    "initiative_withdraw": may(("partner",), BUREAU, sent),
    "initiative_settle": post_only(a_message),
    "initiative_take_up": post_only(sent),
    "initiative_assess": may(BUREAU, ("partner",), sent),
    "initiative_offer": may(BUREAU, ("partner",), sent),
    "initiative_return": may(BUREAU, ("partner",), sent),
    "initiative_step_in": may(BUREAU, ("partner", "other_partner"), offered),
    "initiative_handler": may(BUREAU, ("partner",), sent),
    "initiative_link": may(BUREAU, (), unlisted),
    "initiative_answer_offer": may(("other_partner",), INSIDE, offered),
    "initiative_advice": may(BUREAU, ("partner",), sent),
    "assessments": may(BUREAU, ("partner",), sent),
    "assessments@ingeleverd": may((*BUREAU, "other_member"), ("partner",), handed_in),
    "assessment": may(("other_member",), BUREAU, assessed),
    "assessment_decline": may(("other_member",), BUREAU, assessed),
    "assessment_withdraw": Row(403, only(BUREAU), assessed, NOBODY, only(BUREAU, status=404)),
    "initiatives_desk": desk_only(),
    "initiatives_export": Row(
        403, only(BUREAU), lambda world: {"kind": "csv"}, {"kind": "exe"}, only(BUREAU, status=404)
    ),
    "initiatives_compare": desk_only(),
    "initiative_following": opens(ALL, a_link, SECRET),
    "initiative_following_file": opens(ALL, a_link_with_file, {**SECRET, **NOBODY}),
    "initiative_following_say": opens(ALL, a_link, SECRET),
    "initiative_following_withdraw": opens(ALL, a_link, SECRET),
}
