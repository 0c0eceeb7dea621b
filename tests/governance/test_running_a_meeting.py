"""Running a meeting on one screen: items, clock, doors, adjourning and the end, each a fact with a moment."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.attendance.models import Invitation, Reply
from governance.decisions.models import Method
from governance.live import running
from governance.live.consenting import close_round, open_round
from governance.live.models import LiveSpan, SpanKind
from governance.live.opening import open_meeting
from governance.live.running import MovedOn
from governance.live.screen import Screen
from governance.live.voting import open_ballot, void
from governance.series.models import Slip
from tests.governance.agendas import a_meeting
from tests.governance.deciding import yesterday
from tests.governance.tables import a_table
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db


def spans(table, kind=SpanKind.ITEM):
    return list(LiveSpan.objects.filter(live=table.live, kind=kind).order_by("began_at"))


def test_each_item_gets_its_own_time(world):
    table = a_table("Eerste", "Tweede")
    assert running.go_to(table.meeting, table.items[1].pk, seen=table.items[0].pk, by=table.secretary)
    first, second = spans(table)
    assert (first.item, second.item) == tuple(table.items)
    assert first.ended_at is not None
    assert second.ended_at is None
    assert running.clock(table.meeting, False, by=table.secretary)
    assert not running.clock(table.meeting, False, by=table.secretary), "twice is once"
    assert running.clock(table.meeting, True, by=table.secretary)
    assert len(spans(table)) == 3


def test_two_who_press_next_skip_nothing(world):
    table = a_table("Eerste", "Tweede", "Derde")
    first, second, third = table.items
    running.go_to(table.meeting, second.pk, seen=first.pk, by=table.secretary)
    assert not running.go_to(table.meeting, second.pk, seen=first.pk, by=table.secretary), (
        "the same press is once"
    )
    with pytest.raises(MovedOn):
        running.go_to(table.meeting, third.pk, seen=first.pk, by=table.secretary)
    assert table.live.current == second


def test_before_the_first_item_there_is_no_previous_one(world):
    table = a_table("Eerste", "Tweede", begun=False)
    live = open_meeting(table.meeting, by=table.secretary)
    assert live.current is None
    assert Screen(live, table.secretary).previous is None
    first, second = table.items
    running.go_to(table.meeting, first.pk, seen=None, by=table.secretary)
    running.go_to(table.meeting, second.pk, seen=first.pk, by=table.secretary)
    assert Screen(table.live, table.secretary).previous.pk == first.pk


def test_who_is_sent_instead_stands_on_the_screen_of_who_leads(world, as_):
    table = a_table("Eerste")
    row = table.rows[0]
    answered = {"reply": Reply.NO, "replied_at": timezone.now(), "replacement_name": "Anna Vervanger"}
    set_up(Invitation.objects.filter(pk=row.pk).update)(**answered)
    page = as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "stuurt Anna Vervanger" in page
    assert f"{reverse('invite_guest', args=[table.meeting.pk])}?vervangt={row.pk}" in page


def test_an_item_of_another_agenda_is_refused(world):
    table, other = a_table(), a_table(name="Ander")
    with pytest.raises(ValidationError, match="niet op deze agenda"):
        running.go_to(table.meeting, other.item.pk, seen=table.item.pk, by=table.secretary)


def test_adjourning_stops_the_clock(world):
    table = a_table()
    running.adjourn(table.meeting, True, by=table.secretary)
    assert spans(table)[0].ended_at is not None
    running.adjourn(table.meeting, False, by=table.secretary)
    assert spans(table, SpanKind.ADJOURNED)[0].ended_at is not None


def test_what_was_not_reached_goes_on_and_the_meeting_is_over(world):
    table = a_table("Eerste", "Tweede")
    following = a_meeting(table.body, "De volgende", days=20)
    assert running.end(table.meeting, [table.items[1].pk], by=table.secretary)
    slip = Slip.objects.get(item=table.items[1])
    assert slip.onto.meeting == following
    assert table.live.is_over
    assert not LiveSpan.objects.filter(ended_at__isnull=True).exists()
    with pytest.raises(ValidationError, match="gesloten"):
        running.clock(table.meeting, True, by=table.secretary)
    assert running.resume(table.meeting, by=table.secretary)


def test_it_does_not_end_while_votes_wait_for_counting(world):
    table = a_table()
    open_ballot(table.proposal(), by=table.secretary)
    with pytest.raises(ValidationError, match="stemming"):
        running.end(table.meeting, [], by=table.secretary)


@pytest.mark.parametrize("begin", [open_ballot, open_round])
def test_what_is_still_open_at_the_end_is_named_and_can_be_ended_first(world, begin):
    table = a_table()
    row = table.proposal()
    one = begin(row, by=table.secretary)
    with pytest.raises(ValidationError, match=f"over “{row.title}”"):
        running.end(table.meeting, [], by=table.secretary)
    table.live.refresh_from_db()
    assert not table.live.is_over
    if begin is open_ballot:
        void(one, "Toch niet", by=table.secretary)
    else:
        close_round(one, by=table.secretary)
    assert running.end(table.meeting, [], by=table.secretary)


def test_the_end_of_a_span_stays(world):
    table = a_table()
    running.clock(table.meeting, False, by=table.secretary)
    span = spans(table)[0]
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        LiveSpan.objects.filter(pk=span.pk).update(ended_at=span.ended_at + datetime.timedelta(hours=1))


def test_every_step_is_a_button_without_script(world, as_):
    table = a_table("Eerste", "Tweede")
    client = as_(table.secretary)
    url = reverse("live_step", args=[table.meeting.pk])
    steps = [
        {"stap": "naar", "punt": table.items[1].pk, "gezien": table.items[0].pk},
        {"stap": "klok-uit"},
        {"stap": "besloten-aan"},
        {"stap": "besloten-uit"},
        {"stap": "schorsing-aan"},
        {"stap": "schorsing-uit"},
    ]
    for step in steps:
        assert client.post(url, step).status_code == 302
    page = client.get(reverse("live", args=[table.meeting.pk]))
    assert page.status_code == 200
    assert "Ververs" in page.content.decode()
    assert table.live.current == table.items[1]
    assert {span.kind for span in LiveSpan.objects.all()} == set(SpanKind.values)
    assert client.post(reverse("live_end", args=[table.meeting.pk]), {"form_key": ""}).status_code == 302
    assert table.live.is_over


def test_of_what_was_not_taken_up_somebody_says_what_becomes_of_it(world, as_):
    table = a_table("Eerste", "Gehamerd", "Derde", "Vierde")
    hammered, third, fourth = table.items[1:]
    table.proposal(hammered).adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.FORMALITY)
    client, url = as_(table.secretary), reverse("live_end", args=[table.meeting.pk])
    shown = client.get(url).content.decode()
    assert "checked" not in shown, "nothing is assumed"
    assert str(hammered.pk) not in shown, "what was decided on was dealt with"
    assert client.post(url, {f"punt-{third.pk}": "door"}).status_code == 422
    assert not table.live.is_over
    assert client.post(url, {f"punt-{third.pk}": "door", f"punt-{fourth.pk}": "behandeld"}).status_code == 302
    assert [slip.item for slip in Slip.objects.all()] == [third]
