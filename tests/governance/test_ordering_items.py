"""Items stand at 1..n, always: whatever is added, moved, parked, removed or undone."""

import contextlib
import re
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, agenda_of, an_item, in_order, parked, places, titles
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

ABCD = ("Aap", "Beer", "Cavia", "Das")


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    agenda_of(made, *ABCD)
    made.refresh_from_db()
    return made


def arranged(meeting: Meeting, *wanted: str) -> list[uuid.UUID]:
    by_title = {item.title: item.pk for item in AgendaItem.objects.filter(body=meeting.body)}
    return [by_title[title] for title in wanted]


def post_order(client: Client, meeting: Meeting, ids: list[uuid.UUID], **extra: Any) -> Any:
    meeting.refresh_from_db()
    data = {"order": ",".join(map(str, ids)), "agenda_version": meeting.agenda_version, **extra}
    return client.post(reverse("agenda_order", args=[meeting.pk]), data)


def test_a_whole_new_order_is_one_update(meeting: Meeting) -> None:
    with CaptureQueriesContext(connection) as queries:
        order.arrange(
            meeting,
            arranged(meeting, "Das", "Aap", "Cavia", "Beer"),
            base=meeting.agenda_version,
            by=SystemActor.SETUP,
        )
    updates = [q["sql"] for q in queries if re.search(r'UPDATE "governance_agendaitem"', q["sql"])]
    assert len(updates) == 1
    assert "CASE" in updates[0]
    assert titles(meeting) == ["Das", "Aap", "Cavia", "Beer"]
    assert places(meeting) == [1, 2, 3, 4]


def test_the_database_counts_what_moved(meeting: Meeting) -> None:
    before = meeting.agenda_version
    item = an_item(meeting, "Ezel")
    meeting.refresh_from_db()
    assert meeting.agenda_version == before + 1
    with acting(SystemActor.SETUP):
        AgendaItem.objects.filter(pk=item.pk).update(title="Ezel en os")
    meeting.refresh_from_db()
    assert meeting.agenda_version == before + 1, "a text is no move"
    order.park(item, by=SystemActor.SETUP)
    meeting.refresh_from_db()
    assert meeting.agenda_version > before + 1


def test_moving_never_raises_the_version_of_a_text(meeting: Meeting) -> None:
    order.arrange(
        meeting, list(reversed(in_order(meeting))), base=meeting.agenda_version, by=SystemActor.SETUP
    )
    assert set(AgendaItem.objects.filter(meeting=meeting).values_list("version", flat=True)) == {1}


def test_a_stale_order_changes_nothing(meeting: Meeting) -> None:
    stale = meeting.agenda_version
    an_item(meeting, "Ezel")
    with pytest.raises(order.StaleOrder):
        order.arrange(meeting, list(reversed(in_order(meeting))), base=stale, by=SystemActor.SETUP)
    assert titles(meeting) == [*ABCD, "Ezel"]


@pytest.mark.parametrize("wrong", ["leaves one out", "doubles one", "names a stranger"])
def test_an_order_names_every_item_once(meeting: Meeting, world: World, wrong: str) -> None:
    ids = in_order(meeting)
    stranger = an_item(a_meeting(world.other), "Van een ander")
    ids = {"leaves one out": ids[1:], "doubles one": [*ids, ids[0]], "names a stranger": [*ids, stranger.pk]}[
        wrong
    ]
    with pytest.raises(ValueError, match="an order names"):
        order.arrange(meeting, ids, base=meeting.agenda_version, by=SystemActor.SETUP)


def test_parking_and_removing_close_the_gap(meeting: Meeting) -> None:
    _, bear, cavy, _ = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    order.park(bear, by=SystemActor.SETUP)
    order.park(bear, by=SystemActor.SETUP)
    order.remove(cavy, by=SystemActor.SETUP)
    assert titles(meeting) == ["Aap", "Das"]
    assert places(meeting) == [1, 2]
    assert list(AgendaItem.objects.parked()) == [bear]
    assert AgendaItem.objects.filter(pk=cavy.pk).exists(), "what somebody saw is never deleted"


def test_undo_brings_a_removed_item_back_to_its_place(meeting: Meeting) -> None:
    before = in_order(meeting)
    order.remove(AgendaItem.objects.get(title="Beer"), by=SystemActor.SETUP)
    meeting.refresh_from_db()
    order.arrange(meeting, before, base=meeting.agenda_version, by=SystemActor.SETUP)
    assert titles(meeting) == list(ABCD)
    assert AgendaItem.objects.get(title="Beer").removed_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("position", [6, 1])
def test_the_database_refuses_a_gap_and_a_double(world: World, position: int) -> None:
    """The control: past our own code the constraint and the trigger still hold."""
    meeting = a_meeting(world.coalition)
    last = agenda_of(meeting, *ABCD)[-1]
    with pytest.raises(IntegrityError), acting(SystemActor.SETUP), transaction.atomic():
        AgendaItem.objects.filter(pk=last.pk).update(position=position)
    assert places(meeting) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_one_update_needs_the_deferrable_constraint(world: World, owner_sql: Callable[[str], Any]) -> None:
    """The control: with an index that looks row by row, the same UPDATE trips over its own neighbours."""
    meeting = a_meeting(world.coalition)
    agenda_of(meeting, *ABCD)
    meeting.refresh_from_db()
    owner_sql("CREATE UNIQUE INDEX row_by_row ON governance_agendaitem (meeting_id, position)")
    with pytest.raises(IntegrityError):
        order.arrange(
            meeting, list(reversed(in_order(meeting))), base=meeting.agenda_version, by=SystemActor.SETUP
        )


