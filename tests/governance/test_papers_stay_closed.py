"""A paper is read by who may read it: not through its item, and not before it stood on an agenda."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from governance.meetings import publishing
from governance.meetings.models import Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.governance.states import let_read
from tests.world import World

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_meeting(world.coalition)


@pytest.mark.parametrize(
    ("item", "paper", "opens"),
    [
        ("openbaar", "besloten", False),
        ("besloten", "openbaar", True),
        ("besloten", "besloten", True),
        ("besloten", "vertrouwelijk", False),
        ("vertrouwelijk", "besloten", True),
        ("vertrouwelijk", "vertrouwelijk", True),
    ],
)
def test_a_shared_item_opens_papers_no_more_closed_than_itself(
    meeting: Meeting, world: World, item: str, paper: str, opens: bool
) -> None:
    shared = an_item(meeting, "Punt", publicity=item)
    a_paper(shared, "Stuk", publicity=paper)
    publish(meeting)
    let_read(shared, world.statenlid, world.secretary, HOUR)
    assert Paper.objects.visible_to(world.statenlid).exists() is opens


@pytest.mark.parametrize(("item_waits", "opens"), [(False, False), (True, True)])
def test_a_shared_item_opens_a_paper_under_embargo_only_when_it_waits_itself(
    meeting: Meeting, world: World, item_waits: bool, opens: bool
) -> None:
    until = timezone.now() + HOUR
    shared = an_item(meeting, "Punt", publicity="besloten", embargo_until=until if item_waits else None)
    a_paper(shared, "Stuk", embargo_until=until)
    publish(meeting)
    let_read(shared, world.statenlid, world.secretary, HOUR)
    assert Paper.objects.visible_to(world.statenlid).exists() is opens


def test_a_paper_that_comes_while_publishing_waits_for_the_next_version(
    meeting: Meeting, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = an_item(meeting, "Punt")
    a_paper(item, "Op tijd")
    mark = publishing._mark

    def after_somebody_uploads(*args: Any) -> None:
        a_paper(item, "Net te laat")
        mark(*args)

    monkeypatch.setattr(publishing, "_mark", after_somebody_uploads)
    publish(meeting)
    monkeypatch.undo()
    assert [paper.title for paper in Paper.objects.visible_to(world.partner)] == ["Op tijd"]
    publish(meeting)
    assert Paper.objects.visible_to(world.partner).count() == 2
