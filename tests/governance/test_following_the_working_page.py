"""What others change on an agenda appears on the working page by itself, with who did it; 304 while nothing changed."""

import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, agenda_of, an_item, in_order, parked, publish, titles
from tests.world import World, fresh, set_up
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    agenda_of(made, "Aap", "Beer", "Cavia")
    made.refresh_from_db()
    return made


def page_of(client: Client, meeting: Meeting) -> tuple[str, str]:
    """What the page asks again and again: the address, and the mark it has."""
    said = client.get(meeting.get_absolute_url()).text
    asks = re.search(r'id="agendaregels" .*?hx-get="([^"]+)"', said)
    mark = re.search(r'"If-None-Match": "(?:\\|&quot;|\\")*"?([0-9a-f]{32})', said)
    assert asks
    assert mark
    return asks[1], mark[1]


def ask(client: Client, url: str, mark: str = "") -> Any:
    return client.get(url, headers={"HX-Request": "true", "If-None-Match": f'"{mark}"'})


def said_in(answer: Any) -> str:
    """What the page says out loud once the answer is shown."""
    return str(json.loads(answer["HX-Trigger-After-Settle"])["announce"]["text"])


def item(title: str) -> AgendaItem:
    return AgendaItem.objects.get(title=title)


def move(meeting: Meeting, world: World) -> None:
    meeting.refresh_from_db()
    ids = in_order(meeting)
    order.arrange(meeting, [ids[2], *ids[:2]], base=meeting.agenda_version, by=world.chair)


@set_up
def write(which: str, /, **words: Any) -> None:
    AgendaItem.objects.filter(title=which).update(**words)


@set_up
def shift(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at - datetime.timedelta(minutes=5))


@set_up
def take_a_paper_away(world: World) -> None:
    Paper.objects.update(removed_at=timezone.now())


CHANGES: dict[str, Callable[[Meeting, World], Any]] = {
    "an item comes on": lambda m, w: an_item(m, "Das"),
    "an item moves": move,
    "an item is parked": lambda m, w: order.park(item("Beer"), by=w.chair),
    "an item is taken away": lambda m, w: order.remove(item("Beer"), by=w.chair),
    "a title": lambda m, w: write("Beer", title="Beertje"),
    "the minutes": lambda m, w: write("Beer", minutes=55),
    "who brings it in": lambda m, w: write("Beer", owner_person=w.member.person),
    "a paper": lambda m, w: a_paper(item("Aap"), "Notitie"),
    "another begin": lambda m, w: shift(m),
    "it is published": lambda m, w: publish(m),
    "something is parked beside it": lambda m, w: parked(w.coalition, "Later"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_followed(
    meeting: Meeting, world: World, as_: Callable[..., Client], change: str
) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    assert ask(client, url, mark).status_code == 304, "control: nothing changed yet"
    CHANGES[change](meeting, world)
    answer = ask(client, url, mark)
    assert answer.status_code == 200
    assert ask(client, url, answer["ETag"].strip('"')).status_code == 304


def test_another_meeting_is_no_news(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    an_item(a_meeting(world.coalition, "Een andere"), "Elders")
    assert ask(client, url, mark).status_code == 304


def test_the_answer_says_who_did_what_and_marks_the_line(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    moved = in_order(meeting)[2]
    move(meeting, world)
    answer = ask(client, url, mark)
    said = said_in(answer)
    assert world.chair.person.name in said
    assert (
        "Cavia” staat nu op plaats 1"
        in said.encode().decode("unicode_escape").encode("latin-1").decode(errors="ignore")
        or "staat nu op plaats 1" in said
    )
    assert "HX-Trigger" not in answer, "said only when it is shown"
    page = answer.text
    assert f'zz-changed" id="punt-{moved}"' in page
    assert page.count("zz-changed") == 1
    assert 'id="snel"' not in page, "words somebody types are not in what is swapped"
    assert 'id="rond-de-agenda" hidden hx-swap-oob="true"' in page


def test_my_own_change_on_another_page_is_no_news(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.chair)
    url, mark = page_of(client, meeting)
    move(meeting, world)
    answer = ask(client, url, mark)
    assert answer.status_code == 200
    assert "HX-Trigger-After-Settle" not in answer


def test_several_changes_are_said_in_one_sentence(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    with acting(world.chair):
        AgendaItem.objects.filter(title="Aap").update(minutes=25)
        AgendaItem.objects.filter(title="Beer").update(minutes=25)
    assert "veranderde 2 dingen" in said_in(ask(client, url, mark))
    order.park(item("Cavia"), by=fresh(world.bureau))
    assert "veranderden deze agenda" in said_in(ask(client, url, mark))


def test_what_is_confidential_is_not_told_to_staff(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    url, mark = page_of(as_(world.bureau), meeting)
    with acting(world.chair):
        AgendaItem.objects.filter(title="Beer").update(
            title="KANARIE", publicity="vertrouwelijk", publicity_ground="Personen"
        )
    answer = ask(as_(world.bureau), url, mark)
    assert "KANARIE" not in answer.text + said_in(answer)
    assert "ertrouwelijk punt" in said_in(answer)
    assert "KANARIE" in ask(as_(world.secretary), url, mark).text, "control"


def test_a_right_that_ends_ends_the_following(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with acting(world.chair):
        Mandate.objects.filter(person=world.secretary.person, body=world.coalition).update(ends_on=yesterday)
    assert ask(client, url, mark).status_code == 404, "and no 304 by what the page had before"


def test_words_for_a_new_item_stay_through_every_answer_but_their_own(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client, htmx = as_(world.secretary), {"HX-Request": "true"}
    url = reverse("agenda_order", args=[meeting.pk])
    data = {"order": ",".join(map(str, in_order(meeting))), "move": f"{in_order(meeting)[0]}:down"}
    moved = client.post(url, {**data, "agenda_version": meeting.agenda_version}, headers=htmx)
    assert 'id="snel" hx-preserve="true"' in moved.text
    stale = client.post(url, {**data, "agenda_version": 1}, headers=htmx)
    assert (stale.status_code, 'id="snel" hx-preserve="true"' in stale.text) == (409, True)
    assert 'id="agendaregels"' in stale.text, "and the lines are the new ones at once"
    new = {"title": "Das", "kind": "besluit", "minutes": "5"}
    added = client.post(reverse("item_add", args=[meeting.pk]), new, headers=htmx)
    assert "hx-preserve" not in added.text
    wrong = client.post(reverse("item_add", args=[meeting.pk]), {**new, "title": ""}, headers=htmx)
    assert (wrong.status_code, "hx-preserve" in wrong.text) == (422, False)
    assert "Das" in titles(meeting)


def counted(client: Client, url: str, mark: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask(client, url, mark)
    return len([query for query in queries if "set_config" not in query["sql"]])


def test_the_queries_do_not_grow(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    client = as_(world.secretary)
    url, mark = page_of(client, meeting)
    client.get(url)
    nothing = counted(client, url, mark)
    few = counted(client, url, "0" * 32)
    agenda_of(meeting, *(f"Punt {number}" for number in range(18)))
    for each in AgendaItem.objects.filter(meeting=meeting):
        a_paper(each, "Stuk")
    url, mark = page_of(client, meeting)
    assert counted(client, url, mark) == nothing
    assert counted(client, url, "0" * 32) == few
    assert nothing <= 6, "who asks is four of them"
