"""Nobody takes away what somebody else just changed; what was taken away can come back; what was published stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, agenda_of, an_item, parked, publish, titles
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


@set_up
def rewrite(obj: AgendaItem | Paper, title: str) -> None:
    type(obj).objects.filter(pk=obj.pk).update(title=title)


def away(client: Client, obj: AgendaItem | Paper, **data: Any) -> Any:
    name = "paper_remove" if isinstance(obj, Paper) else "item_remove"
    return client.post(reverse(name, args=[obj.pk]), data)


def things(world: World) -> dict[str, AgendaItem | Paper]:
    item = an_item(a_meeting(world.coalition), "Punt")
    return {"item": item, "parked item": parked(world.coalition, "Later"), "paper": a_paper(item, "Stuk")}


@pytest.mark.parametrize("what", ["item", "parked item", "paper"])
def test_what_somebody_changed_meanwhile_is_shown_before_it_goes(
    world: World, as_: Callable[..., Client], what: str
) -> None:
    obj, client = things(world)[what], as_(world.secretary)
    rewrite(obj, "Intussen anders")
    for stale in ({"version": 1}, {}, {"version": "x"}):
        answer = away(client, obj, **stale)
        assert answer.status_code == 409
        assert "Intussen anders" in answer.text
        obj.refresh_from_db()
        assert obj.removed_at is None
    assert away(client, obj, version=2).status_code == 302
    obj.refresh_from_db()
    assert obj.removed_at is not None


def test_without_the_version_the_change_goes_unseen(world: World) -> None:
    """The control: a removal that looked at no page takes the changed text along."""
    item = an_item(a_meeting(world.coalition), "Punt")
    rewrite(item, "Intussen anders")
    order.remove(item, by=SystemActor.SETUP)
    item.refresh_from_db()
    assert item.removed_at is not None


def test_the_buttons_on_the_agenda_carry_the_version(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Punt")
    rewrite(item, "Punt, verbeterd")
    page = as_(world.secretary).get(meeting.get_absolute_url()).text
    action = reverse("item_remove", args=[item.pk])
    assert f'name="version" value="2" formaction="{action}"' in page


@pytest.mark.parametrize("what", ["parked item", "paper"])
def test_taken_away_comes_back_at_once_and_later(world: World, as_: Callable[..., Client], what: str) -> None:
    obj, client = things(world)[what], as_(world.secretary)
    name = "paper_bring_back" if what == "paper" else "item_bring_back"
    back = reverse(name, args=[obj.pk])
    for label in ("Ongedaan maken", "Terughalen"):
        obj.refresh_from_db()
        page = client.get(away(client, obj, version=obj.version)["Location"])
        if label == "Terughalen":
            page = client.get(page.request["PATH_INFO"])
            assert "Ongedaan maken" not in page.text
        assert label in page.text
        assert back in page.text
        for _ in range(2):
            assert client.post(back).status_code == 302
        obj.refresh_from_db()
        assert obj.removed_at is None


def test_a_removed_item_of_an_agenda_waits_in_the_parking_lot_to_come_back(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    item = an_item(meeting, "Toch nodig")
    away(client, item, version=1)
    assert "Ongedaan maken" in client.get(meeting.get_absolute_url()).text
    lot = client.get(reverse("parking_lot", args=[world.coalition.pk]))
    assert "Toch nodig" in lot.text
    client.post(reverse("item_bring_back", args=[item.pk]))
    client.post(reverse("item_place", args=[item.pk]), {"meeting": str(meeting.pk)})
    assert titles(meeting) == ["Toch nodig"]


def test_who_does_not_keep_a_thing_neither_takes_it_away_nor_back(
    world: World, as_: Callable[..., Client]
) -> None:
    item = an_item(a_meeting(world.coalition), "Punt", publicity="vertrouwelijk")
    paper = a_paper(item, "KANARIE", publicity="vertrouwelijk")
    with acting(SystemActor.SETUP):
        Paper.objects.filter(pk=paper.pk).update(removed_at=timezone.now())
    for reader in (world.bureau, world.member, world.admin):
        answer = as_(reader).post(reverse("paper_bring_back", args=[paper.pk]))
        assert answer.status_code == 404
    paper.refresh_from_db()
    assert paper.removed_at is not None
    assert "KANARIE" in as_(world.chair).get(reverse("item", args=[item.pk])).text


# ---------------------------------------------------------------- the database
def with_papers(world: World) -> tuple[Meeting, AgendaItem, Paper]:
    meeting = a_meeting(world.coalition)
    item, _ = agenda_of(meeting, "Aap", "Beer")
    return meeting, item, a_paper(item, "Stuk")


def raw(statement: str, *values: Any) -> None:
    with acting(SystemActor.SETUP), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def deletions(world: World) -> dict[str, tuple[str, Any]]:
    meeting, item, paper = with_papers(world)
    publish(meeting)
    return {
        "paper": ("DELETE FROM governance_paper WHERE id = %s", paper.pk),
        "item": ("DELETE FROM governance_agendaitem WHERE id = %s", item.pk),
        "meeting": ("DELETE FROM governance_meeting WHERE id = %s", meeting.pk),
        "moment of a paper": ("UPDATE governance_paper SET published_at = NULL WHERE id = %s", paper.pk),
    }


@pytest.mark.parametrize("what", ["paper", "item", "meeting", "moment of a paper"])
def test_what_was_published_is_never_deleted(world: World, what: str) -> None:
    with pytest.raises(Error, match="pgtrigger"):
        raw(*deletions(world)[what])
    assert [Meeting.objects.count(), AgendaItem.objects.count(), Paper.objects.count()] == [1, 2, 1]


def test_a_draft_nobody_saw_can_be_deleted(world: World) -> None:
    """The control: it is the publication that keeps a row, not something else."""
    meeting, item, paper = with_papers(world)
    raw("DELETE FROM governance_paper WHERE id = %s", paper.pk)
    raw("DELETE FROM governance_agendaitem WHERE meeting_id = %s", meeting.pk)
    raw("DELETE FROM governance_meeting WHERE id = %s", meeting.pk)
    assert not Meeting.objects.exists()
    assert item.pk
