"""Saying at the table who is here: a late press says nothing, and two who press at once get an answer."""

import pytest
from django.urls import reverse

from governance.attendance.models import Presence, PresenceState
from governance.attendance.presence import note
from governance.live import being_there, running
from tests.governance.tables import a_table

pytestmark = pytest.mark.django_db


def test_after_the_end_a_late_press_does_not_say_somebody_never_came(world, as_):
    table = a_table()
    client, url = as_(table.secretary), reverse("live_presence", args=[table.meeting.pk])
    second = table.items[1]
    running.go_to(table.meeting, second.pk, seen=table.item.pk, by=table.secretary)
    running.end(table.meeting, [], by=table.secretary)
    answer = client.post(url, {"wie": table.rows[0].pk, "is": "weg"}, follow=True)
    assert "gesloten" in answer.content.decode()
    assert Presence.objects.get(invitation=table.rows[0]).state == PresenceState.PRESENT
    running.resume(table.meeting, by=table.secretary)
    client.post(url, {"wie": table.rows[0].pk, "is": "weg"})
    assert Presence.objects.get(invitation=table.rows[0]).state == PresenceState.ABSENT, "control"


def test_who_was_just_not_first_is_told_so(world, as_, monkeypatch):
    table = a_table(begun=True)

    def somebody_else_first(meeting, states, *, by):
        before = {pk: (was, PresenceState.EXCUSED) for pk, (was, _) in states.items()}
        note(meeting, before, by=by)
        return note(meeting, states, by=by)

    monkeypatch.setattr(being_there, "note", somebody_else_first)
    client, url = as_(table.secretary), reverse("live_presence", args=[table.meeting.pk])
    answer = client.post(url, {"wie": table.rows[0].pk, "is": "weg"}, follow=True)
    assert answer.status_code == 200
    assert "Iemand anders was je net voor" in answer.content.decode()
