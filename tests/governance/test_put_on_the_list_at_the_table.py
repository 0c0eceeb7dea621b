"""Whoever is put on the list of an opened meeting gets no mail about it, and the secretary goes back to the table."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.attendance.models import Invitation
from governance.attendance.telling import tell, to_tell
from governance.live.opening import open_meeting
from governance.meetings.models import Meeting
from tests import world as cast
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.attending import table_of
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


@set_up
def in_an_hour(meeting):
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now + datetime.timedelta(minutes=10), ends_at=now + datetime.timedelta(hours=2)
    )
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def meeting():
    """To begin in ten minutes; nobody was invited."""
    body, _ = table_of(2)
    made = in_an_hour(a_meeting(body))
    an_item(made, "Opening")
    publish(made)
    return made


@pytest.fixture
def secretary(meeting):
    found = cast.account("Secretaris aan tafel")
    cast.mandate(found, meeting.body, "secretaris")
    return fresh(found)


def put_on_the_list(client, meeting):
    url = f"{reverse('invite', args=[meeting.pk])}?terug=live"
    page = client.get(url)
    chosen = [str(each.mandate.pk) for each in page.context["offered"]]
    return page.content.decode(), client.post(url, {"mandate": chosen})


def test_at_an_opened_meeting_nobody_is_mailed(as_, meeting, secretary):
    if timezone.localdate() != meeting.day:
        pytest.skip("ten minutes before midnight")
    open_meeting(meeting, by=secretary)
    client, live = as_(secretary), reverse("live", args=[meeting.pk])
    assert f"{reverse('invite', args=[meeting.pk])}?terug=live" in client.get(live).content.decode()
    page, answer = put_on_the_list(client, meeting)
    assert "niemand krijgt een mail" in page
    assert answer.headers["Location"] == f"{live}#aanwezig"
    rows = Invitation.objects.asked().filter(meeting=meeting)
    assert rows.count() >= 2
    assert to_tell() == []
    assert not any(tell(row.pk) for row in rows)


def test_before_it_is_opened_they_are_invited_by_mail(as_, meeting, secretary):
    page, _ = put_on_the_list(as_(secretary), meeting)
    assert "Iedereen krijgt een mail" in page
    assert to_tell()
