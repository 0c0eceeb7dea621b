"""A paper is late ("nagekomen") after the last day its body's bylaws give for papers; without such a term, after the
agenda was first published."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bundles.content import book_for
from governance.meetings.lateness import late_from
from governance.meetings.models import Meeting, Paper
from governance.series.models import TermSet
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.governance.test_decide import text
from tests.world import World, fresh, set_up

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@set_up
def terms(world: World, days: int = 10, **extra: Any) -> TermSet:
    begin = timezone.localdate() - 400 * DAY
    return TermSet.objects.create(body=world.coalition, papers_days=days, starts_on=begin, **extra)


def added(meeting: Meeting, title: str, before: float) -> Paper:
    """A paper that came so many days before the meeting."""
    item = meeting.items.first() or an_item(meeting, "Nachtzorg")
    paper = a_paper(item, title)
    set_up(Paper.objects.filter(pk=paper.pk).update)(added_at=meeting.starts_at - before * DAY)
    return paper


def late(meeting: Meeting) -> set[str]:
    rows = Paper.objects.with_late(late_from([meeting])).filter(item__meeting=meeting, late=True)
    return set(rows.values_list("title", flat=True))


def test_after_the_last_day_of_the_term_and_not_by_publication(world: World, as_: Any) -> None:
    meeting = a_meeting(world.coalition, days=3)
    added(meeting, "Twee weken", 14)
    added(meeting, "Op de dag zelf", 10)
    added(meeting, "Een week", 7)
    assert late(meeting) == set(), "without a term, before publication nothing is late"
    terms(world)
    assert late(meeting) == {"Een week"}
    publish(meeting)
    added(meeting, "Al gepubliceerd, nog op tijd", 11)
    assert late(meeting) == {"Een week"}, "published early does not make late what is in time"
    page = text(as_(world.secretary), reverse("item", args=[meeting.items.get().pk]))
    assert page.count("Nagekomen") == 1
    page = text(
        as_(world.secretary), reverse("paper_versions", args=[Paper.objects.get(title="Een week").pk])
    )
    assert "Nagekomen" in page


def test_readers_see_it_on_the_agenda_and_in_the_book(world: World, as_: Any) -> None:
    terms(world)
    meeting = a_meeting(world.coalition, days=3)
    added(meeting, "Op tijd", 12)
    added(meeting, "Te laat", 2)
    publish(meeting)
    assert text(as_(world.member), meeting.get_absolute_url()).count("Nagekomen") == 1
    book = book_for(Meeting.objects.select_related("body").get(pk=meeting.pk), "eigen", fresh(world.member))
    assert book is not None
    assert {part.title: part.late for part in book.parts} == {"Op tijd": False, "Te laat": True}


def test_working_days_are_counted_as_the_bylaws_say(world: World) -> None:
    meeting = a_meeting(world.coalition, days=30)
    added(meeting, "Twaalf dagen", 12)
    terms(world, papers_in="werkdagen")
    assert late(meeting) == {"Twaalf dagen"}, "ten working days are at least two weeks"


def test_without_a_term_or_afterwards_it_goes_by_publication(world: World) -> None:
    other = a_meeting(world.other, days=3)
    added(other, "Voor de publicatie", 5)
    publish(other)
    a_paper(other.items.get(), "Na de publicatie")
    assert late(other) == {"Na de publicatie"}
    terms(world)
    past = a_meeting(world.coalition, starts_at=timezone.now() - 30 * DAY)
    added(past, "Later opgeschreven", -20)
    assert late(past) == set(), "what is taken over from the past is not late"


def test_many_meetings_cost_one_question(world: World) -> None:
    terms(world)
    meetings = [a_meeting(world.coalition, f"Zorgraad {number}") for number in range(12)]
    with CaptureQueriesContext(connection) as asked:
        assert len(late_from(meetings)) == 12
    assert len(asked) == 1
