"""Who is left out or erased gives up the seat, and whoever has something in a calendar hears what becomes of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting import listing, sending
from newsletters.network_meeting.answering import MOST_PEOPLE, Given, Wish, answer, wish
from newsletters.network_meeting.arrivals.door import counted
from newsletters.network_meeting.models import Answer, Invitee, NetworkMeeting
from newsletters.network_meeting.moving import put_in
from newsletters.network_meeting.telling import KIND
from tests.governance.attending import calendar_of
from tests.newsletters.network.meeting import (
    a_breakout,
    an_invitee,
    comes,
    fired,
    in_days,
    mails,
    moved,
    prepared,
    told,
    wave,
)
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, suppress
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db


def one_seat(**first: Any) -> tuple[NetworkMeeting, Invitee, Invitee]:
    """An has the only seat, Bo waits for it; both know."""
    meeting = prepared(seats=1)
    an, bo = an_invitee(meeting, "An", **first), an_invitee(meeting, "Bo")
    comes(an)
    comes(bo)
    told()
    return meeting, an, bo


def seated(meeting: NetworkMeeting) -> list[str]:
    return [person.name for person in meeting.attendees.seated()]


def test_who_is_left_out_gives_up_the_seat_and_hears_it_once(world: World) -> None:
    meeting, an, bo = one_seat()
    assert seated(meeting) == ["An"], "the control"
    before = len(mails(KIND))
    listing.leave_out(an, "Fusie", by=world.bureau)
    assert seated(meeting) == ["Bo"]
    assert counted(meeting).expected == 1
    assert told() == 2
    assert told() == 0
    first, second = sorted(mails(KIND)[before:], key=lambda mail: mail.to_address)
    assert (first.to_address, calendar_of(first)["METHOD"]) == (an.address, "CANCEL")
    assert "ingetrokken" in first.text
    assert "Fusie" not in first.text
    assert an.own_url not in calendar_of(first).get("URL", "")
    assert second.to_address == bo.address
    assert still_may_go(first)

    listing.take_back(an, by=world.bureau)
    an.refresh_from_db()
    assert an.answer == Answer.NONE, "the seat is gone: they say again whether they come"
    assert told() == 1
    assert calendar_of(mails(KIND)[-1])["METHOD"] == "REQUEST"


def test_who_was_never_told_of_a_visit_hears_nothing_when_left_out(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    listing.leave_out(row, "Met pensioen", by=world.bureau)
    assert told() == 0


def test_who_was_there_stays_counted_when_left_out_afterwards(world: World) -> None:
    meeting, an, _ = one_seat()
    moved(meeting.meeting, starts_at=in_days(-1), ends_at=in_days(-0.9))
    listing.leave_out(an, "Fusie", by=world.bureau)
    assert seated(meeting) == ["An"]


def test_erasing_somebody_before_the_day_gives_their_seat_away(world: World) -> None:
    meeting, an, _ = one_seat(address=world.partner.person.email, reason="ruzie met An")
    set_up(world.partner.person.erase)()
    assert seated(meeting) == ["Bo"]
    an.refresh_from_db()
    assert an.reason == "Gewist"


def test_no_more_invitations_is_not_no_more_news_of_ones_visit(world: World) -> None:
    meeting, an, bo = one_seat()
    asked = an_invitee(meeting, "Cas", told=1, known={"Plaats": "Elders"})
    for row in (an, asked):
        listing.want_no_more(row, by=SystemActor.VISITOR)
    set_up(suppress)(bo.address, EVERYTHING, WhyNot.BOUNCED)
    moved(meeting.meeting, status="geannuleerd", status_note="Storm")
    known = Invitee.objects.get(pk=asked.pk).known
    assert told() == 1
    (mail,) = [mail for mail in mails(KIND) if "Storm" in mail.text]
    assert mail.to_address == an.address
    assert still_may_go(mail)
    assert Invitee.objects.get(pk=asked.pk).known == known, "who is not told does not know"
    listing.want_again(asked, by=SystemActor.VISITOR)
    assert told() == 1


def test_another_day_is_told_with_the_answer_that_crossed_it(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    fired()
    moved(meeting.meeting, location="Theater")
    comes(row)
    assert told() == 1
    (mail,) = mails(KIND)
    assert "Fijn, u komt" in mail.text
    assert "is dit veranderd" in mail.text
    assert "Plaats: Theater" in mail.text
    assert "Met:" not in mail.text, "what is new by the answer itself is no change"


def test_somebody_who_was_taken_off_meanwhile_is_no_error(world: World) -> None:
    meeting = prepared()
    room, row = a_breakout(meeting, "Zorg"), an_invitee(meeting, "An")
    (person,) = comes(row)
    answer(row, Given(Answer.NO), by=SystemActor.VISITOR)
    with pytest.raises(ValidationError, match="staat niet meer op de lijst"):
        wish(person, Wish([room]), by=SystemActor.VISITOR)
    with pytest.raises(ValidationError, match="staat niet meer op de lijst"):
        put_in(person, room, by=world.bureau)


def test_the_office_announces_more_people_than_a_visitor_may(world: World) -> None:
    row = an_invitee(prepared(), "An")
    many = Given(Answer.YES, [f"Mens {at}" for at in range(MOST_PEOPLE + 1)])
    with pytest.raises(ValidationError, match="hoogstens"):
        answer(row, many, by=SystemActor.VISITOR)
    assert answer(row, many, by=world.bureau)


def test_history_holds_no_secret_of_a_link(world: World) -> None:
    row = an_invitee(prepared(), "An")
    page = Client()
    said = {"answer": "ja", "names": "An", "version": row.version}
    assert page.post(reverse("network_own", args=[row.secret]), said).status_code == 302
    events = Invitee.history.rel.related_model.objects.filter(pgh_obj_id=row.pk)  # type: ignore[attr-defined]
    paths = [event.pgh_context.get("path", "") for event in events if event.pgh_context]
    assert "/netwerkbijeenkomst/mijn/***/" in paths, "the control"
    assert not any(row.secret in path for path in paths)


def test_a_new_link_is_sent_to_who_had_the_old_one(world: World) -> None:
    meeting = prepared()
    never, an = an_invitee(meeting, "Nooit"), an_invitee(meeting, "An")
    comes(an)
    told()
    old = an.own_url
    for row in (never, an):
        listing.new_link(row, by=world.bureau)
    assert told() == 1
    assert told() == 0
    mail, new = mails(KIND)[-1], Invitee.objects.get(pk=an.pk).own_url
    assert mail.to_address == an.address
    assert "Uw oude link: niet meer" in mail.text
    assert new in mail.text
    assert old not in mail.text
    assert new != old


def test_another_name_wipes_what_somebody_eats_and_says_so(world: World) -> None:
    row = an_invitee(prepared(), "An")
    (person,) = comes(row, "Jan Jansn")
    wish(person, Wish(dietary_needs="Notenallergie"), by=SystemActor.VISITOR)
    page, url = Client(), reverse("network_own", args=[row.secret])

    def said(names: str) -> str:
        version = Invitee.objects.get(pk=row.pk).version
        answered = page.post(url, {"answer": "ja", "names": names, "version": version}, follow=True)
        return answered.content.decode()

    assert "daarom gewist" not in said("Jan Jansn\nPiet"), "the control: the name stays"
    assert "Wat Jan Jansn eet en nodig heeft, is daarom gewist" in said("Jan Jansen\nPiet")
