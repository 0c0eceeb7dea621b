"""Bodies, seats and mandates in beheer: lists, search, filters and changes; nothing is lost on a late save."""

import pytest
from django.urls import reverse

from tests import world as cast

pytestmark = pytest.mark.django_db
LISTS = [
    "governance_body",
    "governance_seat",
    "governance_mandate",
    "partners_organisation",
    "partners_region",
    "partners_municipality",
    "partners_representation",
]


@pytest.mark.parametrize("name", LISTS)
def test_lists_searches_and_adding_open(world, as_, name):
    client = as_(world.admin)
    address = reverse(f"admin:{name}_changelist")
    for query in ({}, {"q": "zorg"}, {"geldt": "nu"}, {"geldt": "voorbij"}):
        assert client.get(address, query, follow=True).status_code == 200
    assert client.get(reverse(f"admin:{name}_add")).status_code == 200


def test_only_administrators_come_in(world, as_):
    for reader in (world.bureau, world.chair, None):
        assert as_(reader).get(reverse("admin:governance_mandate_changelist")).status_code in (302, 403)


def test_a_mandate_filter_on_past_shows_the_past_only(world, as_):
    cast.end(world.member.person.mandates.get())
    answer = as_(world.admin).get(reverse("admin:governance_mandate_changelist"), {"geldt": "voorbij"})
    assert [mandate.person.name for mandate in answer.context["cl"].result_list] == ["Lot Lid"]


@pytest.mark.parametrize(
    ("name", "of"),
    [("governance_body", "coalition"), ("partners_organisation", "partner_org")],
)
def test_the_history_of_beheer_is_the_whole_story(world, as_, name, of):
    subject = getattr(world, of)
    assert as_(world.admin).get(reverse(f"admin:{name}_change", args=[subject.pk])).status_code == 200
    answer = as_(world.admin).get(reverse(f"admin:{name}_history", args=[subject.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/geschiedenis/")
