"""Which step follows which: a state never opens what was taken back or never published."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import jobs, order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, an_item, parked, press_publish, publish
from tests.governance.attending import asked
from tests.governance.test_parallel_sessions import in_rooms
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

EARLIER = datetime.timedelta(minutes=5)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "KANARIE-VERGADERING")
    an_item(made, "KANARIE-PUNT")
    return made


@set_up
def write(meeting: Meeting, **values: object) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(**values)


def test_a_withdrawn_agenda_is_called_off_without_coming_back(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    assert "KANARIE-PUNT" in as_(world.member).get(meeting.get_absolute_url()).text, "the control"
    keeper = as_(world.secretary)
    keeper.post(reverse("meeting_withdraw", args=[meeting.pk]), {"reason": "Fout"})
    answer = keeper.post(reverse("meeting_cancel", args=[meeting.pk]), {"reason": "Ziek"}, follow=True)
    assert "De vergadering is afgezegd." in answer.text
    for reader in (None, world.member, world.partner):
        gone = as_(reader).get(meeting.get_absolute_url())
        assert gone.status_code == 410
        assert "Deze vergadering gaat niet door" in gone.text
        assert "KANARIE-PUNT" not in gone.text
        assert "KANARIE" not in as_(reader).get(reverse("agenda")).text
        version = reverse("meeting_version", args=[meeting.pk, 1])
        assert "KANARIE-PUNT" not in as_(reader).get(version).text


def test_a_meeting_that_is_off_promises_no_agenda_and_asks_for_none(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    paste = reverse("agenda_paste", args=[meeting.pk])
    assert "De agenda volgt" in as_(world.member).get(meeting.get_absolute_url()).text
    assert paste in as_(world.secretary).get(meeting.get_absolute_url()).text
    meeting.cancel(by=world.secretary, reason="Ziek")
    page = as_(world.member).get(meeting.get_absolute_url()).text
    assert "Deze vergadering gaat niet door" in page
    assert "De agenda volgt" not in page
    desk = as_(world.secretary).get(meeting.get_absolute_url()).text
    assert paste not in desk
    assert 'id="snel"' not in desk


def test_the_question_before_calling_off_is_plain(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    page = as_(world.secretary).get(reverse("meeting_cancel", args=[meeting.pk])).text
    for words in ("Vergadering afzeggen?", "Ja, zeg de vergadering af", ">Terug</a>"):
        assert words in page


def test_who_keeps_a_withdrawn_agenda_publishes_it_again(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    assert meeting.withdraw(by=world.secretary, reason="Fout")
    press_publish(as_(world.secretary), meeting)
    assert "KANARIE-PUNT" in as_(None).get(meeting.get_absolute_url()).text


def test_a_draft_that_is_called_off_is_told_to_members_and_unseen_by_others(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    as_(world.secretary).post(reverse("meeting_cancel", args=[meeting.pk]), {"reason": "Ziek"})
    meeting.refresh_from_db()
    assert meeting.status == "geannuleerd"
    for step in (lambda: None, lambda: meeting.withdraw(by=world.secretary, reason="Fout")):
        step()
        for reader in (None, world.partner, world.admin):
            assert as_(reader).get(meeting.get_absolute_url()).status_code == 404
            assert "KANARIE" not in as_(reader).get(reverse("agenda")).text
        page = as_(world.member).get(meeting.get_absolute_url()).text
        assert "Ziek" in page
        assert "KANARIE-PUNT" not in page
    meeting.refresh_from_db()
    assert meeting.status == "geannuleerd", "there is no agenda to take back"


def test_only_steps_that_can_be_taken_are_offered(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    keeper = as_(world.secretary)

    def offered() -> set[str]:
        page = keeper.get(meeting.get_absolute_url()).text
        steps = {name: reverse(f"meeting_{name}", args=[meeting.pk]) for name in ("cancel", "withdraw")}
        for url in set(steps.values()):
            assert keeper.get(url).status_code == (200 if url in page else 302)
        return {name for name, url in steps.items() if url in page}

    assert offered() == {"cancel"}
    meeting.cancel(by=world.secretary, reason="Ziek")
    assert offered() == set()
    meeting.publish(by=world.secretary)
    assert offered() == {"cancel", "withdraw"}
    meeting.cancel(by=world.secretary, reason="Ziek")
    assert offered() == {"withdraw"}
    meeting.withdraw(by=world.secretary, reason="Fout")
    assert offered() == set(), "off, and taken back"
    meeting.publish(by=world.secretary)
    meeting.withdraw(by=world.secretary, reason="Fout")
    assert offered() == {"cancel"}
    meeting.cancel(by=world.secretary, reason="Ziek")
    assert offered() == set()


def test_taking_back_the_agenda_of_a_meeting_that_is_off_does_not_put_it_on_again(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    part = in_rooms(an_item(meeting, "Deelsessies", minutes=60), "Noord", "Zuid")
    row = asked(meeting, world.member)
    publish(meeting)
    assert None not in part.sessions.values_list("during", flat=True), "the control"
    meeting.cancel(by=world.secretary, reason="Ziek")
    keeper = as_(world.secretary)
    url = reverse("meeting_withdraw", args=[meeting.pk])
    answer = keeper.post(url, {"reason": "Fout"}, follow=True)
    assert "De agenda is ingetrokken." in answer.text
    meeting.refresh_from_db()
    assert (meeting.is_off, meeting.is_taken_back, meeting.status_note) == (True, True, "Fout")
    assert set(part.sessions.values_list("during", flat=True)) == {None}
    assert "gaat niet door" in as_(world.member).get(reverse("invitation", args=[row.pk])).text
    assert meeting.withdraw(by=world.secretary, reason="Nog eens"), "twice is once"
    assert Meeting.objects.get(pk=meeting.pk).status_note == "Fout"


def test_an_item_from_elsewhere_stays_unseen_on_a_draft_that_is_called_off(
    meeting: Meeting, world: World
) -> None:
    item = parked(world.coalition, "Stond eerder op een agenda", published_at=timezone.now())
    order.place_on(meeting, item, by=SystemActor.SETUP)
    meeting.cancel(by=world.secretary, reason="Ziek")
    assert not AgendaItem.objects.visible_to(world.partner).filter(meeting=meeting).exists()


def test_a_published_meeting_that_is_called_off_keeps_its_page(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    assert meeting.cancel(by=world.secretary, reason="Ziek")
    assert "KANARIE-PUNT" in as_(None).get(meeting.get_absolute_url()).text
    assert "KANARIE" in as_(None).get(reverse("agenda")).text


def test_a_draft_is_not_withdrawn(meeting: Meeting, world: World) -> None:
    assert not meeting.withdraw(by=world.secretary, reason="Fout")
    meeting.refresh_from_db()
    assert meeting.status == "concept"


def test_an_edit_meanwhile_does_not_stop_a_step(meeting: Meeting, world: World) -> None:
    publish(meeting)
    read_before = Meeting.objects.get(pk=meeting.pk)
    write(meeting, location="Elders")
    assert read_before.withdraw(by=world.secretary, reason="Fout")
    meeting.refresh_from_db()
    assert [meeting.status, meeting.location] == ["ingetrokken", "Elders"]


def test_a_step_looks_at_the_row_and_not_at_what_was_read(meeting: Meeting, world: World) -> None:
    publish(meeting)
    read_before = Meeting.objects.get(pk=meeting.pk)
    meeting.withdraw(by=world.secretary, reason="Datalek")
    assert read_before.cancel(by=world.chair, reason="Ziek")
    meeting.refresh_from_db()
    assert [meeting.status, meeting.status_note] == ["vervallen", "Ziek"], "and not as a published one"


def test_the_end_of_an_embargo_publishes_no_withdrawn_agenda(
    meeting: Meeting, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(meeting)
    read_before = Meeting.objects.get(pk=meeting.pk)
    an_item(meeting, "Kwam later", embargo_until=timezone.now() - EARLIER)
    meeting.withdraw(by=world.secretary, reason="Datalek")
    # The worker chose its meetings just before somebody took this one back.
    monkeypatch.setattr(jobs, "_with_ended_embargo", lambda: [read_before])
    assert jobs.publish_ended_embargoes() == 0
    meeting.refresh_from_db()
    assert [meeting.status, meeting.publications.count()] == ["ingetrokken", 2]
