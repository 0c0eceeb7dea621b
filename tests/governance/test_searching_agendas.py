"""Search looks in what was published; an edit nobody published yet is for who keeps the agenda."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.models import AgendaItem, AgendaItemShare, Meeting
from tests.governance.agendas import a_meeting, an_item, parked, publish
from tests.world import World, fresh, set_up
from zorgzaam import search
from zorgzaam.access import Share
from zorgzaam.audit.actors import SystemActor
from zorgzaam.search import Searchable, find
from zorgzaam.standing import NOBODY, StandIn

CANARY = "zonneveldkanarie"
READERS = ["visitor", "member", "statenlid", "partner", "admin"]


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Zorgraad van de kievit", location="Aan de gracht")
    an_item(made, "Wachttijden", explanation="<p>Over de ooievaar &amp; co</p>")
    an_item(made, "Reigersberg", publicity="besloten")
    publish(made)
    return made


def found(world: World, who: str, words: str) -> list[str]:
    user = world.readers[who]
    return [
        f"{hit.title} {hit.text}".strip() for hit in find(fresh(user) if user else StandIn(NOBODY), words)
    ]


@set_up
def edit(row: Any, **values: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def item(title: str) -> AgendaItem:
    return AgendaItem.objects.get(title=title)


def test_what_was_published_is_found_by_everybody_with_a_line_to_it(meeting: Meeting, world: World) -> None:
    for who in READERS:
        assert found(world, who, "ooievaar") == ["Wachttijden Over de ooievaar & co"]
        assert found(world, who, "kievit") == ["Zorgraad van de kievit"]
    [hit] = find(StandIn(NOBODY), "ooievaar")
    assert hit.url == item("Wachttijden").get_absolute_url()


def test_a_closed_item_is_found_by_members_alone(meeting: Meeting, world: World) -> None:
    assert {who: len(found(world, who, "reigersberg")) for who in READERS} == {
        "visitor": 0, "member": 1, "statenlid": 0, "partner": 0, "admin": 0,
    }  # fmt: skip


@pytest.mark.parametrize("who", READERS)
def test_an_edit_nobody_published_is_found_by_no_reader(
    meeting: Meeting, world: World, as_: Callable[..., Client], who: str
) -> None:
    edit(item("Wachttijden"), title=f"Plan {CANARY}", explanation=f"<p>ooievaar {CANARY}</p>")
    edit(meeting, title=f"Nieuw {CANARY}", location=CANARY)
    assert found(world, who, CANARY) == []
    assert found(world, who, "ooievaar") == ["Wachttijden Over de ooievaar & co"]
    page = as_(world.readers[who]).get(reverse("search"), {"q": "ooievaar kievit"}).content.decode()
    assert CANARY not in page
    assert len(found(world, "secretary", CANARY)) == 2
    publish(meeting)
    assert len(found(world, who, CANARY)) == 2
    assert found(world, who, "wachttijden") == []


def test_control_searching_the_live_rows_finds_the_edit(
    meeting: Meeting, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(search._kinds, "item", Searchable("Agendapunt", AgendaItem.objects.all, "title"))
    edit(item("Wachttijden"), title=CANARY)
    assert found(world, "visitor", CANARY) == [CANARY]


def test_what_was_taken_off_is_found_until_the_next_version(meeting: Meeting, world: World) -> None:
    order.remove(item("Wachttijden"), by=SystemActor.SETUP)
    assert found(world, "visitor", "wachttijden"), "it stands on the agenda that everybody reads"
    publish(meeting)
    for who in (*READERS, "secretary"):
        assert found(world, who, "wachttijden") == []


def test_what_closes_later_is_found_no_more(meeting: Meeting, world: World) -> None:
    edit(item("Wachttijden"), publicity="vertrouwelijk", publicity_ground="toch niet")
    for who in READERS:
        assert found(world, who, "wachttijden") == []
        assert found(world, who, "ooievaar") == []


@pytest.mark.parametrize("how", ["withdraw", "draft"])
def test_an_agenda_that_is_not_published_is_not_found(meeting: Meeting, world: World, how: str) -> None:
    if how == "withdraw":
        meeting.withdraw(by=world.secretary, reason="Fout")
    else:
        an_item(a_meeting(world.coalition, f"Later {CANARY}"), f"Concept {CANARY}")
    for who in READERS:
        assert found(world, who, CANARY if how == "draft" else "kievit") == []
    assert found(world, "secretary", CANARY if how == "draft" else "kievit")


@set_up
def share(shared: AgendaItem, world: World) -> Share:
    from django.contrib.auth.models import Permission

    return AgendaItemShare.objects.create(
        user=world.partner,
        content_object=shared,
        permission=Permission.objects.get(codename="view_agendaitem"),
        given_by=world.chair,
        reason="advies",
        until=timezone.now() + datetime.timedelta(days=1),
    )


def test_what_was_shared_by_hand_is_found_by_whom_it_was_shared_with(world: World) -> None:
    shared = parked(world.coalition, f"Advies {CANARY}")
    assert found(world, "partner", CANARY) == []
    share(shared, world)
    assert found(world, "partner", CANARY) == [f"Advies {CANARY}"]


# ---------------------------------------------------------------- since when an item is published
def test_what_is_in_no_snapshot_is_not_published(meeting: Meeting, world: World) -> None:
    secret = an_item(meeting, "Geheim", publicity="vertrouwelijk")
    publish(meeting)
    edit(secret, publicity="openbaar")
    assert not AgendaItem.objects.visible_to(world.partner).filter(pk=secret.pk).exists()
    publish(meeting)
    assert AgendaItem.objects.visible_to(world.partner).filter(pk=secret.pk).exists()


def test_an_item_is_as_published_as_it_stands_on_this_agenda(meeting: Meeting, world: World) -> None:
    moved = item("Wachttijden")
    other = a_meeting(world.coalition, "Een ander overleg")
    an_item(other, "Opening")
    publish(other)
    order.park(moved, by=SystemActor.SETUP)
    order.place_on(other, moved, by=SystemActor.SETUP)
    assert not AgendaItem.objects.visible_to(world.partner).filter(pk=moved.pk).exists()
    moved.refresh_from_db()
    order.park(moved, by=SystemActor.SETUP)
    order.place_on(meeting, moved, by=SystemActor.SETUP)
    assert AgendaItem.objects.visible_to(world.partner).filter(pk=moved.pk).exists()
