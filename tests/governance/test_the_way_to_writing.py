"""Who has to do with a schrijfteam finds it in the menu of the werkbank; the bureau finds the way to add a member."""

import pytest
from django.urls import reverse

from tests.governance import writing

pytestmark = pytest.mark.django_db


def menu(client, address):
    page = client.get(address).content.decode()
    return page.split('aria-label="In deze omgeving"', 1)[1].split("</nav>", 1)[0]


def test_writers_and_their_programmateam_find_writing_in_the_menu(world, as_):
    team = writing.a_team(world)
    link, home = f'href="{reverse("writing")}"', reverse("werkbank")
    for writer in (*team.members, world.bureau):
        for address in (home, reverse("meetings")):
            assert link in menu(as_(writer), address)
    reviewer = as_(world.other_member)
    for address in (home, reverse("writing"), team.assignment.get_absolute_url()):
        assert link in menu(reviewer, address)
    assert link not in menu(as_(world.chair), home), "the control: who has nothing to do with it has no link"


def test_the_bureau_adds_a_member_from_the_team_page_and_others_read_whom_to_ask(world, as_):
    team = writing.a_team(world)
    add = f"{reverse('mandate_add', args=[team.body.pk])}?rol=deskundige"
    assert add in as_(world.bureau).get(team.assignment.get_absolute_url()).content.decode()
    form = as_(world.bureau).get(add).context["form"]
    assert form["role"].value() == "deskundige"
    page = as_(team.lead).get(team.assignment.get_absolute_url()).content.decode()
    assert add not in page
    assert "Vraag het netwerkbureau." in page
