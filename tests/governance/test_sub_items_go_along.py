"""What is made of an agenda knows its parts: versions, what slips, the meeting, minutes, book and pasted text."""

import json

import pytest
from django.urls import reverse

from governance.bundles.content import book_for
from governance.bundles.models import Edition
from governance.bundles.printing import sections
from governance.live import running
from governance.live.models import LiveMeeting
from governance.live.opening import open_meeting
from governance.live.screen import Screen
from governance.meetings import order, pasting
from governance.meetings.history import history_of
from governance.meetings.models import AgendaItem, Audience, ParallelSession
from governance.minutes.content import content_of
from governance.minutes.growing import start
from governance.series import slipping
from governance.series.models import Slip
from tests.governance import books
from tests.governance.agendas import a_meeting, an_item, held, publish, titles
from tests.governance.nesting import called, loosen, nest, the
from tests.governance.tables import a_table
from tests.governance.test_parallel_sessions import ROOMS, in_rooms
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
BY = SystemActor.SETUP


def an_agenda(body, **extra):
    """1 Voortgang (60) with 1a Wonen (20) and 1b Zorg (15), 2 Rondvraag (10)."""
    meeting = a_meeting(body, **extra)
    for title, minutes in (("Voortgang", 60), ("Wonen", 20), ("Zorg", 15), ("Rondvraag", 10)):
        an_item(meeting, title, minutes=minutes)
    nest(the(meeting, "Wonen"))
    nest(the(meeting, "Zorg"))
    return meeting


@pytest.fixture
def meeting(world):
    return an_agenda(world.coalition)


# ---------------------------------------------------------------- what readers get
def test_readers_get_letters_and_times_and_the_change_is_told(meeting, client):
    publish(meeting)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert 'aria-label="Onderdelen van Voortgang"' in page
    for number in ("1", "1a", "1b", "2"):
        assert f'<span class="zz-agenda-read__number">{number}</span>' in page
    loosen(the(meeting, "Zorg"))
    nest(the(meeting, "Rondvraag"))
    publish(meeting)
    changes = json.loads(meeting.publications.get(audience="openbaar", version=2).changes)
    assert [
        (change["kind"], change["number"], change.get("part"), change["title"]) for change in changes
    ] == [
        ("loosened", 2, None, "Zorg"),
        ("nested", 2, "a", "Rondvraag"),
    ]
    words = client.get(reverse("meeting_version", args=[meeting.pk, 2])).content.decode()
    assert "“Rondvraag” is nu een onderdeel van punt 2" in words
    assert "“Zorg” is nu een punt op zichzelf" in words


def test_an_agenda_without_parts_is_described_as_before(world):
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Alleen")
    publish(meeting)
    (line,) = meeting.publications.get(audience="openbaar").content["items"]
    assert not {"part", "of"} & set(line)


def test_a_closed_item_and_its_parts_keep_only_their_numbers(world, client):
    meeting = a_meeting(world.coalition)
    whole = an_item(meeting, "Geheim", minutes=30, publicity="besloten")
    part = AgendaItem(title="Ook geheim", minutes=5, publicity="besloten", publicity_ground="omdat")
    set_up(order.add)(meeting, part, by=BY, inside=whole)
    publish(meeting)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "eheim" not in page
    assert '<span class="zz-agenda-read__number">1a</span>' in page
    assert "Besloten onderdeel" in page


def test_history_says_what_became_a_part(meeting, world):
    loosen(the(meeting, "Zorg"))
    told = [entry.what for entry in history_of(meeting, world.secretary)]
    assert "“Zorg” onderdeel gemaakt" in told
    assert "“Zorg” los gemaakt" in told


