"""What was approved or determined goes back to its author from the page, as long as it is not published."""

import pytest
from django.urls import reverse

from governance.briefings.models import Briefing, Status
from tests.governance import letters

pytestmark = pytest.mark.django_db


def url(name, briefing):
    return reverse(f"briefing_{name}", args=[briefing.pk])


def page_of(as_, who, name, briefing):
    return as_(who).get(url(name, briefing)).content.decode()


@pytest.mark.parametrize("determined", [True, False])
def test_what_was_approved_or_determined_goes_back_on_the_page(world, as_, determined):
    briefing = letters.approved(world, letters.draft(world))
    if determined:
        letters.record(world, briefing)
    bureau = as_(world.bureau)
    assert f'{url("review", briefing)}#oordeel">Stuur terug naar concept' in page_of(
        as_, world.bureau, "compose", briefing
    )
    page = bureau.get(url("review", briefing))
    data = {"verdict": "aanpassen", "remark": "Een tikfout", "seen": page.context["form"]["seen"].value()}
    assert bureau.post(url("review", briefing), data).status_code == 302
    again = Briefing.objects.get()
    assert (again.status, again.determined_by) == (Status.DRAFT, None)


def test_what_is_published_or_a_draft_has_no_such_way(world, as_):
    words = "Stuur terug naar concept"
    assert words not in page_of(as_, world.bureau, "compose", letters.draft(world))
    published = letters.published(world).briefing
    assert words not in page_of(as_, world.bureau, "compose", published)
