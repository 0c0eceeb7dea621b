"""The termijnagenda: computed for each reader from what they may read, never more."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.series import ahead, coming_back, slipping
from governance.series.ahead import Entry, Window, entries
from regioplan.progress.models import Milestone
from tests.governance.agendas import a_meeting, an_item, held, publish
from tests.governance.planning import a_recess, a_running_series, a_template, begun, some_terms
from tests.themes import making
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.standing import NOBODY, StandIn

pytestmark = pytest.mark.django_db
BY = SystemActor.SETUP
VISITOR = StandIn(NOBODY)


def titles(reader, kind=None, **narrow):
    found = entries(Window.year(reader, **narrow))
    return [one.title for one in found if kind in (None, one.kind)]


def test_items_on_drafts_are_for_who_keeps_the_agenda_and_published_ones_for_who_may_read_them(world):
    a_template(world.coalition)
    meeting = begun(world.coalition, "Zorgraad straks", days=20)
    an_item(meeting, "Begroting")
    an_item(meeting, "KANARIE", publicity="besloten")
    seen = {name: titles(reader, "Agendapunt") for name, reader in readers(world).items()}
    assert seen == {"secretary": ["Begroting", "KANARIE"], "member": [], "visitor": []}
    publish(meeting)
    seen = {name: titles(reader, "Agendapunt") for name, reader in readers(world).items()}
    assert seen == {
        "secretary": ["Begroting", "KANARIE"], "member": ["Begroting", "KANARIE"], "visitor": ["Begroting"],
    }  # fmt: skip


def readers(world):
    return {"secretary": world.secretary, "member": world.member, "visitor": VISITOR}


def test_an_edit_nobody_published_is_read_by_who_keeps_the_agenda_only(world):
    meeting = a_meeting(world.coalition, "Zorgraad straks", days=20)
    item = an_item(meeting, "Begroting")
    publish(meeting)
    set_up(type(item).objects.filter(pk=item.pk).update)(title="KANARIE")
    assert titles(world.secretary, "Agendapunt") == ["KANARIE"]
    assert titles(world.member, "Agendapunt") == titles(VISITOR, "Agendapunt") == ["Begroting"]


def test_meetings_and_dates_ahead(world):
    a_running_series(world.coalition, title="Vaste dag")
    a_meeting(world.coalition, "Concept straks", days=20)
    assert "Concept straks" in titles(world.member, "Vergadering")
    assert titles(world.member, "Geplande datum").count("Vaste dag") >= 11
    assert titles(VISITOR, "Vergadering") == titles(VISITOR, "Geplande datum") == []
    assert titles(world.other_member, "Geplande datum") == []


def test_what_comes_back_what_waits_and_terms_are_on_it(world):
    meeting = a_meeting(world.coalition, "Voorbij", days=3)
    coming_back.start(an_item(meeting, "Elke keer"), by=BY)
    slow = an_item(meeting, "Kwam er niet van")
    publish(meeting)
    held(meeting)
    slipping.not_reached(meeting, [slow.pk], by=BY)
    waiting = [one for one in entries(Window.year(world.member)) if one.kind == "Doorgeschoven"]
    assert [(one.title, one.slips, one.day) for one in waiting] == [("Kwam er niet van", 1, None)]
    some_terms(world.coalition)
    later = begun(world.coalition, "Straks", days=30)
    found = {one.title: one for one in entries(Window.year(world.secretary))}
    assert found["Kwam er niet van"].slips == 1
    assert found["Kwam er niet van"].day == later.day
    assert found["Publiceer de agenda"].day == later.day - datetime.timedelta(days=7)
    assert "Publiceer de agenda" not in titles(world.member)


def test_a_recurring_item_is_announced_on_the_meeting_after_the_one_it_stands_on(world):
    first, second = (a_meeting(world.coalition, f"Over {days}", days=days) for days in (10, 40))
    coming_back.start(an_item(first, "Elke keer"), by=BY)
    (one,) = [each for each in entries(Window.year(world.secretary)) if each.kind == "Komt terug"]
    assert (one.title, one.day) == ("Elke keer", second.day)
    assert titles(world.member, "Komt terug") == []
    publish(first)
    assert titles(world.member, "Komt terug") == ["Elke keer"]
    assert titles(VISITOR, "Komt terug") == []


def test_a_clash_with_a_recess_is_flagged(world):
    meeting = a_meeting(world.coalition, "Straks", days=20)
    a_recess(meeting.day, days=1, name="Deltareces", whose="staten")
    (one,) = [each for each in entries(Window.year(world.member)) if each.kind == "Vergadering"]
    assert one.clashes == ["Deltareces (Provinciale Staten)"]


def test_it_is_narrowed_to_a_body_and_to_a_theme(world, as_):
    generation = making.generation()
    theme, other = making.theme(generation, "Ouderen"), making.theme(generation, "Jeugd")
    meeting = a_meeting(world.coalition, "Straks", days=20)
    about = an_item(meeting, "Over ouderen")
    an_item(meeting, "Iets anders")
    task = making.task(making.task_list(), 1, "Langer thuis")
    making.touches(task, theme)
    by_task = an_item(meeting, "Over langer thuis")
    set_up(about.subjects.create)(theme=theme)
    set_up(by_task.subjects.create)(task=task)
    due = timezone.localdate() + datetime.timedelta(days=50)
    set_up(Milestone.objects.create)(task=task, title="Eerste wijk klaar", planned_on=due)
    publish(meeting)
    a_meeting(world.other, "Ander overleg", days=20)
    for reader in (world.secretary, VISITOR):
        assert titles(reader, theme_id=theme.pk) == ["Over ouderen", "Over langer thuis", "Eerste wijk klaar"]
        assert titles(reader, theme_id=other.pk) == []
    assert "Eerste wijk klaar" not in titles(world.secretary, body_id=world.coalition.pk)
    page = Client().get(reverse("ahead"), {"orgaan": world.coalition.pk}).text
    assert "Over ouderen" in page
    assert "Ander overleg" not in page
    for nonsense in ("'", "9" * 40, "\x00"):
        assert Client().get(reverse("ahead"), {"orgaan": nonsense, "thema": nonsense}).status_code == 200


def test_another_room_puts_what_it_knows_on_it(world, monkeypatch):
    monkeypatch.setattr(ahead, "_providers", dict(ahead._providers))
    due = timezone.localdate() + datetime.timedelta(days=5)
    ahead.register("commitments", lambda window: [Entry(due, "Toezegging", "Brief aan de Staten")])
    assert titles(VISITOR, "Toezegging") == ["Brief aan de Staten"]


def test_an_empty_one_says_what_comes_here(db):
    assert "Er komt nog niets aan" in Client().get(reverse("ahead")).text


def fill(world, count):
    """So many series, drafts, items on them and items that come back; and one published agenda with as many."""
    published = a_meeting(world.coalition, f"Gepubliceerd {count}", days=3)
    for number in range(count):
        a_running_series(world.coalition, title=f"Reeks {number}", starts_on=timezone.localdate())
        draft = a_meeting(world.coalition, f"Vergadering {number}", days=10 + number)
        coming_back.start(an_item(draft, f"Terug {number}"), by=BY)
        an_item(published, f"Punt {number}")
    publish(published)


def test_two_and_twenty_of_each_cost_the_same_number_of_questions(world, as_):
    some_terms(world.coalition)
    clients, costs = [as_(world.secretary), as_(world.member), Client()], []
    for count in (2, 18):
        fill(world, count)
        for client in clients:
            client.get(reverse("ahead"))
            with CaptureQueriesContext(connection) as found:
                client.get(reverse("ahead"))
            costs.append(len(found))
    assert costs[:3] == costs[3:]
