"""A printed agenda leaves out what is of use on a screen only, and forms hide what an open item does not need."""

import pytest
from django.urls import reverse

from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World


@pytest.fixture
def agenda(world: World):
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Opening", explanation="<p>Welkom.</p>")
    publish(meeting)
    return meeting


@pytest.mark.django_db(transaction=True)
def test_paper_says_the_version_and_holds_no_links_of_the_screen(agenda, open_as) -> None:
    page = open_as(None)
    page.goto(agenda.get_absolute_url())
    on_screen = [page.get_by_text(words).first for words in ("Alle versies", "Controlegetal")]
    on_paper = page.locator(".zz-print-only", has_text="Versie 1, gepubliceerd op")
    assert [one.is_visible() for one in (*on_screen, on_paper)] == [True, True, False]
    page.emulate_media(media="print")
    assert [one.is_visible() for one in (*on_screen, on_paper)] == [False, False, True]
    assert not page.locator(".zz-footer").is_visible()
    breaks = "node => getComputedStyle(node).breakAfter"
    for part in (".zz-agenda-read__title", ".zz-agenda-read__facts"):
        assert page.locator(part).evaluate(breaks) == "avoid"
        assert page.locator(part).evaluate("node => getComputedStyle(node.parentNode).display") == "block", (
            "a grid breaks where it likes"
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_a_ground_is_asked_only_of_what_is_closed(agenda, world: World, open_as, script: bool) -> None:
    page = open_as(world.secretary, script=script)
    page.goto(reverse("item_edit", args=[agenda.items.get().pk]))
    ground = page.locator("[name=publicity_ground]")
    assert not ground.is_visible()
    page.locator("label", has=page.locator("[name=publicity][value=besloten]")).click()
    assert ground.is_visible()
