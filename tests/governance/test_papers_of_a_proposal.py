"""A proposal is read by few; its papers become public only when who triages says so, paper by paper."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.intake import triage
from governance.intake.carrying import Openness
from governance.intake.models import Proposal
from governance.meetings.models import Paper
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.governance.proposing import TITLE, a_proposal, fresh_row, placed, sent, where
from tests.governance.test_decide import text
from tests.world import World

pytestmark = pytest.mark.django_db
CANARY = "Kanarie7f3a"
OPEN = {"title": TITLE, "kind": "besluit", "minutes": "20", "publicity": "openbaar"}


@pytest.fixture
def row(world: World) -> Proposal:
    return a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=[CANARY])


def address(name: str, row: Proposal) -> str:
    return reverse(f"proposal_{name}", args=[row.pk])


def choice(row: Proposal) -> str:
    """The name of the field that says who may read the paper of this proposal."""
    return f"stuk_{row.papers.get().pk.hex}"


def seen_by_all(client: Client, paper: Paper) -> bool:
    """Whether somebody without a login meets the paper anywhere."""
    pages = (reverse("meeting", args=[paper.item.meeting_id]), reverse("item", args=[paper.item_id]))
    named = any(CANARY in text(client, url) for url in pages)
    return named or client.get(paper.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("published", [True, False])
def test_a_closed_paper_never_becomes_public_by_joining(
    world: World, as_: Any, client: Client, row: Proposal, published: bool
) -> None:
    item = an_item(a_meeting(world.coalition), "Zorg in de nacht")
    if published:
        publish(item.meeting)
    as_(world.secretary).post(address("join", row), sent(row, item=str(item.pk)))
    publish(item.meeting)
    paper = item.papers.get()
    assert (paper.publicity, seen_by_all(client, paper)) == ("besloten", False)
    assert as_(world.member).get(paper.get_absolute_url()).status_code == 200


def test_a_closed_paper_never_becomes_public_by_being_treated_here(
    world: World, as_: Any, client: Client, row: Proposal
) -> None:
    meeting = a_meeting(world.coalition)
    as_(world.secretary).post(address("here", row), sent(row, **OPEN, meeting=str(meeting.pk)))
    publish(meeting)
    item = fresh_row(row).item
    assert item is not None
    assert (item.publicity, seen_by_all(client, item.papers.get())) == ("openbaar", False)


def test_chosen_public_it_is_public_at_the_next_publication_and_the_page_says_when(
    world: World, as_: Any, client: Client, row: Proposal
) -> None:
    """The control: the same way, with the choice made, everybody reads it."""
    item, secretary = an_item(a_meeting(world.coalition), "Zorg in de nacht"), as_(world.secretary)
    publish(item.meeting)
    asked = text(secretary, address("join", row))
    for words in (CANARY, "zodra de agenda daarna is gepubliceerd", "Besloten"):
        assert words in asked
    data = sent(row, item=str(item.pk), **{choice(row): "openbaar"})
    answer = secretary.post(address("join", row), data, follow=True)
    assert f"“{CANARY}” wordt openbaar zodra de agenda opnieuw is gepubliceerd" in answer.content.decode()
    paper = item.papers.get()
    assert not seen_by_all(client, paper)
    publish(item.meeting)
    assert seen_by_all(client, paper)


def test_no_paper_is_more_open_than_its_item(world: World, as_: Any, row: Proposal) -> None:
    item = an_item(a_meeting(world.coalition), "Besloten punt", publicity="besloten")
    data = sent(row, item=str(item.pk), **{choice(row): "openbaar"})
    answer = as_(world.secretary).post(address("join", row), data, follow=True)
    paper = item.papers.get()
    assert (paper.publicity, paper.publicity_ground) == ("besloten", item.publicity_ground)
    assert "blijft besloten, net als het punt" in answer.content.decode()


def test_what_chooses_nothing_keeps_papers_closed(world: World, row: Proposal) -> None:
    """Also where no form was: the demo, a command."""
    item = placed(row).item
    assert item is not None
    assert item.papers.get().publicity == "besloten"
    again = a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=["ander"])
    open_to_all = {again.papers.get().pk: Openness("openbaar")}
    made = triage.place(fresh_row(again), where(papers=open_to_all), by=world.secretary)
    assert made.papers.get().publicity == "openbaar"


def test_a_paper_that_is_more_closed_elsewhere_starts_that_closed(
    world: World, as_: Any, row: Proposal
) -> None:
    elsewhere = an_item(a_meeting(world.coalition), "Personen")
    known = a_paper(elsewhere, "Zelfde stuk", content=CANARY.encode(), publicity="vertrouwelijk")
    assert known.file_id == row.papers.get().file_id
    for user, first in ((world.chair, "vertrouwelijk"), (world.bureau, "besloten")):
        form = as_(user).get(address("here", row)).context["form"]
        assert form[choice(row)].value() == first


def test_staff_make_no_paper_confidential(world: World, as_: Any, row: Proposal) -> None:
    data = sent(row, **OPEN, **{choice(row): "vertrouwelijk"})
    assert as_(world.bureau).post(address("here", row), data).status_code == 422
    assert as_(world.chair).post(address("here", row), data).status_code == 302
    item = fresh_row(row).item
    assert item is not None
    assert item.papers.get().publicity == "vertrouwelijk"


def test_what_is_not_public_says_why(world: World, as_: Any, row: Proposal) -> None:
    client, data = as_(world.secretary), sent(row, **OPEN)
    assert client.post(address("here", row), {**data, "papers_ground": ""}).status_code == 422
    assert client.post(address("here", row), {**data, "papers_ground": "Namen"}).status_code == 302
    item = fresh_row(row).item
    assert item is not None
    assert item.papers.get().publicity_ground == "Namen"
