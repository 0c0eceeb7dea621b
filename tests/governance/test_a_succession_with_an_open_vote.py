"""A body ends while a vote or a round is open: that proposal waits, the rest goes, and the page says what to do."""

from typing import Any

import pytest

from governance.decisions.models import Decision
from governance.live import consenting, voting
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.deciding import a_proposal
from tests.governance.test_a_body_is_succeeded import successor_of, url
from tests.governance.test_decide import text
from tests.world import World, fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("begin", [voting.open_ballot, consenting.open_round])
@pytest.mark.parametrize("published", [False, True])
def test_an_open_vote_or_round_stops_its_own_proposal_alone(
    world: World, as_: Any, begin: Any, published: bool
) -> None:
    meeting = a_meeting(world.coalition, "Agenda", days=-10 if published else 10)
    row = a_proposal(an_item(meeting, "Punt"), title="HIER LOOPT IETS")
    a_proposal(an_item(meeting, "Ander punt"), title="HIER LOOPT NIETS")
    if published:
        publish(meeting)
    row = Decision.objects.select_related("item__meeting", "body").get(pk=row.pk)
    one = begin(row, by=fresh(world.secretary))
    new, client = successor_of(world.coalition), as_(world.bureau)
    page = text(client, url(world.coalition))
    assert row.get_absolute_url() in page
    assert "Dit gaat nog niet mee" in page
    assert ("Sluit die eerst." if begin is consenting.open_round else "laat die vervallen.") in page
    answer = client.post(url(world.coalition), {"successor": str(new.pk)}, follow=True)
    assert "Niet alles kon mee" in answer.content.decode()
    went = Decision.objects.filter(body=new)
    assert [each.title for each in went] == ["HIER LOOPT NIETS"]
    assert "niets meer om over te dragen" not in text(client, url(world.coalition))
    if begin is consenting.open_round:
        consenting.close_round(one, by=fresh(world.secretary))
    else:
        voting.void(one, "Het orgaan stopt", by=fresh(world.secretary))
    client.post(url(world.coalition), {"successor": str(new.pk)})
    assert went.all().count() == 2
    assert "niets meer om over te dragen" in text(client, url(world.coalition))


def test_what_waits_for_its_vote_is_not_named_to_who_may_not_read_it(world: World, as_: Any) -> None:
    closed = {"publicity": "vertrouwelijk", "publicity_ground": "Woo"}
    row = a_proposal(an_item(a_meeting(world.coalition, "Agenda"), "GEHEIM PUNT", **closed), title="GEHEIM")
    row = Decision.objects.select_related("item__meeting", "body").get(pk=row.pk)
    voting.open_ballot(row, by=fresh(world.secretary))
    successor_of(world.coalition)
    page = text(as_(world.bureau_only), url(world.coalition))
    assert "GEHEIM" not in page
    assert "Hierover loopt nog een stemming" in page
