"""Who sent an opbrengst from a phone takes it back while the harvest is open: their own, and for good."""

import pytest
from django.urls import reverse

from governance.writing.models import HarvestItem
from governance.writing.models.harvest import open_session
from governance.writing.steps import Refused
from tests.governance import writing
from tests.themes.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


@pytest.fixture
def session(team):
    return open_session(team.assignment, by=team.lead, title="Startdag")


def page_of(session):
    return reverse("harvest_guest", args=[session.code])


def back(session, item):
    return reverse("harvest_guest_take_back", args=[session.code, item.pk])


def test_the_own_opbrengst_is_taken_back_and_nobody_elses(team, session, as_):
    own, other, url = as_(None), as_(None), page_of(session)
    own.get(url)
    own.post(url, {"text": "Per ongeluk verstuurd"})
    item = HarvestItem.objects.get()
    assert back(session, item) in own.get(url).content.decode()
    assert back(session, item) not in other.get(url).content.decode()
    assert other.post(back(session, item)).status_code == 404
    assert "is teruggenomen" in own.post(back(session, item), follow=True).content.decode()
    assert "al gedaan" in own.post(back(session, item), follow=True).content.decode()
    assert item.text not in words(own, url)
    assert item.text not in words(other, url)
    # The team knows that something was taken back, and neither reads it nor puts it back.
    listed = words(as_(team.lead), reverse("writing_harvest", args=[team.assignment.pk]))
    assert "Teruggenomen door wie het stuurde." in listed
    assert item.text not in listed
    item.refresh_from_db()
    with pytest.raises(Refused, match="nam het terug"):
        item.show(by=team.lead, seen=item.version)


def test_after_the_close_it_stays(team, session, as_):
    own, url = as_(None), page_of(session)
    own.get(url)
    own.post(url, {"text": "Dit blijft"})
    item = HarvestItem.objects.get()
    session.close(by=team.lead)
    assert own.post(back(session, item)).status_code == 410
    item.refresh_from_db()
    assert item.hidden_at is None


def test_an_account_takes_back_on_another_phone(team, session, as_):
    as_(team.expert).post(page_of(session), {"text": "Van de deskundige"})
    item = HarvestItem.objects.get()
    another = as_(team.expert)
    assert back(session, item) in another.get(page_of(session)).content.decode()


def test_a_guest_gets_the_question_and_no_menus(team, session, as_):
    guest = as_(None).get(page_of(session)).content.decode()
    assert "zz-door-nav" not in guest
    assert "zz-search" not in guest
    signed_in = as_(team.expert).get(page_of(session)).content.decode()
    assert "zz-door-nav" in signed_in, "the control: who is logged in keeps the menus"
