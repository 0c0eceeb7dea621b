"""Taking away loses nobody's words (promise I2): not those a colleague just saved, and not those one is typing."""

import pytest
from django.urls import reverse

from newsletters.issues import order
from newsletters.issues.models import Block, BlockKind, Issue
from tests.governance.deciding import decided
from tests.newsletters.issues import making
from tests.world import World
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def changed(world: World, block: Block, heading: str = "Twee uur werk") -> None:
    with acting(world.bureau_only):
        row = Block.objects.get(pk=block.pk)
        row.heading = heading
        row.save()


def test_a_block_that_a_colleague_changed_is_shown_before_it_goes(world: World, as_):
    block = making.a_block(world, making.an_issue(world))
    client, url = as_(world.bureau), reverse("block_remove", args=[block.pk])
    before = client.get(block.issue.desk_url).content.decode()
    assert f'name="version" value="{block.version}"' in before
    changed(world, block)
    answer = client.post(url, {"version": block.version})
    assert answer.status_code == 409
    assert "Twee uur werk" in answer.content.decode()
    assert Block.objects.filter(pk=block.pk).exists()
    # The control: who saw it may take it away.
    assert client.post(url, {"version": answer.context["row"].version}).status_code == 302
    assert not Block.objects.filter(pk=block.pk).exists()


def test_who_writes_in_a_block_that_went_away_keeps_the_words_and_can_put_it_back(world: World, as_):
    issue = making.an_issue(world)
    block = making.a_block(world, issue)
    order.remove(block, by=world.bureau_only)
    typed = {"heading": "Mijn kop", "words": "<p>Twee uur werk</p>", "version": block.version}
    client, url = as_(world.bureau), reverse("block_edit", args=[block.pk])
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Dit is intussen verwijderd", "Mijn kop", "Twee uur werk"):
        assert said in page
    back = reverse("block_new", args=[issue.pk, block.kind])
    assert f'action="{back}"' in page
    assert client.post(back, typed).status_code == 302
    assert issue.blocks.get().heading == "Mijn kop"
    assert client.get(url).headers["Location"] == issue.desk_url


def test_who_makes_no_newsletter_hears_nothing_of_a_block_that_went(world: World, as_):
    block = making.a_block(world, making.an_issue(world))
    order.remove(block, by=world.bureau_only)
    assert as_(world.member).post(reverse("block_edit", args=[block.pk]), {}).status_code == 404


def test_a_draft_in_which_a_colleague_wrote_is_not_thrown_away(world: World, as_):
    issue = making.an_issue(world)
    block = making.a_block(world, issue)
    client, url = as_(world.bureau), reverse("issue_discard", args=[issue.pk])
    seen = client.get(url).context["seen"]
    changed(world, block)
    answer = client.post(url, {"seen": seen})
    assert answer.status_code == 409
    assert "Twee uur werk" in answer.content.decode()
    assert client.post(url, {"seen": answer.context["seen"]}).status_code == 302
    assert not Issue.objects.filter(pk=issue.pk).exists()


def test_a_desk_from_before_it_went_out_changes_nothing_and_breaks_nothing(world: World, as_):
    issue, decision = making.an_issue(world), decided(world.coalition, "Pas besloten")
    first = making.a_block(world, issue)
    second = making.a_block(world, issue, BlockKind.TEXT, heading="Tweede")
    making.out(world, issue)
    client = as_(world.bureau)
    moved = {"base": f"{first.pk},{second.pk}", "move": f"{second.pk}:up"}
    url = reverse("issue_order", args=[issue.pk])
    assert client.post(url, moved).status_code == 302
    swapped = client.post(url, moved, headers={"HX-Request": "true"})
    assert swapped.status_code == 409
    assert "al verstuurd" in swapped.content.decode()
    offers = reverse("issue_offers", args=[issue.pk])
    picked = client.post(offers, {"een": f"besluit:{decision.pk}"}, follow=True)
    assert "al verstuurd" in picked.content.decode()
    assert list(issue.blocks.order_by("position")) == [first, second]
