"""Asking people to a meeting: each once, with a mail their calendar understands, and again when something changes."""

import datetime
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from governance.attendance import telling
from governance.attendance.inviting import take_off
from governance.attendance.models import CalendarLetter, Invitation, PresenceState, Reply
from governance.attendance.presence import note
from governance.attendance.quorum import quorum_at
from governance.bodies.models import Mandate, Role
from tests import world as cast
from tests.governance.agendas import a_meeting, publish
from tests.governance.attending import (
    a_meeting_with,
    asked,
    calendar_of,
    mails,
    moved,
    replied,
    sent,
    table_of,
)
from zorgzaam.post.letter import compose
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def meeting(world):
    return a_meeting(world.coalition, "Zorgraad in mei", location="Duinzaal")


def invite_page(meeting):
    return reverse("invite", args=[meeting.pk])


def press(client, meeting, **more):
    page = client.get(invite_page(meeting))
    chosen = [str(one.mandate.pk) for one in page.context["offered"]]
    return client.post(invite_page(meeting), {"mandate": chosen, **more})


def test_the_page_offers_who_sits_there_on_the_day_and_asks_them_once(world, as_, meeting):
    newcomer = cast.person("Nora Nieuw")
    cast.mandate(newcomer, world.coalition, starts_on=meeting.day)
    cast.mandate(
        cast.person("Later Lid"), world.coalition, starts_on=meeting.day + datetime.timedelta(days=1)
    )
    client = as_(world.secretary)
    offered = {one.mandate.person.name for one in client.get(invite_page(meeting)).context["offered"]}
    assert {"Lot Lid", "Vera Voorzitter", "Saar Secretaris", "Nora Nieuw"} <= offered
    assert "Later Lid" not in offered
    data = {
        "mandate": [
            str(pk)
            for pk in Mandate.objects.on(meeting.day)
            .filter(body=world.coalition)
            .values_list("pk", flat=True)
        ]
    }
    for _ in range(3):
        assert client.post(invite_page(meeting), data).status_code == 302
    assert Invitation.objects.filter(meeting=meeting).count() == len(offered)
    assert Invitation.objects.get(person=world.member.person).organisation == world.partner_org
    assert sent() == len(offered)
    assert sent() == 0
    assert len(mails(world.member)) == 1


def test_the_mail_asks_the_calendar_and_says_the_same_each_time(world, meeting):
    row = asked(meeting, world.member)
    sent()
    mail = mails(world.member)[0]
    said = calendar_of(mail)
    assert said["METHOD"] == "REQUEST"
    assert said["SEQUENCE"] == "0"
    assert said["UID"].startswith(f"vergadering-{meeting.pk}-{world.member.person_id}@")
    assert "BEGIN:VTIMEZONE" in mail.calendar
    message = message_from_bytes(compose(mail).as_bytes(), policy=policy.default)
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "application/ics"]
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    event = Calendar.from_ical(part.get_content()).events[0]
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTSTART"].dt.tzinfo.key == "Europe/Amsterdam"
    assert compose(mail).as_bytes() == compose(OutgoingMail.objects.get(pk=mail.pk)).as_bytes()
    assert row.get_absolute_url() in mail.text


@pytest.mark.parametrize(
    ("reply", "said"), [(Reply.YES, "ACCEPTED"), (Reply.NO, "DECLINED"), (Reply.MAYBE, "TENTATIVE")]
)
def test_a_later_mail_tells_the_calendar_what_was_answered(world, meeting, reply, said):
    row = asked(meeting, world.member)
    sent()
    replied(row, reply)
    moved(meeting, location="Kreekzaal")
    sent()
    first, later = mails(world.member)
    assert "PARTSTAT=NEEDS-ACTION" in first.calendar
    assert f"PARTSTAT={said}" in later.calendar
    event = Calendar.from_ical(later.calendar).events[0]
    assert "Laat weten" not in event["DESCRIPTION"]


