"""What inhabitants see: kerncijfers, the timeline and inbreng that is public; the netwerkbureau keeps them.

Inbreng that was withdrawn leaves a tombstone (410) for everybody but the netwerkbureau.
"""

import uuid

from regioplan.local_actions.models import LocalAction
from regioplan.voices.contacts import VoiceContact
from tests.access_rows import ALL, BUREAU, Row, only
from tests.regioplan import publicmaking as making
from tests.world import set_up

OPEN = Row(200)
GONE = {"pk": uuid.UUID(int=0)}
KEPT = only(BUREAU)


def kept(arguments, absent=None):
    """A form of the netwerkbureau about one thing: others get 403 whether it exists or not."""
    return Row(403, KEPT, arguments, absent or GONE, only(BUREAU, status=404))


def voice(world):
    return {"pk": making.voice().pk}


def a_draft(world):
    return {"pk": making.voice(state="concept").pk}


@set_up
def withdrawn(world):
    found = making.voice()
    found.withdraw(by=world.bureau, reason="Iemand was te herkennen.")
    return {"pk": found.pk}


def answer(world):
    return {"pk": making.answer(making.voice()).pk}


@set_up
def contact(world):
    return {"pk": VoiceContact.objects.create(voice=making.voice(), address="panel@duindorp.example").pk}


def figure(world):
    return {"pk": making.figure(f"Cijfer {uuid.uuid4().hex[:8]}").pk}


def value(world):
    return {"pk": making.value(making.figure(f"Cijfer {uuid.uuid4().hex[:8]}"), "4", 2020).pk}


def event(world):
    return {"pk": making.event(f"Feit {uuid.uuid4().hex[:8]}").pk}


@set_up
def action(world):
    text = f"Actie {uuid.uuid4().hex[:8]}"
    return {"pk": LocalAction.objects.create(municipality=world.municipality, text=text).pk}


ROWS = {
    "inhabitants": OPEN,
    "voices": OPEN,
    "voice": Row(200, arguments=voice, absent=GONE, absent_status=dict.fromkeys(ALL, 404)),
    "voice@concept": Row(404, dict.fromkeys(BUREAU, 200), a_draft),
    "voice@ingetrokken": Row(410, dict.fromkeys(BUREAU, 200), withdrawn),
    "voices_desk": Row(403, KEPT),
    "voice_add": Row(403, KEPT),
    "voice_edit": kept(voice),
    "voice_publish": kept(a_draft),
    "voice_withdraw": kept(voice),
    "voice_discard": kept(a_draft),
    "voice_discard@openbaar": Row(403, only(BUREAU, status=302), voice),
    "voice_answer_add": kept(voice),
    "voice_answer_edit": kept(answer),
    "voice_contact_add": kept(voice),
    "voice_contact_remove": kept(contact),
    "key_figures": OPEN,
    "key_figures_export": Row(200, arguments=lambda world: {"kind": "csv"}),
    "key_figures_export@bestaat niet": Row(404, arguments=lambda world: {"kind": "exe"}),
    "key_figure": Row(200, arguments=figure, absent=GONE, absent_status=dict.fromkeys(ALL, 404)),
    "key_figure_add": Row(403, KEPT),
    "key_figure_edit": kept(figure),
    "key_figure_withdraw": kept(figure),
    "key_figure_restore": kept(figure),
    "figure_value_add": kept(figure),
    "figure_value_edit": kept(value),
    "local_action_add": kept(lambda world: {"slug": world.municipality.slug}, {"slug": "atlantis"}),
    "local_action_edit": kept(action),
    "timeline": OPEN,
    "timeline_pdf": Row(403, KEPT),
    "event_add": Row(403, KEPT),
    "event_edit": kept(event),
}
