"""Who speaks for one of two organisations that are one signs along for both, and assesses what neither brings in."""

import pytest
from django.db import IntegrityError, transaction

from partners.initiatives import assessing as rules
from partners.initiatives.cosigning import answer
from partners.initiatives.models import Cosign
from tests.partners import assessing
from tests.partners import initiatives as made
from tests.partners.merging import merged
from tests.world import fresh, organisation, representation, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(world):
    """Another name of `other_org`, for which the Statenlid speaks."""
    one = organisation("Welzijn De Kreek")
    representation(world.statenlid, one)
    return one


def signs(world, row):
    with transaction.atomic():
        return answer(row, signs=True, words="", by=fresh(world.statenlid)).cosign


def test_it_signs_along_for_both(world, double):
    row = made.together_with(made.a_draft(world), world.other_org)
    with pytest.raises(IntegrityError):
        signs(world, row)
    merged(world.other_org, double, world.bureau)
    assert signs(world, row) == Cosign.SIGNED


def test_it_assesses_nothing_of_either(world, double):
    row = made.a_sent_one(world, organisation=world.other_org)
    assert world.statenlid.person_id not in rules.involved(row), "control: two organisations"
    merged(world.other_org, double, world.bureau)
    assert world.statenlid.person_id in rules.involved(row)
    with pytest.raises(IntegrityError, match="interest"), transaction.atomic():
        set_up(assessing.asked)(world, world.statenlid, row=row)
