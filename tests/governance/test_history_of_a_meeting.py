"""The history of a meeting tells in one list what happened to it, its items, its papers and its publications."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.history import history_of
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, agenda_of, an_item, in_order, publish
from tests.world import World
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)  # one transaction per step, as in life


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Zorgraad")
    agenda_of(made, "Aap", "Beer", "Cavia")
    return made


def write(by: User, obj: Any, **values: Any) -> None:
    with acting(by):
        type(obj).objects.filter(pk=obj.pk).update(**values)


def told(meeting: Meeting, reader: User) -> list[str]:
    return [
        f"{entry.who}: {entry.what}"
        + "".join(f" [{row['label']}: {row['before']} > {row['after']}]" for row in entry.changes)
        for entry in history_of(meeting, reader)
    ]


def everything(world: World, meeting: Meeting) -> None:
    ape, bear, cavy = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    write(world.chair, ape, minutes=75, kind="besluit", explanation="<p>Eén &amp; <strong>twee</strong></p>")
    meeting.refresh_from_db()
    ids = [cavy.pk, ape.pk, bear.pk]
    order.arrange(meeting, ids, base=meeting.agenda_version, by=world.secretary)
    order.park(bear, by=world.bureau)
    order.place_on(meeting, AgendaItem.objects.get(pk=bear.pk), by=world.bureau)
    with acting(world.chair):
        paper = a_paper(ape, "Memo")
        Paper.objects.filter(pk=paper.pk).update(removed_at=timezone.now())
    meeting.publish(by=world.secretary)
    order.remove(AgendaItem.objects.get(pk=cavy.pk), by=world.chair)
    write(world.secretary, meeting, location="Stadhuis", starts_at="2027-03-04T13:30:00Z", ends_at=None)
    Meeting.objects.get(pk=meeting.pk).publish(by=world.chair, reason="kleine wijziging")
    Meeting.objects.get(pk=meeting.pk).cancel(by=world.chair, reason="Storm")


def test_one_list_with_actor_and_before_and_after_in_plain_dutch(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    everything(world, meeting)
    lines = told(meeting, world.secretary)
    people = {user: user.person.name for user in (world.chair, world.secretary, world.bureau)}
    chair, secretary, bureau = people.values()
    for line in (
        f"{chair}: “Aap” gewijzigd [Wat vragen we: Informatie > Besluit] [Minuten: 10 minuten > 1 uur en 15 minuten]"
        " [Toelichting:  > Eén & twee]",
        f"{secretary}: Volgorde gewijzigd [Cavia: plaats 3 > plaats 1]",
        f"{bureau}: “Beer” naar de parkeerplaats",
        f"{bureau}: “Beer” op de agenda gezet",
        f"{secretary}: Versie 1 gepubliceerd",
        f"{chair}: “Cavia” verwijderd",
        f"{chair}: Versie 2 gepubliceerd",
        f"{chair}: Vergadering afgezegd",
    ):
        assert line in lines
    assert any("Stuk “Memo” toegevoegd bij “Aap”" in line for line in lines)
    assert any("Stuk “Memo” weggehaald bij “Aap”" in line for line in lines)
    moved = next(line for line in lines if "Vergadering gewijzigd" in line)
    assert "do 4 maart 2027, 14:30" in moved
    assert "[Plaats:  > Stadhuis]" in moved
    page = as_(world.secretary).get(reverse("meeting_history", args=[meeting.pk])).text
    for code in ("gepubliceerd op 20", "&lt;p&gt;", "published_at", "True", "None", "+00:00"):
        assert code not in page
    assert "Reden: Storm" in page
    assert "Reden: kleine wijziging" in page


def test_a_removal_is_one_line_and_not_a_reordering_too(meeting: Meeting, world: World) -> None:
    order.remove(AgendaItem.objects.get(title="Aap"), by=world.chair)
    lines = told(meeting, world.chair)
    assert sum("verwijderd" in line for line in lines) == 1
    assert not any("Volgorde" in line for line in lines)


def test_staff_sees_that_something_confidential_changed_and_no_word_of_it(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    secret = an_item(meeting, "KANARIE", publicity="vertrouwelijk", explanation="<p>KANARIE</p>")
    a_paper(secret, "KANARIE-STUK", publicity="vertrouwelijk")
    write(world.chair, secret, explanation="<p>KANARIE twee</p>")
    meeting.refresh_from_db()
    order.arrange(meeting, in_order(meeting)[::-1], base=meeting.agenda_version, by=world.chair)
    url = reverse("meeting_history", args=[meeting.pk])
    assert "KANARIE" in as_(world.chair).get(url).text
    page = as_(world.bureau).get(url).text
    assert "KANARIE" not in page
    assert "Vertrouwelijk punt gewijzigd" in page
    write(world.chair, secret, publicity="besloten", title="Nu gewoon", explanation="")
    page = as_(world.bureau).get(url).text
    assert "KANARIE" not in page, "what was confidential then stays so in what was then"
    assert "KANARIE" not in as_(world.bureau).get(reverse("item", args=[secret.pk])).text
    assert "KANARIE" in as_(world.chair).get(url).text


def test_what_happens_to_an_item_elsewhere_is_no_part_of_this_story(meeting: Meeting, world: World) -> None:
    bear, other = AgendaItem.objects.get(title="Beer"), a_meeting(world.coalition, "Later")
    order.park(bear, by=world.chair)
    order.place_on(other, AgendaItem.objects.get(pk=bear.pk), by=world.chair)
    write(world.chair, bear, minutes=99)
    assert not any("99" in line or "39" in line for line in told(meeting, world.chair))
    assert any("39 minuten" in line for line in told(other, world.chair))


def test_a_long_story_costs_as_much_as_a_short_one(meeting: Meeting, world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            history_of(meeting, world.secretary)
        return len(counted)

    def more(number: int) -> None:
        item = an_item(meeting, f"Punt {number}", owner_organisation=world.partner_org)
        a_paper(item, "Stuk", content=str(number).encode())
        write(world.chair, item, minutes=20 + number, owner_person=world.chair.person)
        publish(meeting)

    more(0)
    cost()  # works out who the reader is, once
    few = cost()
    for number in range(1, 6):
        more(number)
    assert cost() == few
