"""A version says what changed only since a version that all its readers may read."""

import datetime

import pytest
from django.utils import timezone

from tests.governance import letters
from tests.world import set_up

pytestmark = pytest.mark.django_db
CANARY = "Kanariegeel"
CLOSED = {"publicity": "besloten", "publicity_ground": "Lopende onderhandeling"}
OPEN = {"publicity": "openbaar", "publicity_ground": ""}


def later(days):
    return timezone.now() + datetime.timedelta(days=days)


@set_up
def without_chapter(briefing):
    briefing.sections.filter(heading=CANARY).delete()


def next_version(world, briefing, **header):
    """The next version, without the chapter that is in this one."""
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, **header)
    without_chapter(briefing)
    return letters.published(world, briefing)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (OPEN, OPEN, True),
        (CLOSED, CLOSED, True),
        (CLOSED, OPEN, False),
        ({"embargo_until": later(30)}, {"embargo_until": None}, False),
        ({"embargo_until": later(30)}, {"embargo_until": later(40)}, True),
        ({"embargo_until": later(30)}, {"embargo_until": later(20)}, False),
    ],
)
def test_what_is_gone_is_told_to_who_may_have_read_it(world, as_, first, second, told):
    briefing = letters.draft(world, **first)
    letters.section(briefing, CANARY, "<p>Tekst.</p>")
    letters.published(world, briefing)
    publication = next_version(world, briefing, **second)
    assert any(CANARY in line for line in publication.changes) is told


def test_the_version_compared_with_is_the_last_they_know(world):
    """After an open one and one under a later embargo, the third tells what changed since the first."""
    briefing = letters.draft(world)
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.section(briefing, CANARY, "<p>Tekst.</p>")
    letters.change(briefing, world.bureau, embargo_until=later(30))
    letters.published(world, briefing)
    publication = next_version(world, briefing, embargo_until=None, follow_up="<p>Anders.</p>")
    assert publication.changes == ["Het vervolg is veranderd."]
