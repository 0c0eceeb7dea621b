"""The end of an embargo publishes what it opens; an edit nobody looked at never goes out with it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.meetings import embargo_emails, publishing
from governance.meetings.jobs import publish_ended_embargoes
from governance.meetings.models import AgendaItem, AgendaPublication, Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, an_item, press_publish, publish
from tests.world import World, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

SOON = datetime.timedelta(hours=1)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    opening = an_item(made, "Opening")
    an_item(made, "Nieuws", embargo_until=timezone.now() + SOON)
    a_paper(opening, "Nieuw stuk", embargo_until=timezone.now() + SOON)
    publish(made)
    return made


@set_up
def over(model: Any = AgendaItem) -> None:
    model.objects.filter(embargo_until__isnull=False).update(embargo_until=timezone.now())


@set_up
def edit(**values: Any) -> None:
    AgendaItem.objects.filter(title="Opening").update(**values)


def versions(meeting: Meeting) -> list[int]:
    return list(meeting.publications.filter(audience="openbaar").values_list("version", flat=True))


def html(meeting: Meeting, version: int) -> str:
    found: AgendaPublication = meeting.publications.get(version=version, audience="openbaar")
    return found.html


@pytest.mark.parametrize(("model", "title"), [(AgendaItem, "Nieuws"), (Paper, "Nieuw stuk")])
def test_what_opens_goes_out_by_itself(meeting: Meeting, model: Any, title: str) -> None:
    assert title not in html(meeting, 1)
    over(model)
    assert [publish_ended_embargoes(), publish_ended_embargoes()] == [1, 0]
    assert title in html(meeting, 2)
    assert not OutgoingMail.objects.filter(kind=embargo_emails.KIND).exists()


EDITS: dict[str, Callable[[Meeting], object]] = {
    "a text": lambda meeting: edit(explanation="<p>KANARIE</p>"),
    "a new item": lambda meeting: an_item(meeting, "KANARIE"),
    "a new item whose embargo ended": lambda meeting: an_item(
        meeting, "KANARIE", embargo_until=timezone.now()
    ),
    "the title": set_up(lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(title="KANARIE")),
    "a paper": lambda meeting: a_paper(AgendaItem.objects.get(title="Opening"), "KANARIE"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_nobody_looked_at_waits_and_who_keeps_the_agenda_hears_once(
    meeting: Meeting, world: World, what: str
) -> None:
    EDITS[what](meeting)
    over()
    assert [publish_ended_embargoes(), publish_ended_embargoes()] == [0, 0]
    assert versions(meeting) == [1]
    mails = OutgoingMail.objects.filter(kind=embargo_emails.KIND)
    keepers = sorted(user.email for user in (world.bureau, world.secretary, world.chair))
    assert sorted(mails.values_list("to_address", flat=True)) == keepers
    assert meeting.get_absolute_url() in mails[0].text


def test_without_the_comparison_the_edit_goes_out(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    EDITS["a text"](meeting)
    over()
    monkeypatch.setattr(publishing, "_holds_edits", lambda *what: False)
    assert publish_ended_embargoes() == 1
    assert "KANARIE" in html(meeting, 2)


def test_the_working_page_says_so_until_somebody_publishes(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client, words = as_(world.secretary), "Er is een embargo voorbij."
    edit(explanation="<p>Anders</p>")
    assert words not in client.get(meeting.get_absolute_url()).text
    over()
    publish_ended_embargoes()
    assert words in client.get(meeting.get_absolute_url()).text
    press_publish(client, meeting)
    assert words not in client.get(meeting.get_absolute_url()).text
    assert "Nieuws" in html(meeting, 2)
    waiting = {mail.kind for mail in claim(20)}
    assert embargo_emails.KIND not in waiting, "the question was answered before the mail left"


def test_an_embargo_set_and_ended_on_what_was_open_publishes_nothing(meeting: Meeting) -> None:
    edit(embargo_until=timezone.now())
    assert publish_ended_embargoes() == 0
    assert not OutgoingMail.objects.filter(kind=embargo_emails.KIND).exists()
