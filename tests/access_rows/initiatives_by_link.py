"""What who has no account does by the link that went to their mailbox: about the words for the public, carrying out.

The link is the right, whoever follows it; nobody gets anywhere without it, and the rules are asked about it.
"""

import uuid

from partners.initiatives.publishing import steps
from tests.access_rows import ALL, Row
from tests.partners import in_public as making
from tests.partners import initiatives as made

ABSENT = {"secret": "niets"}


def secret(row):
    return {"secret": row.guest.mailed_secret}


def sent(world):
    return secret(made.a_guests_one(world))


def with_text(world):
    return secret(making.a_text(made.a_guests_one(world)).initiative)


def published(world):
    text = making.a_text(made.a_guests_one(world))
    steps.agree(text, steps.Said(on=making.today()), by=made.VISITOR)
    steps.publish(text, by=world.bureau)
    return secret(text.initiative)


def taken_up(world):
    return secret(making.taken_up(world, made=made.a_guests_one(world)))


def running(world):
    return secret(making.running(world, made=made.a_guests_one(world)))


def browsers(world):
    """The link of the browser that began: it proves no mailbox."""
    row = making.running(world, made=made.a_guests_one(world))
    return {"secret": row.guest.browser_secret}


def a_milestone(world):
    row = making.running(world, made=made.a_guests_one(world))
    return {**secret(row), "pk": making.milestone(row).pk}


def of_another(world):
    """The milestone of somebody else behind their own link."""
    row = making.running(world, "Iets anders")
    return {**sent(world), "pk": making.milestone(row).pk}


def link(arguments, status=200, **absent):
    return Row(404, dict.fromkeys(ALL, status), arguments, {**ABSENT, **absent}, dict.fromkeys(ALL, 404))


ROWS = {
    "initiative_publicity_agree_guest": link(with_text),
    "initiative_publicity_agree_guest@geen tekst": link(sent, 404),
    "initiative_publicity_refuse_guest": link(with_text),
    "initiative_publicity_off_guest": link(published),
    "initiative_publicity_off_guest@niet op de site": link(with_text, 404),
    "initiative_plan_guest": link(taken_up),
    "initiative_plan_guest@nog niet opgenomen": link(sent, 403),
    "initiative_begin_guest": link(taken_up),
    "initiative_finish_guest": link(running),
    "initiative_stop_guest": link(running),
    "initiative_milestone_add_guest": link(running),
    "initiative_milestone_guest": link(a_milestone, pk=uuid.UUID(int=0)),
    "initiative_milestone_guest@van een ander": link(of_another, 404, pk=uuid.UUID(int=0)),
    "initiative_report_add_guest": link(running),
    "initiative_report_add_guest@niemand leidt het": link(taken_up, 404),
    "initiative_report_add_guest@link van de browser": link(browsers, 404),
    "initiative_success_add_guest": link(running),
}