def test_a_button_moves_one_item_and_says_where_it_stands(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    third = in_order(meeting)[2]
    client = as_(world.secretary)
    answer = post_order(client, meeting, in_order(meeting), move=f"{third}:up")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Agendapunt 3 staat nu op plaats 2." in page
    assert "Ongedaan maken" in page
    assert titles(meeting) == ["Aap", "Cavia", "Beer", "Das"]


def test_htmx_gets_the_region_and_the_announcement(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    ids = in_order(meeting)
    client = as_(world.bureau)
    answer = client.post(
        reverse("agenda_order", args=[meeting.pk]),
        {"order": list(map(str, ids)), "agenda_version": meeting.agenda_version, "move": f"{ids[3]}:top"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "Agendapunt 4 staat nu op plaats 1." in answer["HX-Trigger"]
    assert answer.content.decode().lstrip().startswith("<div")
    assert f'id="omhoog-{ids[3]}"' in answer.content.decode(), (
        "the focus returns to a button with the same id"
    )


def test_undo_over_the_web(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    client, before = as_(world.secretary), in_order(meeting)
    post_order(client, meeting, before, move=f"{before[0]}:bottom")
    assert titles(meeting)[-1] == "Aap"
    post_order(client, meeting, before, undo="1")
    assert titles(meeting) == list(ABCD)


def test_a_stale_page_gets_the_fresh_order_with_409(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    old = {"order": ",".join(map(str, in_order(meeting))), "agenda_version": meeting.agenda_version}
    an_item(meeting, "Intussen erbij")
    for headers in ({}, {"HX-Request": "true"}):
        answer = as_(world.secretary).post(reverse("agenda_order", args=[meeting.pk]), old, headers=headers)
        assert answer.status_code == 409
        assert "Intussen erbij" in answer.content.decode()
        assert "intussen veranderd" in answer.content.decode()


@pytest.mark.parametrize(
    "broken", [{}, {"order": "x", "agenda_version": "1"}, {"order": "", "agenda_version": "٣x"}]
)
def test_nonsense_is_refused_without_a_crash(
    meeting: Meeting, world: World, as_: Callable[..., Client], broken: dict[str, str]
) -> None:
    assert as_(world.secretary).post(reverse("agenda_order", args=[meeting.pk]), broken).status_code == 400


def test_from_the_parking_lot_onto_the_agenda(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    item = parked(world.coalition, "Ezel")
    client = as_(world.bureau)
    for _ in range(2):
        client.post(reverse("item_place", args=[item.pk]), {"meeting": str(meeting.pk)})
    assert titles(meeting) == [*ABCD, "Ezel"]
    client.post(reverse("item_park", args=[item.pk]))
    assert titles(meeting) == list(ABCD)


def test_an_item_never_lands_on_the_agenda_of_another_body(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    item = parked(world.other, "Van een ander")
    answer = as_(world.secretary).post(reverse("item_place", args=[item.pk]), {"meeting": str(meeting.pk)})
    assert answer.status_code == 404
    assert titles(meeting) == list(ABCD)


def test_a_confidential_item_can_be_moved_by_who_may_not_read_it(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    hidden = an_item(meeting, "KANARIE-GEHEIM", publicity="vertrouwelijk")
    client = as_(world.bureau)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "KANARIE-GEHEIM" not in page
    assert str(hidden.pk) in page
    post_order(client, meeting, in_order(meeting), move=f"{hidden.pk}:top")
    assert titles(meeting)[0] == "KANARIE-GEHEIM"


# ---------------------------------------------------------------- one parked item, two agendas
def both_at_once(monkeypatch: pytest.MonkeyPatch, world: World) -> tuple[list[str], list[Meeting]]:
    """Two keepers put the same parked item on two agendas; each has looked whether it is free before the other
    writes, as far as the locks let them. What each was told, and the agendas."""
    agendas = [a_meeting(world.coalition, name) for name in ("Mei", "Juni")]
    item, told = parked(world.coalition, "Gewild"), []
    looked, write = threading.Barrier(2), order.write

    def write_after_both_looked(*args: Any) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            looked.wait(1.5)  # with the lock only one gets here, and goes on alone
        write(*args)

    monkeypatch.setattr(order, "write", write_after_both_looked)

    def place(meeting: Meeting) -> None:
        try:
            order.place_on(meeting, item, by=SystemActor.SETUP)
            told.append("placed")
        except ValueError:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=place, args=(meeting,)) for meeting in agendas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told), agendas


@pytest.mark.django_db(transaction=True)
def test_a_parked_item_lands_on_one_agenda_and_the_other_keeper_hears(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    told, agendas = both_at_once(monkeypatch, world)
    assert told == ["placed", "refused"]
    assert sorted(titles(meeting) for meeting in agendas) == [[], ["Gewild"]]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_on_the_item_one_keeper_is_told_a_lie(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    """The control: both are told that it worked, and on one of the two agendas it is not."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **how: self)
    told, agendas = both_at_once(monkeypatch, world)
    assert told == ["placed", "placed"]
    assert sum(len(titles(meeting)) for meeting in agendas) == 1


def test_who_comes_second_sees_where_the_item_went(world: World, as_: Callable[..., Client]) -> None:
    first, second = a_meeting(world.coalition, "Mei"), a_meeting(world.coalition, "Juni")
    item = parked(world.coalition, "Gewild")
    order.place_on(first, item, by=SystemActor.SETUP)
    url = reverse("item_place", args=[item.pk])
    answer = as_(world.secretary).post(url, {"meeting": str(second.pk)})
    assert answer.status_code == 409
    assert "intussen op een andere agenda" in answer.text
    assert titles(first) == ["Gewild"]
