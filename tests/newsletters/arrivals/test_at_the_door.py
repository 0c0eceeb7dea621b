"""The day itself: people come in, each counted once, and whoever comes unannounced is added."""

import datetime
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.printouts.jobs import make_printouts
from newsletters.network_meeting import answering
from newsletters.network_meeting.arrivals import door
from newsletters.network_meeting.arrivals.papers import address_of, paper_of
from newsletters.network_meeting.arrivals.providers import _own_codes
from newsletters.network_meeting.models import (
    Answer,
    Arrival,
    Attendee,
    BreakoutChoice,
    Invitee,
    NetworkBreakout,
    NetworkMeeting,
    Source,
)
from partners.organisations.models import Organisation
from tests.newsletters.arrivals.making import a_network_meeting, comes
from tests.newsletters.network.meeting import moved
from tests.pdfs import failed_rules, letters, page_texts
from tests.queries import of_the_page
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting, changes_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def duin():
    """The organisation of world.partner."""
    return Organisation.objects.get(name="Zorggroep Duin")


@set_up
def goes_to(person, topic, room):
    """A place in the first round."""
    meeting, now = person.network_meeting, timezone.now()
    breakout = NetworkBreakout.objects.create(network_meeting=meeting, position=1, topic=topic, room=room)
    BreakoutChoice.objects.create(
        attendee=person, breakout=breakout, rank=1, asked_at=now, placed_at=now, round=1
    )


@pytest.fixture
def meeting(world):
    return a_network_meeting(world)


def press(client, person, **given):
    return client.post(reverse("network_arrival_write", args=[person.pk]), given)


def test_scanning_shows_who_it_is_and_one_press_brings_them_in(world, as_, meeting):
    person, staff = comes(meeting, organisation=duin()), as_(world.bureau)
    page = staff.get(reverse("network_arrival", args=[person.pk]))
    assert person.name in page.content.decode()
    assert not Arrival.objects.exists(), "looking changes nothing"
    assert press(staff, person)["Location"].startswith(reverse("network_arrivals", args=[meeting.pk]))
    found = Arrival.objects.get()
    assert (found.attendee, found.by) == (person, world.bureau.person)
    assert "Binnen" in staff.get(reverse("network_arrival", args=[person.pk])).content.decode()


def test_nobody_is_counted_twice(world, as_, meeting):
    person = comes(meeting)
    for _ in range(3):
        answer = as_(world.bureau).post(reverse("network_arrival_write", args=[person.pk]), follow=True)
    assert "Niet dubbel geteld" in answer.content.decode()
    assert door.counted(meeting).here == 1


def test_a_mistake_is_taken_back_and_history_knows_both(world, as_, meeting):
    person, staff = comes(meeting), as_(world.bureau)
    press(staff, person)
    arrival = Arrival.objects.get()
    press(staff, person, terug="ja")
    press(staff, person, terug="ja")
    assert not Arrival.objects.exists()
    assert {change.actor_key for change in changes_of(arrival)} == {f"person:{world.bureau.person_id}"}
    press(staff, person)
    assert door.counted(meeting).here == 1


def test_who_is_not_of_the_bureau_brings_nobody_in(world, as_, client, meeting):
    person = comes(meeting)
    for reader in (world.member, world.partner, world.statenlid):
        assert press(as_(reader), person).status_code == 403
    assert press(client, person).status_code == 302
    assert not Arrival.objects.exists()
    assert as_(world.bureau).get(reverse("network_arrival", args=[uuid.uuid4()])).status_code == 404


# ---------------------------------------------------------------- typing a name
def test_a_name_is_found_by_any_part_of_it_and_by_the_organisation(world, as_, meeting):
    comes(meeting, "Zoë van Élan", organisation=duin())
    comes(meeting, "Piet Bakker")
    for typed, found in (("zoe", True), ("elan van", True), ("duin", True), ("bakker", False)):
        page = (
            as_(world.bureau)
            .get(reverse("network_arrivals", args=[meeting.pk]), {"naam": typed})
            .content.decode()
        )
        assert ("Zoë van Élan" in page) is found, typed
    page = (
        as_(world.bureau)
        .get(reverse("network_arrivals", args=[meeting.pk]), {"naam": "xyz\x00"})
        .content.decode()
    )
    assert "Niemand gevonden" in page


def test_who_waits_for_a_seat_can_come_in_too(world, as_, meeting):
    person = comes(meeting, seated=False)
    assert (
        "wachtlijst" in as_(world.bureau).get(reverse("network_arrivals", args=[meeting.pk])).content.decode()
    )
    press(as_(world.bureau), person)
    assert door.counted(meeting) == door.Count(expected=0, here=1, unannounced=0)


def cost(client, *addresses):
    """Queries of these pages together, the second time they are asked."""
    for address in addresses:
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        for address in addresses:
            client.get(address)
    return of_the_page(captured.captured_queries)


