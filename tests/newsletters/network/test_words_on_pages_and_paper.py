"""Small things on the pages and papers of the yearly meeting."""

from typing import Any

import pytest
from django.urls import reverse

from governance.meetings.models import Meeting
from newsletters.network_meeting import sending
from newsletters.network_meeting.arrivals.papers import paper_of
from newsletters.network_meeting.arrivals.report import per_organisation
from newsletters.network_meeting.models import Wave
from newsletters.network_meeting.telling import KIND
from tests.newsletters.network.meeting import (
    an_invitee,
    comes,
    fired,
    in_circle,
    in_days,
    mails,
    moved,
    prepared,
    told,
    wave,
    yearly_body,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def test_who_is_brought_along_has_the_organisation_of_who_was_asked_or_their_own(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    row.organisations.add(in_circle("Buurtzaam"))
    people = comes(row, "Ada Zorg", "Ben Welzijn", "Cas Duin (Polderfysio)")
    assert [(each.called, each.speaks_for) for each in people] == [
        ("Ada Zorg", "Buurtzaam"), ("Ben Welzijn", "Buurtzaam"), ("Cas Duin", "Polderfysio"),
    ]  # fmt: skip
    for kind in ("badges", "presentielijst"):
        paper = paper_of(meeting, kind).html
        assert "Cas Duin<" in paper
        assert paper.count("Buurtzaam") == 2
        assert paper.count("Polderfysio") == 1
    lines = {line.name: line.announced for line in per_organisation(people)}
    assert lines == {"Buurtzaam": 2, "Polderfysio": 1}


def test_a_name_between_brackets_alone_stays_a_name(world: World) -> None:
    (person,) = comes(an_invitee(prepared(), "Ada"), "(Ada)")
    assert person.called == "(Ada)"


def test_the_entry_for_a_calendar_is_dutch(world: World) -> None:
    comes(an_invitee(prepared(), "Ada Zorg"))
    told()
    (mail,) = mails(KIND)
    assert "BEGIN:VTIMEZONE" in mail.calendar
    assert "COMMENT" not in mail.calendar


@pytest.mark.parametrize("typed", ["", "Samen verder"])
def test_a_title_nobody_changed_has_the_year_of_the_day(world: World, as_: Any, typed: str) -> None:
    body, client = yearly_body(), as_(world.bureau)
    url, day = reverse("network_meeting_new"), in_days(400)
    suggested = client.get(url).context["form"]["title"].value()
    said = {
        "title": typed or suggested,
        "day": day.strftime("%Y-%m-%d"),
        "start_time": "13:00",
        "location": "",
    }
    assert client.post(url, said).status_code == 302
    assert Meeting.objects.filter(body=body).latest("starts_at").title == (typed or f"{body.name} {day.year}")


def test_saving_the_words_of_a_mail_shows_what_it_became(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    row = wave(meeting)
    url = reverse("network_wave", args=[meeting.pk, row.pk])
    moment = client.get(url).context["form"]["goes_at"].value().strftime("%Y-%m-%dT%H:%M")
    said = {"goes_at": moment, "words": "Neem water mee.", "version": Wave.objects.get(pk=row.pk).version}
    answer = client.post(url, said, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert answer.content.decode().count("Neem water mee.") == 2, "in the form, and in the mail"


def test_the_desk_tells_who_is_on_the_list_from_who_was_invited(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    an_invitee(meeting, "Ada Zorg")
    url = reverse("network_meeting", args=[meeting.pk])
    assert (client.get(url).context["asked"], client.get(url).context["invited"]) == (1, 0)
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    fired()
    assert client.get(url).context["invited"] == 1


def test_who_comes_is_asked_when_one_comes_and_counts_no_signs(world: World, as_: Any) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    page = as_(world.bureau).get(row.own_url).content.decode()
    names = page[page.index('name="names"') - 300 : page.index('name="names"') + 300]
    assert "maxlength" not in names
    assert "(als u komt)" in page
