"""Sending an issue is work of the netwerkbureau; a link that is counted is followed by anybody."""

import datetime
import uuid

from newsletters.dispatch.models import LinkCount
from tests.access_rows import ALL, BUREAU, Row, only
from tests.newsletters.dispatch.issues import an_issue, approved, gone, planned
from tests.newsletters.dispatch.issues import steps as taking
from tests.world import set_up

NOBODY = {"pk": uuid.UUID(int=0)}
ABSENT = only(BUREAU, status=404)


def draft(world):
    return {"pk": an_issue(world).pk}


def asked(world):
    issue = an_issue(world)
    taking.ask(issue, by=world.bureau.person)
    return {"pk": issue.pk}


def agreed(world):
    return {"pk": approved(world).pk}


def waiting(world):
    return {"pk": planned(world, ago=-datetime.timedelta(days=1)).pk}


def out(world):
    return {"pk": gone(world).pk}


def halted(world):
    issue = approved(world)
    taking.begin(issue, by=world.bureau.person)
    taking.stop(issue, by=world.bureau.person)
    return {"pk": issue.pk}


@set_up
def link(world):
    return {"pk": LinkCount.objects.create(issue=an_issue(world), url="https://elders.example/").pk}


def page(arguments):
    return Row(403, only(BUREAU), arguments, NOBODY, ABSENT)


def post(arguments):
    return Row(405, arguments=arguments, absent=NOBODY)


PAGES = ("issue_sending", "issue_recipients", "issue_proof", "issue_ask", "issue_review", "issue_plan")
PAGES += ("issue_send", "issue_stop", "issue_again")
ROWS = {
    "newsletter_rules": Row(403, only(BUREAU)),
    **{name: page(draft) for name in PAGES},
    "issue_sending@controle": page(asked),
    "issue_sending@goedgekeurd": page(agreed),
    "issue_sending@gepland": page(waiting),
    "issue_sending@weg": page(out),
    "issue_recipients@weg": page(out),
    "issue_proof@weg": page(out),
    "issue_ask@weg": page(out),
    "issue_review@controle": page(asked),
    "issue_review@weg": page(out),
    "issue_plan@gepland": page(waiting),
    "issue_send@goedgekeurd": page(agreed),
    "issue_send@weg": page(out),
    "issue_stop@weg": page(out),
    "issue_again@gestopt": page(halted),
    "issue_take_back": post(asked),
    "issue_unplan": post(waiting),
    "issue_pause": post(out),
    "issue_resume": post(out),
    "newsletter_link": Row(302, {}, link, NOBODY, dict.fromkeys(ALL, 404)),
}
