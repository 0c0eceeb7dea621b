"""A published agenda that was changed says so to who keeps it, and nobody publishes what they did not see."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order, publishing
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, a_paper, agenda_of, an_item, in_order, press_publish, publish
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.today import todos

SIGN = "Gewijzigd na publicatie"


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Zorgraad", days=40)
    agenda_of(made, "Aap", "Beer")
    return made


@set_up
def rewrite(meeting: Meeting, **values: Any) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(**values)


@set_up
def rewrite_item(title: str, **values: Any) -> None:
    AgendaItem.objects.filter(title=title).update(**values)


def turn_round(meeting: Meeting) -> None:
    meeting.refresh_from_db()
    ids = in_order(meeting)[::-1]
    order.arrange(meeting, ids, base=meeting.agenda_version, by=SystemActor.SETUP)


CHANGES: dict[str, Callable[[Meeting], object]] = {
    "the text of an item": lambda meeting: rewrite_item("Aap", explanation="<p>Anders</p>"),
    "the order": turn_round,
    "an item more": lambda meeting: an_item(meeting, "Cavia"),
    "an item less": lambda meeting: order.park(AgendaItem.objects.get(title="Aap"), by=SystemActor.SETUP),
    "a paper more": lambda meeting: a_paper(AgendaItem.objects.get(title="Aap"), "Stuk"),
    "the place": lambda meeting: rewrite(meeting, location="Elders"),
    "something for members only": lambda meeting: an_item(meeting, "Besloten", publicity="besloten"),
}


def waiting(world: World, meeting: Meeting) -> list[str]:
    return [todo.why for todo in todos(world.secretary) if todo.url == meeting.get_absolute_url()]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_asks_for_a_new_version_until_it_is_published(
    meeting: Meeting, world: World, as_: Callable[..., Client], what: str
) -> None:
    keeper, url = as_(world.secretary), meeting.get_absolute_url()
    publish(meeting)
    assert SIGN not in keeper.get(url).text
    assert waiting(world, meeting) == []
    CHANGES[what](meeting)
    page = keeper.get(url).text
    assert SIGN in page
    assert "nog versie 1 van" in page
    assert reverse("meeting_publish", args=[meeting.pk]) in page
    assert "nog versie 1 van" in waiting(world, meeting)[0]
    assert press_publish(keeper, meeting).status_code == 302
    assert SIGN not in keeper.get(url).text
    assert waiting(world, meeting) == []


def test_a_draft_and_what_no_reader_sees_ask_for_nothing(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    keeper, url = as_(world.secretary), meeting.get_absolute_url()
    an_item(meeting, "Nog geen lezers")
    assert SIGN not in keeper.get(url).text
    secret = an_item(meeting, "Geheim", publicity="vertrouwelijk")
    publish(meeting)
    rewrite_item(secret.title, explanation="<p>Anders</p>")
    assert SIGN not in keeper.get(url).text
    an_item(meeting, "Erbij")
    meeting.cancel(by=world.secretary, reason="Ziek")
    assert SIGN not in keeper.get(url).text


def test_readers_are_not_told_about_a_version_to_come(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    an_item(meeting, "Erbij")
    for reader in (None, world.member, world.statenlid):
        assert SIGN not in as_(reader).get(meeting.get_absolute_url()).text
    assert waiting(world, meeting)
    assert not [todo for todo in todos(world.member) if todo.url == meeting.get_absolute_url()]


def test_the_page_of_today_costs_the_same_for_few_and_many_agendas(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            found = todos(world.secretary)
        assert found
        return len(counted)

    def changed_agenda(number: int) -> None:
        made = a_meeting(world.coalition, f"Zorgraad {number}", days=30 + number)
        a_paper(agenda_of(made, "Aap", "Beer")[0], "Stuk")
        publish(made)
        an_item(made, "Erbij")

    changed_agenda(0)
    cost()  # works out who the reader is, once
    few = cost()
    for number in range(1, 6):
        changed_agenda(number)
    assert cost() == few
    assert sum(SIGN in todo.why for todo in todos(world.secretary)) == 6


def test_many_agendas_at_once_read_as_each_alone(world: World) -> None:
    """The comparison and the publication must see the same, in every audience."""
    made = [a_meeting(body, "Raad", days=20) for body in (world.coalition, world.other)]
    for one in made:
        for publicity in ("openbaar", "besloten", "vertrouwelijk"):
            a_paper(an_item(one, f"Punt {publicity}", publicity=publicity), "Stuk", publicity=publicity)
        an_item(one, "Later", embargo_until=timezone.now() + datetime.timedelta(days=1))
    together = publishing.describe_for_everybody(made)
    for one in made:
        publish(one)
        for kept in one.publications.all():
            assert kept.content == together[one.pk, kept.audience]


# ---------------------------------------------------------------- nobody publishes what they did not see
def proof(client: Client, meeting: Meeting) -> dict[str, str]:
    return {"seen": client.get(reverse("meeting_publish", args=[meeting.pk])).context["preview"].proof}


def press(client: Client, meeting: Meeting, data: dict[str, str]) -> Any:
    return client.post(reverse("meeting_publish", args=[meeting.pk]), data)


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_since_the_page_was_opened_is_not_published(
    meeting: Meeting, world: World, as_: Callable[..., Client], what: str
) -> None:
    client = as_(world.secretary)
    seen = proof(client, meeting)
    CHANGES[what](meeting)
    answer = press(client, meeting, seen)
    assert answer.status_code == 409
    assert "Er is niets gepubliceerd" in answer.text
    assert not meeting.publications.exists()
    assert press(client, meeting, {"seen": answer.context["preview"].proof}).status_code == 302
    assert meeting.publications.count() == 2


@pytest.mark.parametrize("data", [{}, {"seen": ""}, {"seen": "x" * 64}])
def test_without_having_seen_it_nothing_is_published(
    meeting: Meeting, world: World, as_: Callable[..., Client], data: dict[str, str]
) -> None:
    assert press(as_(world.secretary), meeting, data).status_code == 409
    assert not meeting.publications.exists()


def test_without_the_proof_the_unseen_change_goes_out(meeting: Meeting, world: World) -> None:
    """The control: who gives no proof publishes whatever stands there by now."""
    shown = publishing.preview(meeting).proof
    an_item(meeting, "Ongezien")
    with pytest.raises(publishing.ChangedSinceSeen):
        meeting.publish(by=world.secretary, seen=shown)
    assert meeting.publish(by=world.secretary) == 1
    assert "Ongezien" in meeting.publications.get(audience="openbaar").html


def test_a_double_click_publishes_once_and_fails_nobody(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    seen = proof(client, meeting)
    assert [press(client, meeting, seen).status_code for _ in range(2)] == [302, 302]
    assert meeting.publications.count() == 2


def test_who_prepared_a_publication_does_not_undo_a_withdrawal_unseen(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    publish(meeting)
    an_item(meeting, "Erbij")
    seen = proof(client, meeting)
    meeting.withdraw(by=world.chair, reason="Datalek")
    answer = press(client, meeting, seen)
    assert answer.status_code == 409
    assert "Datalek" in answer.text
    meeting.refresh_from_db()
    assert meeting.status == "ingetrokken"