@pytest.mark.parametrize("day", [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)])
def test_times_are_right_on_the_day_the_clock_changes(world, day):
    begin = datetime.datetime.combine(day, datetime.time(15, 30), AMSTERDAM)
    meeting = a_meeting(world.coalition, starts_at=begin, ends_at=begin + datetime.timedelta(hours=1))
    asked(meeting, world.member)
    sent()
    mail = mails(world.member)[0]
    assert calendar_of(mail)["DTSTART;TZID=Europe/Amsterdam"] == f"{day:%Y%m%d}T153000"
    assert Calendar.from_ical(mail.calendar).events[0]["DTSTART"].dt == begin


def test_a_change_of_time_place_or_title_is_told_once_with_the_next_number(world, meeting):
    asked(meeting, world.member)
    sent()
    for number, values in enumerate(
        [{"location": "Kreekzaal"}, {"title": "Zorgraad op een andere dag"}], start=1
    ):
        moved(meeting, **values)
        assert (sent(), sent()) == (1, 0)
        said = calendar_of(mails(world.member)[-1])
        assert (said["METHOD"], said["SEQUENCE"]) == ("REQUEST", str(number))
    assert len({calendar_of(mail)["UID"] for mail in mails(world.member)}) == 1
    first, last = mails(world.member)[0], mails(world.member)[-1]
    assert not still_may_go(first), "what was overtaken before it left does not go"
    assert still_may_go(last)


def test_an_edit_of_a_published_agenda_is_told_when_it_is_published(world, meeting):
    publish(meeting)
    asked(meeting, world.member)
    sent()
    moved(meeting, location="Geheime zaal")
    assert sent() == 0
    publish(meeting)
    assert sent() == 1
    assert "Geheime zaal" in mails(world.member)[-1].calendar


@pytest.mark.parametrize("how", ["called off", "taken off", "mandate ends"])
def test_an_end_is_told_once_as_cancel(world, meeting, how):
    row = asked(meeting, world.member)
    sent()
    if how == "called off":
        meeting.cancel(by=world.chair, reason="te weinig punten")
    elif how == "taken off":
        take_off(row, by=world.chair)
    else:
        cast.end(Mandate.objects.get(person=world.member.person, body=world.coalition))
    assert (sent(), sent()) == (1, 0)
    said = calendar_of(mails(world.member)[-1])
    assert (said["METHOD"], said["SEQUENCE"], said["STATUS"]) == ("CANCEL", "1", "CANCELLED")


def test_who_was_never_told_hears_of_no_end_and_a_meeting_that_goes_on_after_all_is_told_again(
    world, meeting
):
    asked(meeting, world.member)
    publish(meeting)
    meeting.cancel(by=world.chair, reason="ziek")
    assert sent() == 0
    publish(meeting)
    assert sent() == 1
    assert calendar_of(mails(world.member)[-1])["METHOD"] == "REQUEST"


def test_nothing_is_told_of_what_is_over(world):
    meeting = a_meeting(world.coalition)
    asked(meeting, world.member)
    moved(meeting, starts_at=timezone.now() - datetime.timedelta(days=1), ends_at=None)
    assert sent() == 0


def test_a_worker_that_dies_between_letter_and_mail_leaves_neither_and_the_next_one_tells_once(
    world, meeting, monkeypatch
):
    asked(meeting, world.member)

    class Killed(BaseException):
        pass

    def die(name):
        if name == "invitation.after_letter":
            raise Killed

    monkeypatch.setattr(telling, "killpoint", die)
    with pytest.raises(Killed):
        sent()
    assert (CalendarLetter.objects.count(), len(mails(world.member))) == (0, 0)
    monkeypatch.undo()
    assert (sent(), sent()) == (1, 0)
    assert len(mails(world.member)) == 1


def test_who_has_no_address_is_shown_to_the_secretary(world, as_, meeting):
    asked(meeting, cast.person("Gerda Gast", email=""))
    assert sent() == 0
    page = as_(world.secretary).get(reverse("attendance", args=[meeting.pk]))
    assert "Geen e-mailadres. Bel even." in page.content.decode()


def test_a_guest_is_asked_by_name_and_counts_for_no_organisation(world, as_, meeting):
    guest = world.statenlid.person
    guest.named_publicly = True
    cast.set_up(guest.save)()
    client = as_(world.secretary)
    url = reverse("invite_guest", args=[meeting.pk])
    for _ in range(2):
        client.post(url, {"person": guest.name})
    row = Invitation.objects.get(person=guest)
    assert (row.kind, row.party) == ("gast", None)


