"""What councils asked the network to talk about: to each reader as far as they may know what came of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.intake import triage
from governance.intake.models import Proposal
from tests.governance.agendas import a_meeting, publish
from tests.governance.council.registers import a_committee
from tests.governance.deciding import a_proposal as a_decision
from tests.governance.deciding import adopt
from tests.governance.proposing import a_proposal, fresh_row, placed
from tests.governance.test_decide import text
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
URL = "/staten/verzoeken/"
WORDS, PUBLIC = "kanarieverzoek", "Nachtzorg op de agenda"


def a_request(world: World, title: str = WORDS, **extra: Any) -> Proposal:
    extra.setdefault("council", world.staten)
    return a_proposal(world.statenlid, world.coalition, title, **extra)


def on_an_agenda(world: World, row: Proposal) -> Proposal:
    """An item of a published agenda, under another title than the request."""
    meeting = a_meeting(world.coalition)
    found = placed(row, title=PUBLIC, meeting=meeting)
    publish(meeting)
    return found


def test_a_request_is_read_by_its_council_and_who_keeps_its_register(world: World, as_: Any) -> None:
    a_request(world)
    for who in (world.statenlid, world.clerk, world.bureau, world.secretary):
        assert WORDS in text(as_(who), URL), who
    for who in (world.council_member, world.partner, world.member):
        assert WORDS not in text(as_(who), URL), who
    assert WORDS not in text(Client(), URL)


def test_what_a_committee_asked_is_read_by_who_serves_its_council(world: World, as_: Any) -> None:
    a_request(world, council=a_committee(world.staten))
    assert WORDS in text(as_(world.statenlid), URL)
    assert WORDS not in text(as_(world.council_member), URL)


def test_everybody_reads_what_became_of_it_and_not_what_was_asked(world: World, as_: Any) -> None:
    row = on_an_agenda(world, a_request(world))
    page = text(Client(), URL)
    assert PUBLIC in page
    assert world.staten.name in page
    assert WORDS not in page
    assert reverse("proposal", args=[row.pk]) not in page
    own = text(as_(world.statenlid), URL)
    assert WORDS in own
    assert PUBLIC in own
    assert reverse("proposal", args=[row.pk]) in own


def test_a_closed_item_says_nothing_to_others(world: World, as_: Any) -> None:
    row = a_request(world)
    meeting = a_meeting(world.coalition)
    found = placed(row, title=PUBLIC, meeting=meeting)
    set_up(type(found.item).objects.filter(pk=found.item_id).update)(
        publicity="besloten", publicity_ground="Woo"
    )
    publish(meeting)
    assert PUBLIC not in text(Client(), URL)
    assert world.staten.name not in text(Client(), URL)
    assert PUBLIC not in text(as_(world.statenlid), URL), (
        "of their own request they read the words, not the closed item"
    )
    assert WORDS in text(as_(world.statenlid), URL)


def test_the_decision_and_what_was_told_back_stand_with_it(world: World, as_: Any) -> None:
    row = on_an_agenda(world, a_request(world))
    decision = adopt(a_decision(row.item, title="Nachtzorg in elke wijk"))
    set_up(triage.report)(fresh_row(row), "We gaan dit doen.", by=SystemActor.SETUP)
    page = text(Client(), URL)
    assert (decision or row.item.decisions.get()).get_absolute_url() in page
    assert "Teruggekoppeld op" in page
    assert "We gaan dit doen." not in page
    assert "We gaan dit doen." in text(as_(world.statenlid), URL)


def test_it_is_narrowed_by_council_and_by_where_it_is(world: World, as_: Any) -> None:
    client = as_(world.bureau)
    a_request(world, "Staten vragen dit")
    a_request(world, "Raad vraagt dat", council=world.council)
    on_an_agenda(world, a_request(world, "Staat al op de agenda"))
    found = lambda query: [each.words for each in client.get(URL + query).context["requests"]]  # noqa: E731
    assert len(found("")) == 3
    assert found(f"?raad={world.council.pk}") == ["Raad vraagt dat"]
    assert found("?stand=agenda") == ["Staat al op de agenda"]
    assert found("?stand=open&zoek=Staten") == ["Raad vraagt dat", "Staten vragen dit"], "no search by words"


def test_a_list_of_many_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    client = as_(world.clerk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL).status_code == 200
        return len(queries)

    on_an_agenda(world, a_request(world))
    asked()
    few = asked()
    for at in range(10):
        a_request(world, f"Nummer {at}")
    assert asked() == few


def test_the_register_as_a_file_tells_each_reader_what_the_page_does(world: World, as_: Any) -> None:
    on_an_agenda(world, a_request(world))
    a_request(world, "Nog een wens")
    url = reverse("council_requests_file", args=["csv"])
    told = Client().get(url).content.decode("utf-8-sig")
    assert PUBLIC in told
    assert world.staten.name in told
    assert WORDS not in told
    assert "Nog een wens" not in told
    own = as_(world.statenlid).get(url).content.decode("utf-8-sig")
    for words in (PUBLIC, WORDS, "Nog een wens", "gevraagd op"):
        assert words in own, words
    assert "Nog een wens" not in as_(world.statenlid).get(f"{url}?stand=agenda").content.decode("utf-8-sig")
    assert url in text(as_(world.statenlid), URL), "from the page"
    for kind in ("xlsx", "ods"):
        assert as_(world.statenlid).get(reverse("council_requests_file", args=[kind])).status_code == 200
