"""Proposals and advice: for who proposed it, who keeps the agenda it lies or lay at, the netwerkbureau; and for who is
asked."""

import uuid

from governance.intake import advising
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.governance.proposing import a_proposal, asked, offered, placed
from tests.world import fresh, set_up

KEEPERS = ("bureau", "secretary", "chair")
SEATED = (*KEEPERS, "bureau_only", "member", "other_member")
PARTNERS = ("partner", "other_partner")
COUNCILS = ("statenlid", "clerk", "council_member")
SEEN = (*KEEPERS, "bureau_only", "partner")
NOBODY = {"pk": uuid.UUID(int=0)}


def work(make, able, sees):
    """The login for a visitor, 403 for who sees it and may not, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    return Row(
        404, {**told, "visitor": 302}, lambda world: {"pk": make(world).pk}, NOBODY, only((), otherwise=404)
    )


def a_row(world):
    return a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=["stuk"])


def at_the_office(world):
    return offered(a_row(world), world.office)


def an_item_now(world):
    return placed(a_row(world))


def paper(world):
    return a_row(world).papers.get()


def published_item(world):
    item = an_item(a_meeting(world.coalition), "Welkom")
    publish(item.meeting)
    return item


def question(world):
    return asked(a_row(world), world.other_org)


def answered(world):
    row = question(world)
    stored = a_paper(published_item(world), "Advies").file
    set_up(advising.give)(row, advising.Given("Doen", stored, "advies.pdf"), by=fresh(world.other_partner))
    return row


ASKED = (*KEEPERS, *PARTNERS)

ROWS = {
    "proposals": Row(403, only(SEATED)),
    "proposal_look": Row(403, only(SEATED)),
    "proposal_new": Row(403, only(SEATED)),
    "proposals_partner": Row(403, only(PARTNERS)),
    "proposal_look_partner": Row(403, only(PARTNERS)),
    "proposal_new_partner": Row(403, only(PARTNERS)),
    "proposals_staten": Row(403, only(COUNCILS)),
    "proposal_look_staten": Row(403, only(COUNCILS)),
    "proposal_new_staten": Row(403, only(COUNCILS)),
    "proposal": work(a_row, SEEN, ()),
    "proposal@aangeboden": work(at_the_office, SEEN, ()),
    "proposal_paper": work(paper, SEEN, ()),
    "proposal_here": work(a_row, KEEPERS, SEEN),
    "proposal_join": work(a_row, KEEPERS, SEEN),
    "proposal_elsewhere": work(a_row, KEEPERS, SEEN),
    "proposal_offer": work(at_the_office, BUREAU, SEEN),
    "proposal_later": work(a_row, KEEPERS, SEEN),
    "proposal_return": work(a_row, KEEPERS, SEEN),
    "proposal_withdraw": work(a_row, ("partner",), SEEN),
    "proposal_report": work(an_item_now, KEEPERS, SEEN),
    "advice_ask": work(a_row, KEEPERS, SEEN),
    "advice_ask_item": work(published_item, KEEPERS, ALL),
    "advice": work(question, ASKED, ()),
    "advice_answer": work(question, ("other_partner",), ASKED),
    "advice_withdraw": work(question, KEEPERS, ASKED),
    "advice_file": work(answered, ASKED, ()),
}
