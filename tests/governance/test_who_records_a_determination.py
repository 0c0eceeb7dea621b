"""Who writes down that a letter was determined elsewhere: the netwerkbureau, or the griffier of whom it goes to."""

import pytest

from governance.bodies.models import Role
from governance.briefings.models import Briefing
from tests.governance import letters
from tests.world import account, fresh, mandate, organisation, set_up
from zorgzaam.access import may

pytestmark = pytest.mark.django_db


def test_the_griffier_of_another_council_records_nothing(world):
    briefing = letters.approved(world, letters.draft(world))
    letters.shared_with(world, briefing, world.clerk)
    assert may(world.clerk, "governance.record_determination", briefing)
    stranger = account("Greet Griffier")
    mandate(stranger, world.coalition, Role.CLERK)
    letters.shared_with(world, briefing, stranger)
    assert not may(fresh(stranger), "governance.record_determination", briefing)
    set_up(one_organisation)(world.coalition, world.staten)
    assert may(fresh(stranger), "governance.record_determination", Briefing.objects.get())


def one_organisation(*bodies):
    """A council and its college are bodies of the same municipality."""
    own = organisation("Gemeente Kreekdam")
    for one in bodies:
        one.organisation = own
        one.save()
