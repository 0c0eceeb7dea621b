"""Who is asked hears what is settled and what changed: once, by mail, with an update of their calendar."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.network_meeting import sending
from newsletters.network_meeting.telling import KIND
from tests.governance.agendas import publish
from tests.governance.attending import calendar_of
from tests.newsletters.network.meeting import (
    an_invitee,
    comes,
    fired,
    in_days,
    mails,
    moved,
    prepared,
    stays_away,
    told,
    wave,
)
from tests.world import World
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db


def test_an_answer_is_confirmed_once_with_an_entry_for_a_calendar(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    comes(row)
    assert told() == 1
    assert told() == 0
    (mail,) = mails(KIND)
    assert "Fijn, u komt" in mail.text
    entry = calendar_of(mail)
    assert entry["METHOD"] == "REQUEST"
    assert "ACCEPTED" in mail.calendar
    assert mail.private


def test_the_invitation_and_every_update_are_one_entry_with_a_higher_number(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    fired()
    comes(row)
    told()
    moved(meeting.meeting, location="Theater")
    told()
    moved(meeting.meeting, status="geannuleerd", status_note="De zaal is dicht")
    told()
    found = [*mails(sending.KIND), *mails(KIND)]
    entries = [calendar_of(mail) for mail in found]
    assert len({entry["UID"] for entry in entries}) == 1
    assert [entry["SEQUENCE"] for entry in entries] == ["1", "2", "3", "4"]
    assert [entry["METHOD"] for entry in entries] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert "Plaats: Theater" in found[2].text
    assert "De zaal is dicht" in found[3].text
    assert [still_may_go(mail) for mail in found[1:]] == [False, False, True], (
        "only the newest says how it is"
    )


def test_who_was_asked_and_did_not_answer_hears_of_another_day_too(world: World) -> None:
    meeting = prepared()
    asked, never = an_invitee(meeting, "Ada Zorg"), None
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    fired()
    never = an_invitee(meeting, "Ben Nooit")
    moved(meeting.meeting, starts_at=in_days(50), ends_at=in_days(50.1))
    assert told() == 1
    assert [mail.to_address for mail in mails(KIND)] == [asked.address]
    assert never.address not in [mail.to_address for mail in mails(KIND)], "was not asked yet"


def test_no_after_nothing_is_no_mail_and_no_after_yes_takes_it_out_of_the_calendar(world: World) -> None:
    meeting = prepared()
    never, first = an_invitee(meeting, "Ada Nee"), an_invitee(meeting, "Ben Ja")
    stays_away(never)
    comes(first)
    told()
    stays_away(first)
    told()
    assert [(m.to_address, calendar_of(m)["METHOD"]) for m in mails(KIND)] == [
        (first.address, "REQUEST"), (first.address, "CANCEL"),
    ]  # fmt: skip
    moved(meeting.meeting, status="geannuleerd", status_note="Storm")
    assert told() == 0, "who does not come need not hear that it is off"


def test_what_began_gives_no_mail(world: World) -> None:
    meeting = prepared()
    comes(an_invitee(meeting, "Ada Zorg"))
    moved(meeting.meeting, starts_at=in_days(-0.1), ends_at=in_days(0.1))
    assert told() == 0


def test_an_unpublished_edit_of_a_published_meeting_is_told_to_nobody(world: World, as_: Any) -> None:
    from tests.governance.agendas import publish

    meeting = prepared()
    comes(an_invitee(meeting, "Ada Zorg"))
    publish(meeting.meeting)
    told()
    moved(meeting.meeting, location="Theater")
    assert told() == 0
    publish(meeting.meeting)
    assert told() == 1
    assert "Theater" in mails(KIND)[-1].text


@pytest.mark.parametrize("without_mail", ["", "1"])
def test_who_calls_it_off_reads_how_many_who_are_asked_hear_of_it_whatever_is_ticked(
    world: World, as_: Any, without_mail: str
) -> None:
    meeting, client = prepared(), as_(world.bureau)
    ada, ben, cas = (an_invitee(meeting, name) for name in ("Ada Zorg", "Ben Welzijn", "Cas Thuis"))
    comes(ada)
    comes(ben)
    stays_away(cas)
    publish(meeting.meeting)
    told()
    url = reverse("meeting_cancel", args=[meeting.meeting.pk])
    page = client.get(url).content.decode()
    assert "2 genodigden krijgen" in page
    assert "altijd een mail" in page
    before = len(mails(KIND))
    client.post(url, {"reason": "De zaal is dicht", "without_mail": without_mail})
    assert told() == 2
    off = mails(KIND)[before:]
    assert {mail.to_address for mail in off} == {ada.address, ben.address}
    for mail in off:
        assert "Deze link" not in mail.text, "there is none in it"
    assert "Deze link is alleen voor u" in mails(KIND)[0].text, "the control"


def test_who_publishes_another_day_reads_how_many_who_are_asked_hear_of_it(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    comes(an_invitee(meeting, "Ada Zorg"))
    publish(meeting.meeting)
    told()
    url = reverse("meeting_publish", args=[meeting.meeting.pk])
    assert "genodigde" not in client.get(url).content.decode(), "the control: nothing changes for them"
    moved(meeting.meeting, location="Theater")
    assert "1 genodigde krijgt" in client.get(url).content.decode()
    reasons = client.get(reverse("meeting_withdraw", args=[meeting.meeting.pk])).content.decode()
    assert "genodigde" not in reasons, "an agenda that is taken back changes nothing for them"


def test_counting_who_hears_costs_the_same_for_many(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    publish(meeting.meeting)
    url = reverse("meeting_cancel", args=[meeting.meeting.pk])

    def cost() -> int:
        told()
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    comes(an_invitee(meeting, "Ada Zorg"))
    few = cost()
    for at in range(8):
        comes(an_invitee(meeting, f"Mens {at}"))
    assert cost() == few
