"""The yearly meeting: the netwerkbureau prepares it, everybody reads the programme, a secret link is one's own."""

import datetime
import uuid
from typing import Any

from newsletters.network_meeting.models import Invitee, NetworkMeeting
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.agendas import publish
from tests.newsletters.network.meeting import a_breakout, a_meeting, an_invitee, comes, moved, prepared, wave

NOBODY, DAYS = uuid.UUID(int=0), datetime.timedelta(days=45)
UNKNOWN = dict.fromkeys(ALL, 404)


def _made() -> NetworkMeeting:
    return NetworkMeeting.objects.first() or prepared()


def _somebody(made: NetworkMeeting) -> Invitee:
    return made.invitees.first() or an_invitee(made, "Ada Zorg")


def one(world: Any) -> dict[str, Any]:
    return {"pk": _made().pk}


def draft(world: Any) -> dict[str, Any]:
    return {"pk": prepared(70).pk}


def public(world: Any) -> dict[str, Any]:
    made = _made()
    publish(made.meeting)
    return {"pk": made.pk}


def invitee(world: Any) -> dict[str, Any]:
    made = _made()
    row = _somebody(made)
    return {"pk": made.pk, "invitee": row.pk}


def person(world: Any) -> dict[str, Any]:
    made = _made()
    row = made.attendees.first() or comes(_somebody(made))[0]
    return {"pk": made.pk, "person": row.pk}


def breakout(world: Any) -> dict[str, Any]:
    made = _made()
    return {"pk": made.pk, "breakout": (made.breakouts.first() or a_breakout(made, "Jeugd")).pk}


def placed(world: Any) -> dict[str, Any]:
    return {**person(world), "breakout": breakout(world)["breakout"]}


def a_wave(world: Any) -> dict[str, Any]:
    made = _made()
    return {"pk": made.pk, "wave": wave(made).pk}


def secret(world: Any) -> dict[str, Any]:
    made = _made()
    return {"secret": _somebody(made).secret}


def own_person(world: Any) -> dict[str, Any]:
    made = _made()
    row = made.attendees.first() or comes(_somebody(made))[0]
    return {"secret": row.invitee.secret, "person": row.pk}


def over(world: Any) -> dict[str, Any]:
    made = prepared()
    row = an_invitee(made, "Ada Zorg")

    comes(row)
    moved(made.meeting, starts_at=made.meeting.starts_at - DAYS, ends_at=made.meeting.ends_at - DAYS)
    return {"secret": row.secret}


def not_invited(world: Any) -> dict[str, Any]:
    return {"pk": a_meeting(60, title="Nog zonder uitnodiging").pk}


def desk(arguments: Any, absent: dict[str, Any]) -> Row:
    """A page of the netwerkbureau; others hear the same whether it exists or not."""
    return Row(403, only(BUREAU), arguments, absent, only(BUREAU, status=404))


def post(arguments: Any = None, absent: dict[str, Any] | None = None) -> Row:
    return Row(405, arguments=arguments, absent=absent)


def by_link(arguments: Any, **more: Any) -> Row:
    return Row(200, {}, arguments, {"secret": "x" * 43, **more}, UNKNOWN)


ONE = {"pk": NOBODY}
ROWS = {
    "network_programme": Row(200, {}, public, ONE, UNKNOWN),
    "network_programme@concept": Row(404, dict.fromkeys(BUREAU, 200), draft, ONE, UNKNOWN),
    "network_own": by_link(secret),
    "network_wish": by_link(own_person, person=NOBODY),
    "network_evaluate": by_link(over),
    "network_no_more": by_link(secret),
    "network_meetings": Row(403, only(BUREAU)),
    "network_meeting_new": Row(403, only(BUREAU)),
    "network_meeting_for": post(not_invited),
    "network_meeting": desk(one, ONE),
    "network_meeting_edit": desk(one, ONE),
    "network_invitees": desk(one, ONE),
    "network_gather": post(one),
    "network_invitee_add": desk(one, ONE),
    "network_invitee_note": desk(invitee, {**ONE, "invitee": NOBODY}),
    "network_invitee_out": desk(invitee, {**ONE, "invitee": NOBODY}),
    "network_invitee_back": post(invitee),
    "network_invitee_link": post(invitee),
    "network_breakout_add": desk(one, ONE),
    "network_breakout_edit": desk(breakout, {**ONE, "breakout": NOBODY}),
    "network_breakout_take": post(breakout),
    "network_breakout_order": post(one),
    "network_timetable": desk(one, ONE),
    "network_timetable_make": post(one),
    "network_move": desk(person, {**ONE, "person": NOBODY}),
    "network_let_go": post(placed),
    "network_needs": desk(one, ONE),
    "network_waves_start": desk(one, ONE),
    "network_wave": desk(a_wave, {**ONE, "wave": NOBODY}),
    "network_wave_start": desk(a_wave, {**ONE, "wave": NOBODY}),
    "network_wave_stop": post(a_wave),
    "network_afterwards": desk(one, ONE),
    "network_report": desk(one, ONE),
}