def test_sessions_of_a_part_are_held_within_its_item(meeting, world):
    in_rooms(the(meeting, "Zorg"), *ROOMS[:2])
    begins = {session.during.lower for session in ParallelSession.objects.all()}
    assert {(begin - meeting.starts_at).seconds // 60 for begin in begins} == {20}
    loosen(the(meeting, "Zorg"))
    begins = {session.during.lower for session in ParallelSession.objects.all()}
    assert {(begin - meeting.starts_at).seconds // 60 for begin in begins} == {60}


def test_the_book_calls_parts_and_papers_apart(meeting, world):
    books.a_file(the(meeting, "Voortgang"), "Overzicht", b"a,b\n1,2\n", "overzicht.csv")
    books.a_file(the(meeting, "Wonen"), "Cijfers", b"a,b\n3,4\n", "cijfers.csv")
    publish(meeting)
    book = book_for(meeting, Edition.OWN, world.member)
    assert book
    assert [section.label for section in sections(book, {})] == ["1", "1.1", "1a", "1a.1"]


# ---------------------------------------------------------------- going on
def test_an_item_that_was_not_reached_takes_its_parts_along(meeting, world):
    following = a_meeting(world.coalition, "De volgende", days=28)
    publish(meeting)
    held(meeting)
    reached_not = the(meeting, "Voortgang")
    for _ in range(2):
        slipping.not_reached(meeting, [reached_not.pk], by=BY)
    assert list(called(following).items()) == [("Voortgang", "1"), ("Wonen", "1a"), ("Zorg", "1b")]
    assert Slip.objects.count() == 3
    whole = Slip.objects.get(item=meeting.items.get(title="Voortgang"))
    slipping.undo(whole, by=BY)
    assert titles(following) == ["Wonen", "Zorg"], "the parts went on by themselves"


def test_a_part_that_was_not_reached_goes_on_alone_and_says_of_what(meeting, world):
    following = a_meeting(world.coalition, "De volgende", days=28)
    held(meeting)
    slipping.not_reached(meeting, [the(meeting, "Zorg").pk], by=BY)
    assert titles(following) == ["Zorg (onderdeel van Voortgang)"]


def test_a_part_waits_for_a_next_meeting_together_with_its_item(meeting, world):
    held(meeting)
    slipping.not_reached(meeting, [item.pk for item in meeting.items.all()], by=BY)
    following = a_meeting(world.coalition, "De volgende", days=28)
    set_up(slipping.carry_waiting)(following, BY)
    assert list(called(following).items())[:3] == [("Voortgang", "1"), ("Wonen", "1a"), ("Zorg", "1b")]


def test_items_handed_to_a_successor_keep_what_was_inside_them(meeting, world):
    whole = the(meeting, "Voortgang")
    for pk in (whole.pk, the(meeting, "Wonen").pk):
        assert set_up(order.hand_on)(pk, world.coalition, world.other)
    there = AgendaItem.objects.filter(body=world.other)
    assert {(item.title, item.parent_id) for item in there} == {("Voortgang", None), ("Wonen", whole.pk)}
    # What stayed is found where it stayed, and comes back there as an item of its own.
    order.place_on(meeting, the(meeting, "Zorg"), by=BY)
    assert titles(meeting) == ["Rondvraag", "Zorg"]


# ---------------------------------------------------------------- at the table
def test_the_screen_counts_what_a_part_took_for_its_item_too(world):
    table = a_table("Voortgang", "Wonen", "Zorg", "Rondvraag", minutes=20, begun=False)
    set_up(AgendaItem.objects.filter(title="Voortgang").update)(minutes=60)
    nest(table.items[1])
    nest(table.items[2])
    open_meeting(table.meeting, by=table.secretary)
    running.go_to(table.meeting, table.items[1].pk, seen=None, by=table.secretary)
    screen = Screen(LiveMeeting.objects.get(meeting=table.meeting), table.secretary)
    shown = {line.title: (f"{line.number}{line.part}", line.state) for line in screen.lines}
    assert shown == {
        "Voortgang": ("1", "geweest"), "Wonen": ("1a", "nu"), "Zorg": ("1b", "straks"), "Rondvraag": ("2", "straks"),
    }  # fmt: skip
    assert screen.whole
    assert screen.whole.title == "Voortgang"
    assert screen.next
    assert screen.next.title == "Zorg"
    assert [line.title for line in screen.not_reached] == ["Zorg", "Rondvraag"]
    planned = [(line.planned - screen.lines[0].planned).seconds // 60 for line in screen.lines]
    assert planned == [0, 0, 20, 60]


def test_the_live_page_says_what_the_part_is_inside(world, as_):
    table = a_table("Voortgang", "Wonen", minutes=0)
    nest(table.items[1])
    running.go_to(table.meeting, table.items[1].pk, seen=table.items[0].pk, by=table.secretary)
    page = as_(table.secretary).get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert "<h2>1a. Wonen</h2>" in page
    assert "Onderdeel van 1. Voortgang" in page


def test_minutes_number_parts(world):
    table = a_table("Voortgang", "Wonen", "Rondvraag", minutes=0)
    nest(table.items[1])
    running.end(table.meeting, [], by=table.secretary)
    minutes = start(table.meeting, by=table.secretary)
    lines = content_of(minutes, Audience.MEMBERS)["items"]
    assert [(line["number"], line.get("part")) for line in lines] == [(1, None), (1, "a"), (2, None)]


# ---------------------------------------------------------------- pasting
@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("1. Opening\n2. Voortgang\n2a. Wonen\n2b Zorg\n3. Rondvraag", "Wonen Zorg"),
        ("1. Opening\n2. Voortgang\n2.1 Wonen\n2.2. Zorg\n3. Rondvraag", "Wonen Zorg"),
        ("1. Opening\n2. Voortgang\na. Wonen\nb) Zorg\n3. Rondvraag", "Wonen Zorg"),
        ("2. Voortgang\n3a. Wonen\n3b. Zorg", ""),
        ("a. Wonen\nb. Zorg", ""),
        ("9.00 Opening\n9.15 Wonen\n9.30 Zorg", ""),
    ],
)
def test_pasted_numbers_tell_what_is_a_part(text, inside):
    assert " ".join(line.title for line in pasting.parse(text) if line.inside) == inside


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1. Voortgang\n1a. Wonen\n1b. Zorg", [20, 10, 10]),
        ("1. Voortgang (15 min)\n1a. Wonen\n1b. Zorg", [15, 7, 7]),
        ("1. Voortgang (60 min)\n1a. Wonen 20 min\n1b. Zorg", [60, 20, 10]),
    ],
)
def test_pasted_parts_fit_where_nobody_said_how_long(text, minutes):
    assert [line.length for line in pasting.parse(text)] == minutes


def test_a_pasted_agenda_with_parts_goes_on_the_agenda_and_one_that_does_not_fit_is_asked_about(world, as_):
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    text = "1. Opening\n2. Voortgang 30 min\n2a. Wonen 10 min\n2b. Zorg 15 min\n3. Rondvraag"
    check = client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": text}, follow=True)
    forms = check.context["items"]
    data = {"form-TOTAL_FORMS": len(forms.forms), "form-INITIAL_FORMS": len(forms.forms)}
    for form in forms.forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (False, None):
                data[form.add_prefix(name)] = "on" if value is True else value
    data["form_key"] = check.content.decode().split('name="form_key" value="')[1].split('"')[0]
    url = check.redirect_chain[-1][0] if check.redirect_chain else check.request["PATH_INFO"]
    answer = client.post(url, {**data, "form-2-minutes": 16})
    assert answer.status_code == 422
    assert "De onderdelen duren samen langer dan het punt zelf." in answer.content.decode()
    assert client.post(url, data).status_code == 302
    assert called(meeting) == {
        "Opening": "1", "Voortgang": "2", "Wonen": "2a", "Zorg": "2b", "Rondvraag": "3",
    }  # fmt: skip
