"""An approval is about the secrecy that rests on it too."""

import pytest

from governance.briefings.errors import Changed
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
