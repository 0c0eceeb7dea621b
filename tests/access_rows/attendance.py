"""Who is there: for the body and the netwerkbureau; answers are one's own; secrets open what is theirs."""

import uuid

from governance.attendance.feeding import make
from governance.attendance.models import Recusal, RecusalKind
from governance.attendance.recusing import say
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.attending import asked, rule
from tests.world import fresh

KEEPERS = ("bureau", "secretary", "chair")
OFFICES = ("secretary", "chair")
SITTING = (*KEEPERS, "member")
INSIDE = (*SITTING, "bureau_only")
NOBODY = {"pk": uuid.UUID(int=0)}
SIGNED_IN = Row(200, {"visitor": 302})


def _meeting(world, *, published=True):
    found = a_meeting(world.coalition)
    if published:
        publish(found)
    return found


def draft(world):
    return {"pk": _meeting(world, published=False).pk}


def published(world):
    return {"pk": _meeting(world).pk}


def of_member(world, *, published=True):
    return {"pk": asked(_meeting(world, published=published), world.member).pk}


def secret(world):
    return {"secret": asked(_meeting(world), world.member).secret}


def _item(meeting, **extra):
    made = an_item(meeting, "Voorstel", **extra)
    publish(meeting)
    return made


def item(world, **extra):
    return {"pk": _item(_meeting(world), **extra).pk}


def draft_item(world):
    return {"pk": an_item(_meeting(world), "Nog niet gepubliceerd").pk}


def secret_item(world):
    return item(world, publicity="vertrouwelijk")


def explained(world):
    meeting = _meeting(world)
    row, found = asked(meeting, world.member), _item(meeting)
    say(row, found, RecusalKind.NO_INTEREST, "geen belang", by=world.member)
    return {"pk": Recusal.objects.get(item=found).pk}


def the_body(world):
    return {"pk": world.coalition.pk}


def the_rule(world):
    world.coalition.quorum_rules.all().delete()
    return {"pk": rule(world.coalition, number=1).pk}


def feed(world):
    return {"secret": make(fresh(world.member), None).secret}


def desk(arguments, able, sees=ALL, absent=NOBODY):
    """A page of the werkbank: `able` get it, who merely sees the thing 403, others 404, a visitor the login."""
    told = dict.fromkeys(sees, 403) | dict.fromkeys(able, 200) | {"visitor": 302}
    return Row(404, told, arguments, absent, only((), otherwise=404))


def post(arguments, absent=NOBODY):
    return Row(405, arguments=arguments, absent=absent)


ROWS = {
    "attendance": desk(published, INSIDE),
    "attendance@concept": desk(draft, SITTING, ()),
    "invite": desk(published, KEEPERS),
    "invite@concept": desk(draft, KEEPERS, ("member",)),
    "invite_guest": desk(published, KEEPERS),
    "presence": desk(published, KEEPERS),
    "presence_move": post(published),
    "quorum": desk(published, INSIDE),
    "quorum@concept": desk(draft, SITTING, ()),
    "invitation": desk(of_member, ("member",), ()),
    "invitation_note": desk(of_member, KEEPERS, INSIDE),
    "invitation_take_off": post(of_member),
    "invitation_send_again": post(of_member),
    "invitation_link": Row(200, {}, secret, {"secret": "x" * 43}, dict.fromkeys(ALL, 404)),
    "item_interests": desk(item, INSIDE),
    "item_interests@nog niet gepubliceerd": desk(draft_item, KEEPERS, ()),
    "item_interests@vertrouwelijk": desk(secret_item, OFFICES, ()),
    "recusal_take_back": post(explained),
    "recusal_judge": desk(explained, OFFICES, INSIDE),
    "quorum_rules": desk(the_body, ALL),
    "quorum_rule_new": desk(the_body, BUREAU),
    "quorum_rule_edit": desk(the_rule, BUREAU),
    "feeds": SIGNED_IN,
    "feed_make": Row(405),
    "feed_renew": Row(405, arguments=lambda world: NOBODY),
    "feed_revoke": Row(405, arguments=lambda world: NOBODY),
    "feed": Row(200, {}, feed, {"secret": "x" * 43}, dict.fromkeys(ALL, 404)),
    "agenda_ics": Row(200),
}
