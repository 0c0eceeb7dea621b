"""Choosing who reads a draft along or determines it: with what they are, and nobody of the council it goes to."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.briefings.determining.models import put_before
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from tests.governance.letters import approved, draft
from tests.governance.test_decide import form_of, text
from tests.world import end, mandate

pytestmark = pytest.mark.django_db


def test_people_are_named_with_what_they_are_and_a_share_ends_in_two_weeks(world, as_):
    url = reverse("briefing_share", args=[draft(world).pk])
    page = text(as_(world.bureau), url)
    assert f"{world.statenlid.person.name} ({world.staten.name})" in page
    assert world.partner_org.name in page
    until = form_of(as_(world.bureau), url)["until"]
    assert until.date() == timezone.localdate() + datetime.timedelta(days=14)


def test_nobody_of_the_council_it_goes_to_determines_it(world, as_):
    briefing = draft(world)
    client, url = as_(world.bureau), reverse("briefing_header", args=[briefing.pk])
    form = {name: value for name, value in form_of(client, url).items() if value}
    refused = client.post(url, {**form, "holder": world.statenlid.person.pk})
    assert refused.status_code == 422
    assert "daar gaat dit stuk naartoe" in refused.content.decode()
    assert client.post(url, {**form, "holder": world.partner.person.pk}).status_code == 302
    assert Briefing.objects.get(pk=briefing.pk).holder == world.partner.person


def test_no_other_council_is_chosen_where_who_determines_it_sits(world, as_):
    briefing = draft(world, holder=world.council_member.person)
    client, url = as_(world.bureau), reverse("briefing_header", args=[briefing.pk])
    form = {name: value for name, value in form_of(client, url).items() if value}
    refused = client.post(url, {**form, "addressee": world.council.pk})
    assert refused.status_code == 422
    assert "daar gaat dit stuk naartoe" in refused.content.decode()
    assert client.post(url, {**form, "subject": "Iets anders"}).status_code == 302, "the control"


def test_who_got_a_seat_since_where_it_goes_determines_nothing(world):
    briefing = approved(world, draft(world, holder=world.partner.person))
    put_before(briefing, by=world.bureau)
    seat = mandate(world.partner, world.staten)
    with pytest.raises(Refused, match="daar gaat dit stuk naartoe"):
        put_before(briefing, by=world.bureau)
    with pytest.raises(Refused, match="daar gaat dit stuk naartoe"):
        briefing.determine(by=world.partner)
    end(seat)
    assert briefing.determine(by=world.partner), "the control"


def test_a_portfolio_holder_finds_it_on_the_page_they_land_on(world, as_):
    briefing = draft(world, holder=world.partner.person)
    briefing.submit(by=world.bureau)
    briefing.approve(by=world.bureau_only)
    put = reverse("briefing_put_before", args=[briefing.pk])
    assert as_(world.bureau).post(put).status_code == 302
    page = text(as_(world.partner), "/partner/")
    assert reverse("briefing_determine", args=[briefing.pk]) in page
    assert "Meelezen" in page
