"""A meeting that goes on: for who sits in the body and who is asked; steps are for who leads it."""

import uuid

from governance.attendance.models import Presence
from governance.live.consenting import Said, open_round, speak
from governance.live.models import ConsentVoice, MajorityRule, VoiceKind
from governance.live.opening import open_meeting
from governance.live.voting import open_ballot
from tests.access_rows import ALL, BUREAU, Row, only
from tests.governance.agendas import a_meeting, an_item, held, publish
from tests.governance.attending import asked
from tests.governance.deciding import a_proposal
from tests.governance.tables import majority
from tests.world import fresh, set_up

KEEPERS = ("bureau", "secretary", "chair")
OFFICES = ("secretary", "chair")
SITTING = (*KEEPERS, "member")
NOBODY = {"pk": uuid.UUID(int=0)}
AND_ITEM = {**NOBODY, "item": uuid.UUID(int=0)}
AND_VOICE = {**NOBODY, "voice": uuid.UUID(int=0)}


def _begun(world, **extra):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Voorstel", **extra)
    publish(meeting)
    row = asked(meeting, world.member)
    meeting = held(meeting, days=0)
    _here(row, world.secretary.person)
    open_meeting(meeting, by=fresh(world.secretary))
    item.refresh_from_db()
    return meeting, item


@set_up
def _here(row, by):
    Presence.objects.create(invitation=row, state="aanwezig", noted_by=by)


def meeting(world):
    return {"pk": _begun(world)[0].pk}


def to_come(world):
    found = a_meeting(world.coalition)
    publish(found)
    return {"pk": found.pk}


def with_item(world):
    found, item = _begun(world)
    return {"pk": found.pk, "item": item.pk}


def proposal(world, **extra):
    return {"pk": a_proposal(_begun(world, **extra)[1]).pk}


def secret_proposal(world):
    return proposal(world, publicity="vertrouwelijk")


def voice(world):
    row = a_proposal(_begun(world)[1])
    running = open_round(row, by=fresh(world.secretary))
    speak(running, Said(world.partner_org.pk, VoiceKind.OBJECTION, "te duur"), by=fresh(world.member))
    return {"pk": row.pk, "voice": ConsentVoice.objects.get(round=running).pk}


def voted(world):
    row = a_proposal(_begun(world)[1])
    open_ballot(row, by=fresh(world.secretary))
    return {"pk": row.pk}


def body(world):
    return {"pk": world.coalition.pk}


def a_rule(world):
    found = MajorityRule.objects.filter(body=world.coalition).first() or majority(world.coalition, "gewoon")
    return {"pk": found.pk}


def followed(arguments, sees):
    """A page for who is at the table: the login for a visitor, 404 for everybody else."""
    return Row(404, only(sees, otherwise=404), arguments, NOBODY, only((), otherwise=404))


def work(arguments, able, sees=ALL, absent=NOBODY):
    """A page of who leads: 403 for who may see what it is about, 404 for others."""
    told = {reader: 200 if reader in able else 403 if reader in sees else 404 for reader in ALL}
    return Row(404, {**told, "visitor": 302}, arguments, absent, only((), otherwise=404))


def press(arguments):
    """An address that only takes a press."""
    return Row(405, {"visitor": 405}, arguments)


ROWS = {
    "live": followed(meeting, SITTING),
    "live_now": followed(meeting, SITTING),
    "live_now@nog niet geopend": followed(to_come, SITTING),
    "live_open": work(to_come, KEEPERS),
    "live_step": press(meeting),
    "live_presence": press(meeting),
    "live_note": work(with_item, KEEPERS, absent=AND_ITEM),
    "live_action": work(with_item, KEEPERS, absent=AND_ITEM),
    "live_formalities": work(meeting, KEEPERS),
    "live_end": work(meeting, KEEPERS),
    "live_resume": work(meeting, KEEPERS),
    "consent": followed(proposal, SITTING),
    "consent@vertrouwelijk": followed(secret_proposal, OFFICES),
    "consent_step": press(proposal),
    "consent_answer": work(voice, KEEPERS, SITTING, AND_VOICE),
    "ballot": followed(proposal, SITTING),
    "ballot@vertrouwelijk": followed(secret_proposal, OFFICES),
    "ballot_open": work(proposal, KEEPERS, SITTING),
    "ballot_step": press(voted),
    "ballot_void": work(voted, KEEPERS, SITTING),
    "majority_rules": Row(200, {"visitor": 302}, body, NOBODY, only((), otherwise=404)),
    "majority_rule_new": Row(403, only(BUREAU), body, NOBODY, only((), otherwise=404)),
    "majority_rule_edit": Row(403, only(BUREAU), a_rule, NOBODY, only((), otherwise=404)),
}