def test_who_was_taken_off_can_be_asked_again_and_the_number_goes_on(world, as_, meeting):
    row = asked(meeting, world.member)
    sent()
    as_(world.secretary).post(reverse("invitation_take_off", args=[row.pk]))
    sent()
    assert asked(meeting, world.member).pk == row.pk
    sent()
    assert [calendar_of(mail)["SEQUENCE"] for mail in mails(world.member)] == ["0", "1", "2"]


def test_people_with_two_roles_are_offered_once(world, as_, meeting):
    cast.mandate(world.member, world.coalition, Role.LEAD)
    offered = as_(world.secretary).get(invite_page(meeting)).context["offered"]
    assert len([one for one in offered if one.mandate.person == world.member.person]) == 1
    assert next(one for one in offered if one.mandate.person == world.member.person).speaks_for


def test_pages_cost_the_same_for_two_and_for_twenty(world, as_):
    def costs(count):
        body, people = table_of(count, name=f"Tafel {count}")
        cast.mandate(world.secretary, body, Role.SECRETARY)
        meeting, _ = a_meeting_with(body, people)
        later = a_meeting(body, days=9)
        client = as_(cast.fresh(world.secretary))
        pages = {name: reverse(name, args=[meeting.pk]) for name in ("attendance", "presence", "quorum")}
        found = {}
        for name, url in {**pages, "invite": reverse("invite", args=[later.pk])}.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found[name] = len(queries)
        return found

    costs(1)  # what is asked once per process
    assert costs(2) == costs(20)


# ---------------------------------------------------------------- once it began
def begun(meeting):
    return moved(meeting, starts_at=timezone.now() - datetime.timedelta(minutes=5), ends_at=None)


def test_somebody_whose_mandate_ended_closes_the_page_for_nobody_else(world, as_, meeting):
    first = cast.seat(world.coalition, cast.organisation("Aandacht voor Ouderen"))
    gone = cast.mandate(cast.person("Aad Afgetreden"), world.coalition, seat=first)
    asked(meeting, gone.person)
    asked(meeting, world.member)
    cast.end(gone)
    url = reverse("attendance", args=[meeting.pk])
    assert as_(world.secretary).get(url).context["rows"][0].person == gone.person, "the control"
    assert reverse("invite", args=[meeting.pk]) in as_(world.secretary).get(url).text
    assert "Mijn antwoord" in as_(world.member).get(url).text
    begun(meeting)
    assert "Mijn antwoord" not in as_(world.member).get(url).text


def test_who_walks_in_is_put_on_the_list_and_counts_without_a_mail(world, as_):
    body, people = table_of(2)
    cast.mandate(world.secretary, body, Role.SECRETARY)
    meeting, rows = a_meeting_with(body, people[:1])
    sent()
    begun(meeting)
    client = as_(cast.fresh(world.secretary))
    assert invite_page(meeting) in client.get(reverse("attendance", args=[meeting.pk])).text
    answer = press(client, meeting)
    assert answer.status_code == 302
    told = client.get(answer.url).text
    assert "geen mail" in told
    walked_in = Invitation.objects.get(meeting=meeting, person=people[1])
    instead = cast.person("Wim Walk-in", named_publicly=True)
    cast.mandate(instead, world.other)
    url = reverse("invite_guest", args=[meeting.pk])
    client.post(url, {"person": "Wim Walk-in", "instead_of": str(rows[0].pk)})
    other = Invitation.objects.get(meeting=meeting, person=instead)
    assert (other.kind, other.party) == ("vervanger", rows[0].party)
    here = {row.pk: ("", PresenceState.PRESENT) for row in (walked_in, other)}
    note(meeting, here, by=world.secretary)
    assert len(quorum_at(meeting).present) == 2
    assert sent() == 0


def test_nobody_is_put_on_the_list_of_a_meeting_that_is_off(world, as_, meeting):
    cast.set_up(meeting.cancel)(by=world.secretary, reason="Ziek")
    begun(meeting)
    client = as_(world.secretary)
    assert invite_page(meeting) not in client.get(reverse("attendance", args=[meeting.pk])).text
    press(client, meeting)
    assert not Invitation.objects.filter(meeting=meeting).exists()