def test_the_list_and_the_report_cost_the_same_with_many(world, as_, meeting):
    staff = as_(world.bureau)
    pages = [reverse(name, args=[meeting.pk]) for name in ("network_arrivals", "network_presence")]
    for number in range(20):
        press(staff, comes(meeting, f"Lezer {number}", organisation=duin()))
        if number == 1:
            few = cost(staff, *pages)
    assert cost(staff, *pages) == few


# ---------------------------------------------------------------- who comes without announcing
def test_who_comes_unannounced_is_on_the_list_and_in(world, as_, meeting):
    address = reverse("network_walk_in", args=[meeting.pk])
    given = {"name": "  Anna   Vos ", "organisation": duin().pk}
    assert as_(world.bureau).post(address, given).status_code == 302
    person = Attendee.objects.get()
    assert (person.name, person.invitee.source, person.has_a_seat) == ("Anna Vos", Source.AT_THE_DOOR, True)
    assert list(person.invitee.organisations.all()) == [duin()]
    again = as_(world.bureau).post(address, given)
    assert again.status_code == 422
    assert "staat al op de lijst" in again.content.decode()
    assert "Anna Vos" in again.content.decode() or "Anna" in again.content.decode()
    assert door.counted(meeting) == door.Count(expected=0, here=1, unannounced=1)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\x00b"])
def test_without_a_name_nobody_is_added(world, as_, meeting, name):
    answer = as_(world.bureau).post(reverse("network_walk_in", args=[meeting.pk]), {"name": name})
    assert answer.status_code == 422
    assert not Attendee.objects.exists()


def test_beyond_the_seats_being_there_counts_anyway(world):
    meeting = a_network_meeting(world, seats=1)
    comes(meeting)
    person = door.walk_in(meeting, "Anna Vos", None, by=world.bureau.person)
    assert not person.has_a_seat
    assert door.counted(meeting).here == 1


def test_a_mistake_at_the_door_leaves_the_list(world, meeting):
    person = door.walk_in(meeting, "Anna Vos", None, by=world.bureau.person)
    assert door.take_back(Attendee.objects.get(pk=person.pk), by=world.bureau.person)
    assert not Attendee.objects.exists()
    assert Invitee.objects.get().reason == door.MISTAKE
    assert door.walk_in(meeting, "Anna Vos", None, by=world.bureau.person)


def test_what_does_not_go_on_takes_nobody_in(world, as_, meeting, monkeypatch):
    person = comes(meeting)
    monkeypatch.setattr(NetworkMeeting, "is_off", True)
    answer = as_(world.bureau).post(reverse("network_arrival_write", args=[person.pk]), follow=True)
    assert "gaat niet door" in answer.content.decode()
    assert (
        as_(world.bureau).post(reverse("network_walk_in", args=[meeting.pk]), {"name": "Anna"}).status_code
        == 422
    )
    assert not Arrival.objects.exists()


def test_the_door_of_what_is_off_says_so_and_has_no_button(world, as_, meeting):
    person, staff = comes(meeting), as_(world.bureau)
    pages = [reverse("network_arrivals", args=[meeting.pk]), reverse("network_arrival", args=[person.pk])]
    walk_in = reverse("network_walk_in", args=[meeting.pk])
    for page in pages:
        assert "Binnen</button>" in staff.get(page).content.decode(), "the control"
    assert staff.get(walk_in).status_code == 200, "the control"
    begins = timezone.now() + 20 * DAY
    moved(
        meeting.meeting,
        status="geannuleerd",
        status_note="De zaal is dicht",
        starts_at=begins,
        ends_at=begins + DAY / 12,
    )
    for page in pages:
        said = staff.get(page).content.decode()
        assert "De zaal is dicht" in said
        assert "nog niet zover" not in said
        assert "Binnen</button>" not in said
    assert staff.get(walk_in).headers["Location"] == pages[0]


def test_who_is_in_stays_on_the_list_whatever_is_answered_later(world, meeting):
    person = comes(meeting)
    door.arrive(person, by=world.bureau.person)
    with pytest.raises(ValidationError, match="al binnen"):
        answering.answer(person.invitee, answering.Given(Answer.NO), by=SystemActor.VISITOR)
    with pytest.raises(ProtectedError), acting(SystemActor.SETUP):
        person.delete()


def test_the_door_opens_on_the_day_itself(world, as_, meeting):
    person, staff = comes(meeting), as_(world.bureau)
    begins = timezone.now() + door.BEFORE + datetime.timedelta(minutes=5)
    moved(meeting.meeting, starts_at=begins, ends_at=begins + datetime.timedelta(hours=2))
    for name, pk in (("network_arrivals", meeting.pk), ("network_arrival", person.pk)):
        page = staff.get(reverse(name, args=[pk])).content.decode()
        assert "Het is nog niet zover" in page
        assert ">Binnen</button>" not in page
    assert (
        "Het is nog niet zover"
        in staff.post(reverse("network_arrival_write", args=[person.pk]), follow=True).content.decode()
    )
    early = staff.post(reverse("network_walk_in", args=[meeting.pk]), {"name": "Anna Vos"})
    assert early.status_code == 422
    assert "Anna Vos" in early.content.decode()
    assert not Arrival.objects.exists()
    moved(meeting.meeting, starts_at=begins - datetime.timedelta(minutes=10))
    press(staff, person)
    assert Arrival.objects.exists(), "the control"


