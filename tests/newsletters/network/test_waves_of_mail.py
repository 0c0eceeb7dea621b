"""Waves of mail: each person gets each wave once; reminders only who did not answer; twice or late does no harm."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsletters.network_meeting import circle, listing, sending
from newsletters.network_meeting.arrivals.door import arrive
from newsletters.network_meeting.listing import Extra
from newsletters.network_meeting.models import (
    Attendee,
    Invitee,
    NetworkMeeting,
    Source,
    Wave,
    WaveKind,
    WaveLetter,
)
from newsletters.network_meeting.sending import KIND
from tests.newsletters.network.meeting import (
    an_invitee,
    comes,
    fired,
    in_circle,
    in_days,
    mails,
    moved,
    prepared,
    stays_away,
    wave,
)
from tests.queries import of_the_page
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.post.restored import is_shut

pytestmark = pytest.mark.django_db


def started(world: World, meeting: NetworkMeeting, kind: str = WaveKind.INVITATION) -> Wave:
    """This wave goes now."""
    found = moved(wave(meeting, kind), goes_at=timezone.now() - datetime.timedelta(minutes=1))
    sending.start(found, by=world.bureau)
    found.refresh_from_db()
    return found


@set_up
def invited(row: Invitee, days: float) -> None:
    """They got the invitation so many days ago."""
    WaveLetter.objects.create(wave=wave(row.network_meeting), invitee=row, written_at=in_days(-days))


@set_up
def looked() -> list[str]:
    """What the post office would hand over by now, and takes in hand."""
    OutgoingMail.objects.filter(state=MailState.QUEUED).update(not_before=timezone.now())
    return sorted(mail.to_address for mail in claim(20) if mail.kind == KIND)


def readers(kind: str = KIND) -> list[str]:
    return sorted(mail.to_address for mail in mails(kind))


def test_the_circle_is_asked_once_each_though_an_address_is_in_two_lists(world: World) -> None:
    in_circle("Buurtzaam", "info@buurt.example", "samen@kring.example")
    in_circle("Polderfysio", "SAMEN@kring.example")
    in_circle("Zorggroep Lid", "lid@zorg.example", kind="deelnemer")
    in_circle("Verre Buur", "ver@weg.example", kind="extern")
    meeting = prepared()
    rows = {row.address: row.speaks_for for row in meeting.invitees.all()}
    assert rows == {"info@buurt.example": "Buurtzaam", "samen@kring.example": "Buurtzaam, Polderfysio"}

    started(world, meeting)
    assert fired() == 2
    assert fired() == 0, "fired again"
    assert readers() == ["info@buurt.example", "samen@kring.example"]
    (mail,) = mails(KIND, "info@buurt.example")
    row = Invitee.objects.get(address="info@buurt.example")
    assert row.own_url in mail.text
    assert "METHOD:REQUEST" in mail.calendar
    assert mail.private, "the link in it answers for somebody"


def test_who_joins_the_circle_later_is_asked_after_all(world: World) -> None:
    in_circle("Buurtzaam", "info@buurt.example")
    meeting = prepared()
    started(world, meeting)
    fired()
    in_circle("Later", "later@kring.example")
    assert circle.gather(meeting, by=world.bureau) == 1
    assert circle.gather(meeting, by=world.bureau) == 0
    assert fired() == 1
    assert readers() == ["info@buurt.example", "later@kring.example"]


def test_nothing_goes_before_its_moment_nor_before_somebody_sets_it_going(world: World) -> None:
    meeting = prepared()
    an_invitee(meeting, "Ada Zorg")
    found = moved(wave(meeting), goes_at=in_days(-1))
    assert fired() == 0, "a draft"
    moved(found, goes_at=in_days(1))
    sending.start(Wave.objects.get(pk=found.pk), by=world.bureau)
    assert fired() == 0, "planned"
    moved(found, goes_at=in_days(-0.1))
    assert fired() == 1


def test_reminders_go_only_to_who_did_not_answer(world: World) -> None:
    meeting = prepared()
    yes, no, silent = (an_invitee(meeting, name) for name in ("Ja Zegger", "Nee Zegger", "Stille Som"))
    for row in (yes, no, silent):
        invited(row, 3)
    late = an_invitee(meeting, "Later Erbij")
    started(world, meeting)
    assert fired() == 1, "the one who was not invited yet"
    comes(yes)
    stays_away(no)
    started(world, meeting, WaveKind.REMINDER)
    assert fired() == 1
    assert readers() == sorted([late.address, silent.address]), "invited just now: no reminder on top of that"
    assert fired() == 0


def test_of_two_late_reminders_one_goes(world: World) -> None:
    meeting = prepared()
    invited(an_invitee(meeting, "Stille Som"), 10)
    first, second = meeting.waves.filter(kind=WaveKind.REMINDER).order_by("goes_at")
    for row, days in ((first, -4), (second, -2)):
        moved(row, goes_at=in_days(days))
        sending.start(Wave.objects.get(pk=row.pk), by=world.bureau)
    assert fired() == 1
    assert WaveLetter.objects.filter(wave=second).count() == 1
    assert fired() == 0, "nor the older one after it"


def test_left_out_unwilling_and_erased_get_nothing_and_waiting_mail_lapses(world: World) -> None:
    meeting = prepared()
    out, unwilling, erased, kept = (
        an_invitee(meeting, name) for name in ("Uit", "Wil Niet", "Weg", "Blijft")
    )
    moved(erased, person=world.other_partner.person)
    listing.leave_out(out, "Fusie", by=world.bureau)
    listing.want_no_more(unwilling, by=SystemActor.VISITOR)
    started(world, meeting)
    assert fired() == 2
    waiting = {mail.to_address: mail for mail in mails(KIND)}
    assert set(waiting) == {world.other_partner.person.email, kept.address}
    assert still_may_go(waiting[kept.address]), "the control"
    before = waiting[world.other_partner.person.email]
    set_up(world.other_partner.person.erase)()
    assert not still_may_go(before)
    erased.refresh_from_db()
    assert erased.name == "Gewiste persoon"
    assert erased.address == ""
    comes(kept)
    assert not still_may_go(waiting[kept.address]), "answered meanwhile: the invitation is old news"


def test_a_stop_holds_what_did_not_go_and_a_start_goes_on(world: World) -> None:
    meeting = prepared()
    an_invitee(meeting, "Ada Zorg")
    found = started(world, meeting)
    fired()
    assert sending.stop(found, by=world.bureau)
    assert not sending.stop(found, by=world.bureau)
    assert looked() == [], "held"
    an_invitee(meeting, "Ben Welzijn")
    assert fired() == 0
    sending.start(found, by=world.bureau)
    assert fired() == 1
    assert looked() == ["ada.zorg@kring.example", "ben.welzijn@kring.example"]


def test_what_is_taken_back_holds_a_mail_and_loses_none(world: World) -> None:
    """Another moment, leaving out and calling off can all be undone while the mail waits."""
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    found = started(world, meeting)
    fired()
    before = found.goes_at
    sending.edit(found, in_days(3), "", by=world.bureau)
    assert looked() == []
    found.refresh_from_db()
    sending.edit(found, before, "", by=world.bureau)
    listing.leave_out(row, "Fusie", by=world.bureau)
    assert looked() == []
    listing.take_back(row, by=world.bureau)
    moved(meeting.meeting, status="geannuleerd", status_note="Storm")
    assert looked() == []
    moved(meeting.meeting, status="concept", status_note="")
    assert looked() == ["ada.zorg@kring.example"]


def test_a_mail_that_waited_until_the_meeting_began_lapses(world: World) -> None:
    meeting = prepared()
    an_invitee(meeting, "Ada Zorg")
    sending.stop(started(world, meeting), by=world.bureau)
    sending.start(wave(meeting), by=world.bureau)
    fired()
    moved(meeting.meeting, starts_at=in_days(-0.01))
    assert looked() == []
    (mail,) = mails(KIND)
    assert mail.state == MailState.FAILED


def test_nothing_is_asked_of_a_meeting_that_is_off_or_began(world: World) -> None:
    meeting = prepared()
    an_invitee(meeting, "Ada Zorg")
    started(world, meeting)
    moved(meeting.meeting, status="geannuleerd", status_note="Storm")
    assert fired() == 0
    moved(meeting.meeting, status="concept", status_note="", starts_at=in_days(-0.01))
    assert fired() == 0


def test_afterwards_thanks_go_to_who_came_and_who_takes_part_is_not_asked_to_join(world: World) -> None:
    in_circle("Buurtzaam", "kring@buurt.example")
    member = in_circle("Zorggroep Lid", "lid@zorg.example", kind="deelnemer")
    meeting = prepared()
    extra = listing.add(meeting, Extra("Lid", "lid@zorg.example", "Spreekt", [member]), by=world.bureau)
    guest = Invitee.objects.get(address="kring@buurt.example")
    away = an_invitee(meeting, "Ada Weg")
    for row in (guest, extra):
        comes(row)
    stays_away(away)
    moved(meeting.meeting, starts_at=in_days(-2), ends_at=in_days(-1.9))
    for kind in (WaveKind.AFTERWARDS, WaveKind.JOIN):
        started(world, meeting, kind)
    assert fired() == 3
    said = {(mail.to_address, mail.subject.split()[0]) for mail in mails(KIND)}
    assert said == {
        ("kring@buurt.example", "Wat"), ("lid@zorg.example", "Wat"), ("kring@buurt.example", "Doe"),
    }  # fmt: skip
    moved(meeting.meeting, starts_at=in_days(-90), ends_at=in_days(-89.9))
    assert not any(still_may_go(mail) for mail in OutgoingMail.objects.filter(kind=KIND)), (
        "too late to be of use"
    )


def test_thanks_go_to_who_was_seen_at_the_door_where_the_door_wrote_it_down(world: World) -> None:
    meeting = prepared()
    came, stayed_home = an_invitee(meeting, "Ada Kwam"), an_invitee(meeting, "Ben Bleef")
    (person,) = comes(came)
    comes(stayed_home)
    moved(meeting.meeting, starts_at=in_days(0.1), ends_at=in_days(0.2))
    arrive(Attendee.objects.get(pk=person.pk), by=world.bureau.person)
    moved(meeting.meeting, starts_at=in_days(-2), ends_at=in_days(-1.9))
    started(world, meeting, WaveKind.AFTERWARDS)
    assert fired() == 1
    assert readers() == [came.address]


def test_who_is_in_the_circle_without_an_address_is_told_to_the_bureau(world: World) -> None:
    silent, known = in_circle("Onbereikbaar"), in_circle("Buurtzaam", "info@buurt.example")
    meeting = prepared()
    assert circle.without_address(meeting) == [silent]
    assert set(circle.not_asked_since()) == {silent, known}
    invited(meeting.invitees.get(), 600)
    assert set(circle.not_asked_since()) == {silent, known}, "nineteen months ago"
    other = prepared(80)
    started(world, other)
    fired()
    assert list(circle.not_asked_since()) == [silent]


def test_an_address_is_added_with_a_reason_and_once(world: World) -> None:
    meeting = prepared()
    listing.add(meeting, Extra("Ada", "Ada@Kring.example", "Deed vorig jaar mee"), by=world.bureau)
    with pytest.raises(Exception, match="staat al op de lijst"):
        listing.add(meeting, Extra("Ada", "ada@kring.example", "Nog eens"), by=world.bureau)
    assert meeting.invitees.get().source == Source.ADDED


def test_looking_for_work_costs_the_same_for_many(world: World) -> None:
    set_up(is_shut)()  # the first who asks makes the row of the post office
    meeting = prepared()
    started(world, meeting)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            sending.due()
        return of_the_page(captured)

    few = [an_invitee(meeting, f"Mens {at}") for at in range(2)]
    cost = asked()
    many = [an_invitee(meeting, f"Ander {at}") for at in range(20)]
    assert asked() == cost
    assert len(sending.due()) == len(few) + len(many)


def test_before_mail_goes_its_reader_sees_to_how_many(world: World, as_: Any) -> None:
    meeting = prepared()
    for name in ("An", "Bo"):
        an_invitee(meeting, name)
    found = moved(wave(meeting), goes_at=in_days(-1))
    client = as_(world.bureau)
    one = reverse("network_wave_start", args=[meeting.pk, found.pk])
    many = reverse("network_waves_start", args=[meeting.pk])
    for url in (one, many):
        page = client.get(url).content.decode()
        assert "Gaat meteen uit. Nu voor 2 mensen" in page
    assert not Wave.objects.filter(started_at__isnull=False).exists(), "looking sets nothing going"
    assert client.post(one).status_code == 302
    assert Wave.objects.get(pk=found.pk).started_at
    assert found.pk not in [row.pk for row, _, _ in client.get(many).context["waves"]]
    assert client.post(many).status_code == 302
    assert not Wave.objects.filter(started_at__isnull=True).exists()
    moved(meeting.meeting, starts_at=in_days(-1), ends_at=in_days(-0.9))
    sending.stop(found, by=world.bureau)
    late = client.post(one)
    assert late.status_code == 422
    assert "De bijeenkomst is al begonnen" in late.content.decode()


def test_what_goes_after_the_meeting_is_set_going_though_earlier_mail_is_too_late(world: World) -> None:
    meeting = prepared()
    moved(meeting.meeting, starts_at=in_days(-2), ends_at=in_days(-1.9))
    meeting.refresh_from_db()
    assert len(sending.drafts(meeting)) == 2
    assert sending.all_on(meeting, by=world.bureau) == 2
    on = meeting.waves.filter(started_at__isnull=False).values_list("kind", flat=True)
    assert set(on) == {WaveKind.AFTERWARDS, WaveKind.JOIN}
    assert sending.all_on(meeting, by=world.bureau) == 0


def test_what_is_too_late_says_so_and_has_no_button(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    url = reverse("network_meeting", args=[meeting.pk])
    assert "Te laat" not in client.get(url).content.decode(), "the control"
    moved(meeting.meeting, starts_at=in_days(-2), ends_at=in_days(-1.9))
    page = client.get(url).content.decode()
    on_time = [row.pk for row in meeting.waves.all() if row.is_after]
    late = meeting.waves.exclude(pk__in=on_time)
    assert page.count("Te laat") == late.count() > 0
    for row in meeting.waves.all():
        start_it = reverse("network_wave_start", args=[meeting.pk, row.pk])
        assert (start_it in page) is (row.pk in on_time)
    asking = client.get(reverse("network_waves_start", args=[meeting.pk])).content.decode()
    assert asking.count("zz-list__title") == len(on_time)


@pytest.mark.parametrize("off", [True, False])
def test_of_a_meeting_that_is_off_no_mail_can_be_set_going(world: World, as_: Any, off: bool) -> None:
    meeting, client = prepared(), as_(world.bureau)
    an_invitee(meeting, "Ada Zorg")
    started(world, meeting)
    if off:
        moved(meeting.meeting, status="geannuleerd", status_note="De zaal is dicht")
    page = client.get(reverse("network_meeting", args=[meeting.pk])).content.decode()
    assert ("Gaat niet uit" in page, "Zet aan" in page, "Zet alles aan" in page) == (off, not off, not off)
    later = meeting.waves.get(kind=WaveKind.AFTERWARDS)
    answer = client.post(reverse("network_wave_start", args=[meeting.pk, later.pk]))
    assert ("gaat niet door" in answer.content.decode()) == off
    client.post(reverse("network_waves_start", args=[meeting.pk]))
    assert meeting.waves.filter(started_at__isnull=False, kind=WaveKind.JOIN).exists() != off
    asked = client.get(reverse("network_waves_start", args=[meeting.pk])).content.decode()
    assert "Er is geen mail meer die aan kan" in asked
    assert "Zet alles aan</button>" not in asked


@pytest.mark.parametrize(("days", "asks"), [(40, True), (6, False)])
def test_nobody_is_asked_to_answer_before_a_day_that_was(world: World, days: int, asks: bool) -> None:
    meeting = prepared(days)
    row = an_invitee(meeting, "Ada Zorg")
    assert (meeting.reply_by is not None) == asks
    started(world, meeting)
    fired()
    (mail,) = mails(KIND, row.address)
    assert ("graag voor" in mail.text) == asks
    assert ("Antwoord graag voor" in Client().get(row.own_url).content.decode()) == asks
    if asks:
        moved(meeting, reply_by=in_days(-1).date())
        assert "Antwoord graag voor" not in Client().get(row.own_url).content.decode()
