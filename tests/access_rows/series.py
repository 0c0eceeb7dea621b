"""Series, templates, terms and the termijnagenda.

How a body plans is for who sits in it and for the netwerkbureau; who keeps its agenda keeps series and template; terms
and recess are kept by the netwerkbureau. The termijnagenda is a page for everybody, each with what they may read.
"""

import uuid

from governance.series import coming_back, slipping
from governance.series.models import RecurringItem, StandingItem
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance import planning
from tests.governance.agendas import a_meeting, an_item, held
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

KEEPERS = ("bureau", "secretary", "chair")
SITTING = (*KEEPERS, "member")
PLANS = (*SITTING, "bureau_only")
NOBODY = {"pk": uuid.UUID(int=0)}
SIGNED_IN = Row(200, {"visitor": 302})
POST_ONLY = 405


def work(make, able, sees=ALL, absent=NOBODY):
    """A page of the werkbank: 403 for who may know the thing, 404 for others, the login for a visitor."""
    told = {**dict.fromkeys(sees, 403), **dict.fromkeys(able, 200), "visitor": 302}
    return Row(404, told, make, absent, only((), otherwise=404))


def bureau(make):
    """A form of the netwerkbureau: others get 403 whether the thing is there or not."""
    return Row(403, only(BUREAU), make, NOBODY, only(BUREAU, status=404))


def post(make, absent=NOBODY):
    return Row(POST_ONLY, arguments=make, absent=absent)


def body(world):
    return {"pk": world.coalition.pk}


def a_series(world):
    return {"pk": planning.a_series(world.coalition).pk}


def a_date(world):
    return {**a_series(world), "day": planning.JANUARY.isoformat()}


@set_up
def standing(world):
    known = StandingItem.objects.filter(template__body=world.coalition).first()
    return {"pk": (known or planning.a_template(world.coalition).items.first()).pk}


def meeting(world):
    return {"pk": a_meeting(world.coalition).pk}


def item(world):
    return {"pk": an_item(a_meeting(world.coalition), "Punt").pk}


@set_up
def recurring(world):
    coming_back.start(an_item(a_meeting(world.coalition), "Punt"), by=SystemActor.SETUP)
    return {"pk": RecurringItem.objects.filter(closed_at=None).last().pk}


@set_up
def slip(world):
    past = a_meeting(world.coalition)
    slow = an_item(past, "Punt")
    held(past)
    (made,) = slipping.not_reached(past, [slow.pk], by=SystemActor.SETUP)
    return {"pk": past.pk, "slip": made.pk}


def recess(world):
    return {"pk": planning.a_recess(planning.JANUARY).pk}


@set_up
def terms(world):
    known = world.coalition.term_sets.first()
    return {"pk": (known or planning.some_terms(world.coalition)).pk}


def term(world):
    return {**meeting(world), "kind": "agenda"}


NO_DAY = {**NOBODY, "day": "2027-01-28"}
# A draft is there for who sits in the body.
DRAFT = SITTING

ROWS = {
    "ahead": Row(200),
    "series_list": SIGNED_IN,
    "body_planning": work(body, PLANS),
    "series_new": work(body, KEEPERS),
    "series": Row(
        404, {**dict.fromkeys(PLANS, 200), "visitor": 302}, a_series, NOBODY, only((), otherwise=404)
    ),
    "series_edit": work(a_series, KEEPERS, PLANS),
    "series_make": post(a_series),
    "series_date": work(a_date, KEEPERS, PLANS, NO_DAY),
    "meeting_series": work(meeting, KEEPERS, DRAFT),
    "agenda_template": work(body, PLANS),
    "standing_new": work(body, KEEPERS),
    "standing_edit": work(standing, KEEPERS),
    "standing_move": post(standing),
    "standing_remove": post(standing),
    "item_recur": post(item),
    "recurring_close": work(recurring, KEEPERS, PLANS),
    "not_reached": work(meeting, KEEPERS, DRAFT),
    "slip_undo": post(slip, {**NOBODY, "slip": uuid.UUID(int=0)}),
    "meeting_following": work(meeting, KEEPERS, DRAFT),
    "recesses": SIGNED_IN,
    "recess_new": Row(403, only(BUREAU)),
    "recess_edit": bureau(recess),
    "recess_remove": post(recess),
    "body_terms": work(body, PLANS),
    "terms_new": bureau(body),
    "terms_edit": bureau(terms),
    "term_tick": post(term, {**NOBODY, "kind": "agenda"}),
    "term_untick": post(term, {**NOBODY, "kind": "agenda"}),
}
