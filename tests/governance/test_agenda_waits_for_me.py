"""What meetings tell the rest of the house: todos, blocks and search."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World
from zorgzaam.today import todos


def test_an_agenda_of_mine_waits_until_it_is_right(world: World) -> None:
    soon, late = a_meeting(world.coalition, "Gauw", days=5), a_meeting(world.coalition, "Ver weg", days=40)
    an_item(soon, "Lang", minutes=500)
    an_item(late, "Kort")
    waiting = {todo.title for todo in todos(world.secretary) if todo.url == soon.get_absolute_url()}
    assert waiting == {"Publiceer: Gauw", "Te vol: Gauw", "Wie brengt in: Gauw"}
    assert not [todo for todo in todos(world.secretary) if todo.url == late.get_absolute_url()]
    for other in (world.member, world.bureau_only, world.admin):
        assert not [todo for todo in todos(other) if todo.url == soon.get_absolute_url()]
    publish(soon)
    assert "Publiceer: Gauw" not in {todo.title for todo in todos(world.secretary)}


def test_published_meetings_are_on_the_front_page_and_on_the_page_of_the_body(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting = a_meeting(world.coalition, "Zorgraad van mei")
    pages = [reverse("home"), reverse("agenda"), reverse("body", args=[world.coalition.pk])]
    for url in pages:
        assert "Zorgraad van mei" not in as_(None).get(url).content.decode()
    publish(meeting)
    for url in pages:
        assert "Zorgraad van mei" in as_(None).get(url).content.decode()


def test_search_finds_what_is_published_and_leads_to_its_line(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Wijkverpleging in de nacht")
    url = f"{reverse('search')}?q=wijkverpleging"
    assert f"#punt-{item.pk}" not in as_(None).get(url).content.decode()
    publish(meeting)
    assert f"#punt-{item.pk}" in as_(None).get(url).content.decode()
    later = an_item(meeting, "Wijkverpleging overdag")
    assert f"#punt-{later.pk}" not in as_(None).get(url).content.decode(), "added, not yet published"


def test_the_werkbank_shows_the_bodies_of_who_sits_there_and_their_last_meetings(
    world: World, as_: Callable[..., Client]
) -> None:
    ours, theirs = a_meeting(world.coalition, days=-30), a_meeting(world.other, days=-30)
    publish(ours)
    publish(theirs)
    text = as_(world.member).get("/werkbank/").content.decode()
    assert f'href="{world.coalition.get_absolute_url()}">Zorgraad Deltaland</a>' in text
    assert ours.get_absolute_url() in text
    assert theirs.get_absolute_url() not in text
    assert world.other.get_absolute_url() not in text