# ---------------------------------------------------------------- paper, phone, report
def test_badges_and_the_list_become_valid_paper(world, as_, meeting):
    first = comes(meeting, "Zoë van Élan", organisation=duin())
    for number in range(9):
        comes(meeting, f"Lezer {number}")
    comes(meeting, "Wacht Nog", seated=False)
    breakout = set_up(NetworkBreakout.objects.create)(
        network_meeting=meeting, position=1, topic="Preventie", room="Zaal 2"
    )
    now = timezone.now()
    set_up(BreakoutChoice.objects.create)(
        attendee=first, breakout=breakout, rank=1, asked_at=now, placed_at=now, round=1
    )
    for kind, there in (("badges", "1. Preventie (Zaal 2)"), ("presentielijst", "Wacht Nog")):
        here = reverse("network_on_paper", args=[meeting.pk, kind])
        asked = as_(world.bureau).post(here)
        assert asked.status_code == 302
        make_printouts()
        answer = as_(world.bureau).get(reverse("network_paper_file", args=[meeting.pk, kind]))
        assert answer["Content-Type"] == "application/pdf"
        assert not failed_rules(answer.content)
        words = letters(" ".join(page_texts(answer.content)))
        assert letters("Zoë van Élan") in words
        assert letters(there) in words
    assert (
        as_(world.member).get(reverse("network_paper_file", args=[meeting.pk, "badges"])).status_code == 403
    )


def test_a_badge_holds_the_way_to_the_page_that_is_scanned(world, meeting, settings):
    settings.SITE_URL = "https://zorgzaam.example"
    person = comes(meeting)
    assert address_of(person) == f"https://zorgzaam.example/werkbank/netwerkbijeenkomst/aankomst/{person.pk}/"
    assert f"Code van {person.name}" in paper_of(meeting, "badges").html


def test_the_personal_page_shows_a_code_for_who_has_a_seat(world, meeting, rf):
    seated, waits = comes(meeting), comes(meeting, "Piet", seated=False)
    block = _own_codes(rf.get("/"), seated.invitee)
    assert [each["person"] for each in block.context["codes"]] == [seated]
    assert _own_codes(rf.get("/"), waits.invitee) is None


def test_the_codes_are_folded_below_the_answers_until_the_day(world, client, meeting):
    person = comes(meeting)
    client.get(person.invitee.own_url)
    today = client.get(person.invitee.own_url).content.decode()
    assert '<details class="zz-details" open><summary>Uw code voor de ingang' in today
    assert today.index("Uw code voor de ingang") < today.index("Wie er komen")
    begins = timezone.now() + datetime.timedelta(days=20)
    moved(meeting.meeting, starts_at=begins, ends_at=begins + datetime.timedelta(hours=2))
    page = client.get(person.invitee.own_url).content.decode()
    assert '<details class="zz-details"><summary>Uw code voor de ingang' in page
    assert page.index("Verander mijn antwoord") < page.index("Uw code voor de ingang")


def test_the_report_tells_who_was_there_and_who_was_not(world, as_, meeting):
    there, gone = comes(meeting, "Wel Er", organisation=duin()), comes(meeting, "Niet Er")
    door.arrive(there, by=world.bureau.person)
    door.walk_in(meeting, "Zomaar Binnen", None, by=world.bureau.person)
    page = as_(world.bureau).get(reverse("network_presence", args=[meeting.pk])).content.decode()
    assert "2 mensen, van wie 1 zonder aanmelding" in page
    assert "Nog niet binnen" in page
    assert "niet gekomen" not in page, "it is not over"
    moved(meeting.meeting, starts_at=timezone.now() - DAY, ends_at=timezone.now() - DAY / 2)
    page = as_(world.bureau).get(reverse("network_presence", args=[meeting.pk])).content.decode()
    assert "1 van de 2 met een plaats kwam niet" in page
    assert "niet gekomen" in page
    assert gone.name in page
    assert door.counted(meeting).missing == 1
    file = (
        as_(world.bureau)
        .get(reverse("network_presence_file", args=[meeting.pk, "csv"]))
        .content.decode("utf-8-sig")
    )
    assert file.splitlines()[0] == "naam;namens;aangemeld;had een plaats;was er;binnen om;deelsessies"
    assert len(file.splitlines()) == 4
    assert ";ja;" in file
    assert "True" not in file
    assert (
        as_(world.bureau).get(reverse("network_presence_file", args=[meeting.pk, "exe"])).status_code == 404
    )


# ---------------------------------------------------------------- at once
@pytest.mark.django_db(transaction=True)
def test_ten_scanners_at_once_count_one(world):
    meeting = a_network_meeting(world)
    person, new = comes(meeting), []

    def scan():
        try:
            new.append(door.arrive(Attendee.objects.get(pk=person.pk), by=world.bureau.person))
        finally:
            connection.close()

    threads = [threading.Thread(target=scan) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [False] * 9 + [True]
    assert Arrival.objects.count() == 1
