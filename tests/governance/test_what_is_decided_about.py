"""An approval is about the secrecy too, and what is published is what somebody asked to publish."""

import pytest

from governance.briefings.errors import Changed
from governance.briefings.reviewing import digest_now
from governance.briefings.secrecy.models import Ground, Secrecy, impose
from tests.governance import letters

pytestmark = pytest.mark.django_db


def test_secrecy_is_decided_about_too(world, as_):
    briefing = letters.draft(world, publicity="besloten", publicity_ground="Onderhandeling")
    briefing.submit(by=world.bureau)
    seen = letters.digest_of(briefing)
    values = {
        "ground": Ground.MONEY,
        "imposed_by": world.staten,
        "imposed_on": letters.DAY,
        "until_when": "later",
    }
    impose(Secrecy(briefing=briefing, **values), by=world.bureau)
    with pytest.raises(Changed):
        briefing.approve(by=world.bureau_only, seen=seen)
    assert briefing.approve(by=world.bureau_only, seen=letters.digest_of(briefing))


def test_what_was_asked_for_is_what_is_published(world):
    briefing = letters.determined(world, letters.draft(world))
    asked = digest_now(briefing)
    briefing.send_back(by=world.bureau, remark="Nog iets")
    letters.change(briefing, world.bureau, core="<p>Heel iets anders.</p>")
    letters.determined(world, briefing)
    with pytest.raises(Changed, match="sinds je vroeg"):
        briefing.publish(by=world.bureau, asked=asked)
    assert briefing.publish(by=world.bureau, asked=digest_now(briefing)).version == 1
