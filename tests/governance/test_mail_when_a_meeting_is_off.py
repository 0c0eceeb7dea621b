"""Who was mailed about an agenda is mailed when the meeting is called off or the agenda taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from governance.meetings import stop_emails
from governance.meetings.jobs import tell_about_publications, tell_about_stops
from governance.meetings.models import AgendaPublication, Meeting, MeetingStop
from governance.meetings.readers import PUBLISHED
from tests.governance.agendas import a_meeting, an_item, press_publish, publish
from tests.world import World, end, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import MailState, OutgoingMail

STEPS = {"meeting_cancel": "Gaat niet door: ", "meeting_withdraw": "Agenda ingetrokken: "}
INSIDE = ("member", "bureau", "secretary", "chair")


@set_up
def follow(world: World) -> None:
    Follow.objects.create(person=world.partner.person, kind="body", subject_id=world.coalition.pk)


@set_up
def sent() -> None:
    """Write the waiting mails about publications and say that the relay took them."""
    tell_about_publications()
    OutgoingMail.objects.filter(kind=PUBLISHED).update(state=MailState.SENT)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Zorgraad in juni")
    an_item(made, "KANARIE-BESLOTEN", publicity="besloten")
    follow(world)
    publish(made)
    sent()
    return made


def mailed(kind: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("to_address", flat=True))


def addresses(world: World, *names: str) -> list[str]:
    return sorted(getattr(world, name).email for name in names)


def stop(client: Client, meeting: Meeting, step: str = "meeting_cancel", **more: Any) -> Any:
    url = reverse(step, args=[meeting.pk])
    return client.post(url, {"reason": "De zaal is ondergelopen.", **more})


@pytest.mark.parametrize("step", STEPS)
def test_everybody_who_was_told_hears_once_except_who_pressed(
    world: World, meeting: Meeting, as_: Callable[..., Client], step: str
) -> None:
    for _ in range(2):
        stop(as_(world.secretary), meeting, step)
    assert [set_up(tell_about_stops)(), set_up(tell_about_stops)()] == [1, 0]
    assert mailed(stop_emails.KIND) == addresses(world, "member", "bureau", "chair", "partner")
    mail = OutgoingMail.objects.filter(kind=stop_emails.KIND)[0]
    assert mail.subject == f"{STEPS[step]}Zorgraad in juni"
    for words in (mail.text, mail.html):
        assert "De zaal is ondergelopen." in words
        assert meeting.get_absolute_url() in words
        assert "KANARIE" not in words


def test_each_step_is_an_event_of_its_own(world: World, meeting: Meeting, as_: Callable[..., Client]) -> None:
    stop(as_(world.secretary), meeting, "meeting_withdraw")
    stop(as_(world.chair), meeting, "meeting_cancel")
    set_up(tell_about_stops)()
    assert mailed(stop_emails.KIND).count(world.member.email) == 2
    assert mailed(stop_emails.KIND).count(world.secretary.email) == 1


def test_the_page_says_beforehand_who_is_mailed(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    for step in STEPS:
        page = as_(world.secretary).get(reverse(step, args=[meeting.pk])).text
        assert "4 mensen krijgen" in page
        for reader in (world.member, world.bureau, world.chair):
            assert f"<li>{reader.person.name}</li>" in page
        assert "1 volger van buiten dit overleg" in page
        assert world.partner.person.name not in page
        assert f"<li>{world.secretary.person.name}</li>" not in page


def test_the_choice_for_no_mail_is_kept_as_a_fact(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    stop(as_(world.secretary), meeting, without_mail="1")
    assert MeetingStop.objects.get().without_mail
    assert set_up(tell_about_stops)() == 1
    assert mailed(stop_emails.KIND) == []
    with pytest.raises(ProgrammingError), acting(SystemActor.SETUP), transaction.atomic():
        MeetingStop.objects.update(without_mail=False)


def test_the_choice_stays_when_the_reason_is_missing(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    answer = stop(as_(world.secretary), meeting, reason="", without_mail="1")
    assert answer.status_code == 422
    assert 'name="without_mail" value="1" checked' in answer.text


def test_an_agenda_published_again_takes_the_bad_news_back(world: World, meeting: Meeting) -> None:
    meeting.cancel(by=world.chair, reason="Ziek")
    set_up(tell_about_stops)()
    meeting.publish(by=world.secretary)
    assert {mail.kind for mail in claim(20)} == set(), "the news that it is off lapsed"
    set_up(tell_about_publications)()
    back = OutgoingMail.objects.filter(kind=PUBLISHED, state=MailState.QUEUED)
    assert sorted(back.values_list("to_address", flat=True)) == addresses(
        world, "member", "bureau", "chair", "partner"
    )
    assert "gaat door" in back[0].text


def test_without_asking_again_the_bad_news_leaves(
    world: World, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.delitem(permission._CHECKS, stop_emails.KIND)
    meeting.cancel(by=world.chair, reason="Ziek")
    set_up(tell_about_stops)()
    meeting.publish(by=world.secretary)
    assert {mail.kind for mail in claim(20)} == {stop_emails.KIND}


def test_who_never_got_the_first_mail_hears_nothing(world: World) -> None:
    made = a_meeting(world.coalition)
    publish(made)
    set_up(tell_about_publications)()
    made.withdraw(by=world.chair, reason="Te vroeg")
    set_up(tell_about_stops)()
    assert mailed(stop_emails.KIND) == [], "the mails about the agenda still waited, and lapse"


def test_who_left_or_stopped_following_hears_nothing(world: World, meeting: Meeting) -> None:
    end(world.member.person.mandates.get())
    set_up(lambda: Follow.objects.all().delete())()
    meeting.cancel(by=world.chair, reason="Ziek")
    set_up(tell_about_stops)()
    assert mailed(stop_emails.KIND) == addresses(world, "bureau", "secretary")


def test_who_published_and_so_got_no_mail_hears_that_another_called_it_off(
    world: World, as_: Callable[..., Client]
) -> None:
    made = a_meeting(world.coalition)
    press_publish(as_(world.secretary), made)
    sent()
    assert world.secretary.email not in mailed(PUBLISHED)
    made.cancel(by=world.chair, reason="Ziek")
    set_up(tell_about_stops)()
    assert mailed(stop_emails.KIND) == addresses(world, "member", "bureau", "secretary")


def test_a_draft_that_is_called_off_mails_nobody(world: World, as_: Callable[..., Client]) -> None:
    made = a_meeting(world.coalition)
    client = as_(world.secretary)
    assert "krijgt niemand hierover een mail." in client.get(reverse("meeting_cancel", args=[made.pk])).text
    stop(client, made)
    assert not MeetingStop.objects.exists()


# ---------------------------------------------------------------- publishing
def test_the_page_before_publishing_says_who_is_mailed(world: World, as_: Callable[..., Client]) -> None:
    follow(world)
    made = a_meeting(world.coalition)
    page = as_(world.secretary).get(reverse("meeting_publish", args=[made.pk])).text
    assert "4 mensen krijgen" in page
    assert f"<li>{world.chair.person.name}</li>" in page
    press_publish(as_(world.secretary), made)
    set_up(tell_about_publications)()
    assert mailed(PUBLISHED) == addresses(world, "member", "bureau", "chair", "partner"), "as it said"


def test_a_change_for_members_only_is_announced_to_members_only(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    item = meeting.items.get()
    set_up(lambda: type(item).objects.filter(pk=item.pk).update(explanation="<p>Meer.</p>"))()
    page = as_(world.secretary).get(reverse("meeting_publish", args=[meeting.pk])).text
    assert "3 mensen krijgen" in page
    assert "volger" not in page


def test_an_agenda_published_without_mail_says_so_for_ever(world: World, as_: Callable[..., Client]) -> None:
    made = a_meeting(world.coalition)
    client = as_(world.secretary)
    url = reverse("meeting_publish", args=[made.pk])
    client.post(url, {"seen": client.get(url).context["preview"].proof, "without_mail": "1"})
    assert set(AgendaPublication.objects.values_list("without_mail", flat=True)) == {True}
    assert set_up(tell_about_publications)() == 2
    assert mailed(PUBLISHED) == []


def test_who_changes_a_meeting_that_is_off_reads_that_it_stays_off(
    world: World, as_: Callable[..., Client]
) -> None:
    made, client = a_meeting(world.coalition), as_(world.secretary)
    url = reverse("meeting_edit", args=[made.pk])
    said = []
    for stopped in (False, True):
        if stopped:
            stop(client, made)
            made.refresh_from_db()
        form = client.get(url).context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: "" if value is None else value for name, value in data.items()}
        said.append(
            "afgezegd en blijft dat"
            in client.post(url, {**data, "location": f"Zaal {stopped}"}, follow=True).text
        )
    assert said == [False, True]
