"""What counts for who is asked is the hour they know: an edit nobody published opens, closes and erases nothing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletters.network_meeting import following, sending, telling
from newsletters.network_meeting.answering import Given, Wish, answer, wish
from newsletters.network_meeting.jobs import forget_people
from newsletters.network_meeting.models import Answer, AttendeeNeeds, NetworkMeeting
from tests.governance.agendas import publish
from tests.newsletters.network.meeting import an_invitee, comes, fired, in_days, moved, prepared, told, wave
from tests.queries import of_the_page
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
YES = Given(Answer.YES, ["Ada Zorg"])


def known_and_edited(known: float, edited: float, **facts: Any) -> NetworkMeeting:
    """Readers know the one day; the other stands in the agenda, unpublished."""
    meeting = prepared(known, **facts)
    publish(meeting.meeting)
    moved(meeting.meeting, starts_at=in_days(edited), ends_at=in_days(edited + 0.1))
    return NetworkMeeting.objects.get(pk=meeting.pk)


def test_one_answers_until_the_hour_one_knows(world: World) -> None:
    row = an_invitee(known_and_edited(10, -1), "Ada Zorg")
    assert answer(row, YES, by=SystemActor.VISITOR)
    late = an_invitee(known_and_edited(-1, 10), "Ben Laat")
    with pytest.raises(ValidationError, match="begonnen"):
        answer(late, YES, by=SystemActor.VISITOR)


def test_mail_goes_and_changes_are_told_by_the_hour_readers_know(world: World) -> None:
    meeting = known_and_edited(10, -1)
    row = an_invitee(meeting, "Ada Zorg")
    sending.start(moved(wave(meeting), goes_at=in_days(-0.5)), by=world.bureau)
    assert fired() == 1
    comes(row)
    assert told() == 1

    begun = known_and_edited(-1, 10)
    an_invitee(begun, "Ben Laat")
    with pytest.raises(ValidationError):
        sending.start(wave(begun), by=world.bureau)
    assert fired() == 0


def test_an_edit_erases_nothing_and_calling_off_erases_soon(world: World) -> None:
    meeting = known_and_edited(10, -300)
    (person,) = comes(an_invitee(meeting, "Ada Zorg"))
    person.network_meeting = meeting
    wish(person, Wish(diets=["halal"]), by=SystemActor.VISITOR)
    set_up(forget_people)()
    assert AttendeeNeeds.objects.count() == 1
    moved(meeting.meeting, status="geannuleerd", status_note="Storm", status_since=in_days(-6))
    set_up(forget_people)()
    assert AttendeeNeeds.objects.count() == 1, "it may be taken back"
    moved(meeting.meeting, status_since=in_days(-8))
    set_up(forget_people)()
    assert not AttendeeNeeds.objects.exists()


def test_looking_for_news_costs_the_same_for_more_meetings(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            telling.behind()
            following.behind()
        return of_the_page(captured)

    def one_more(days: float) -> None:
        comes(an_invitee(known_and_edited(days, days + 1), f"Mens {days:.0f}"))

    one_more(20)
    few = cost()
    for days in (30, 40, 50):
        one_more(days)
    assert cost() == few
