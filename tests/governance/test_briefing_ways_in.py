"""Ways to a briefing: the public menu, the menu and the list of who reads along, and search."""

import pytest
from django.urls import reverse

from governance.briefings.reviewing import remark_on
from tests.governance import letters
from zorgzaam.access import may
from zorgzaam.search import find
from zorgzaam.today import todos

DESK = 'href="/werkbank/briefings/"'


def page_of(client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def test_the_public_menu_leads_to_what_was_published(world, as_):
    assert f'href="{reverse("briefings_published")}"' in page_of(as_(None), "/")


@pytest.mark.parametrize("who", ["clerk", "partner"])
def test_who_reads_along_finds_the_draft_from_the_front_page(world, as_, who):
    reader = getattr(world, who)
    briefing = letters.draft(world)
    assert DESK not in page_of(as_(reader), "/welkom/"), "control: nothing was shared yet"
    shared = letters.shared_with(world, briefing, reader)
    assert DESK in page_of(as_(reader), "/welkom/")
    assert briefing.subject in page_of(as_(reader), reverse("briefings"))
    shared.end(by=world.bureau)
    assert DESK not in page_of(as_(reader), "/welkom/")


def test_a_visitor_sees_no_way_to_drafts(world, as_):
    letters.shared_with(world, letters.draft(world), world.clerk)
    assert DESK not in page_of(as_(None), "/")
    assert not may(world.statenlid, "governance.read_along_briefings")


@pytest.mark.parametrize("offered", [False, True])
def test_a_shared_draft_waits_until_its_reader_said_something(world, offered):
    briefing = letters.draft(world)
    if offered:
        briefing.submit(by=world.bureau)
    assert todos(world.partner) == []
    letters.shared_with(world, briefing, world.partner)
    assert [todo.url for todo in todos(world.partner)] == [reverse("briefing_review", args=[briefing.pk])]
    remark_on(briefing, by=world.partner, remark="Gelezen.")
    assert todos(world.partner) == []


def test_two_letters_with_one_name_differ_in_search(world, as_):
    for number in ("0000101", "0000102"):
        letters.published(world, subject="Kwartaalbrief", registration_number=number)
    lines = [hit.line for hit in find(world.statenlid, "kwartaalbrief", only="briefing")]
    assert sorted(lines) == [
        f"Mededeling {number} aan {world.staten.name}, 3 november 2026" for number in ("0000101", "0000102")
    ]
    page = page_of(as_(None), reverse("search") + "?q=kwartaalbrief")
    assert all(line in page for line in lines)
