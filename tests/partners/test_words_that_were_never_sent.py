"""Words that were tried and taken out before sending stay with who writes; the netwerkbureau reads what was sent."""

from typing import Any

import pytest
from django.urls import reverse

from partners.initiatives import desk, triage
from partners.initiatives.models import Initiative
from partners.initiatives.submitting import submit
from tests.partners import initiatives as made
from tests.world import World
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
TRIED, SENT, AGAIN = "Dit schrijven we toch maar niet", "Zo sturen we het", "Dit ook niet"


def write(world: World, row: Initiative, idea: str) -> Initiative:
    now = made.fresh_row(row)
    now.idea = idea
    with acting(world.partner):
        now.save()
    return made.fresh_row(row)


def tried_and_sent(world: World) -> Initiative:
    """Sent, given back, written twice and sent again."""
    row = made.a_complete_draft(world, idea=TRIED)
    submit(write(world, row, SENT), by=world.partner)
    triage.give_back(made.fresh_row(row), question="Met wie?", by=world.bureau.person)
    write(world, row, AGAIN)
    submit(write(world, row, f"{SENT}, met de buren"), by=world.partner)
    return made.fresh_row(row)


def history(as_: Any, who: Any, row: Initiative) -> str:
    page = as_(who).get(reverse("history", args=["initiative", row.pk]))
    assert page.status_code == 200
    return str(page.content.decode())


def test_only_who_writes_looks_back_into_what_was_tried(world: World, as_: Any) -> None:
    row = tried_and_sent(world)
    for word in (TRIED, AGAIN):
        assert word in history(as_, world.partner, row)
        for who in (world.bureau, world.bureau_only):
            assert word not in history(as_, who, row)


def test_the_bureau_still_reads_every_step(world: World, as_: Any) -> None:
    page = history(as_, world.bureau_only, tried_and_sent(world))
    for step in ("Ontvangen", "Teruggegeven met een vraag"):
        assert step in page


def test_control_without_the_rule_it_reads_all(world: World, as_: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(desk, "_while_writing", lambda change: False)
    assert TRIED in history(as_, world.bureau_only, tried_and_sent(world))
