"""On the termijnagenda: what organisations promised, actions, advice and regio-afspraken, for who may read each."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.executions.models import Execution
from governance.meetings.models import ItemSubject
from governance.series.ahead import Window, entries
from tests.governance import executing
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.deciding import adopt, decided, in_writing
from tests.governance.doing import an_action
from tests.governance.proposing import a_proposal
from tests.governance.proposing import asked as advice_asked
from tests.regioplan.making import a_task, accepted
from tests.themes import making
from tests.world import World, fresh, set_up
from zorgzaam.standing import NOBODY, StandIn

pytestmark = pytest.mark.django_db
VISITOR = StandIn(NOBODY)
SOON = datetime.timedelta(days=20)


def titles(reader: Any, kind: str, **narrow: Any) -> list[str]:
    who = reader if isinstance(reader, StandIn) else fresh(reader)
    return [one.title for one in entries(Window.year(who, **narrow)) if one.kind == kind]


def seen(world: World, kind: str) -> dict[str, bool]:
    names = ("secretary", "member", "partner", "other_partner")
    return {"visitor": bool(titles(VISITOR, kind))} | {
        name: bool(titles(getattr(world, name), kind)) for name in names
    }


def test_a_promise_is_as_public_as_its_decision_and_a_question_is_not(world: World) -> None:
    due = timezone.localdate() + SOON
    row = decided(world.coalition)
    asked = executing.asked(row, world.partner_org, due_on=due)
    everybody = dict.fromkeys(("visitor", "secretary", "member", "partner", "other_partner"), True)
    assert seen(world, "Uitvoering") == {**everybody, "visitor": False, "other_partner": False}
    Execution.objects.get(pk=asked.pk).accept(by=fresh(world.partner))
    assert seen(world, "Uitvoering") == everybody
    closed = decided(world.coalition, "Dicht", publicity="besloten", publicity_ground="Woo artikel 5.1")
    executing.promised(closed, world.other_org, world.other_partner, due_on=due)
    assert len(titles(world.member, "Uitvoering")) == 2
    assert len(titles(VISITOR, "Uitvoering")) == 1


def test_actions_and_advice_are_for_who_they_are_of(world: World) -> None:
    an_action(world.coalition, world.member, "Bel de huisartsen")
    an_action(world.coalition, world.member, "Was gisteren", days=-1)
    row = a_proposal(world.other_partner, world.coalition, organisation=world.other_org)
    advice_asked(row, world.partner_org)
    assert titles(world.member, "Actie") == ["Bel de huisartsen"], "what is over does not come up"
    hidden = {"visitor": False, "secretary": True, "member": True, "partner": False, "other_partner": False}
    assert seen(world, "Actie") == hidden
    hidden = {"visitor": False, "secretary": True, "member": False, "partner": True, "other_partner": True}
    assert seen(world, "Adviesvraag") == hidden


def test_a_regio_afspraak_begins_and_ends(world: World) -> None:
    today = timezone.localdate()
    accepted(world, a_task(), starts_on=today - SOON, ends_on=today + SOON)
    found = [one for one in entries(Window.year(VISITOR)) if one.kind == "Regio-afspraak"]
    assert [(one.day, "loopt af" in one.note) for one in found] == [(today + SOON, True)]


def test_a_theme_finds_them_through_what_one_may_read_only(world: World) -> None:
    theme, due = making.theme(making.generation(), "Zorg"), timezone.localdate() + SOON
    meeting = a_meeting(world.coalition)
    told, secret = an_item(meeting, "Open"), an_item(meeting, "Dicht", publicity="vertrouwelijk")
    for item in (told, secret):
        set_up(ItemSubject.objects.create)(item=item, theme=theme)
    publish(meeting)
    for item, organisation, by in (
        (told, world.partner_org, world.partner), (secret, world.other_org, world.other_partner),
    ):  # fmt: skip
        row = adopt(in_writing(world.coalition, f"Over {item.title}", item=item, meeting=meeting))
        executing.promised(row, organisation, by, due_on=due)
    assert len(titles(VISITOR, "Uitvoering")) == 2
    assert len(titles(VISITOR, "Uitvoering", theme_id=theme.pk)) == 1
    assert len(titles(world.secretary, "Uitvoering", theme_id=theme.pk)) == 2
    assert len(titles(VISITOR, "Uitvoering", body_id=world.other.pk)) == 0


def test_two_and_twenty_of_each_cost_the_same(world: World, as_: Any) -> None:
    due = timezone.localdate() + SOON

    def cost(numbers: range) -> int:
        for number in numbers:
            row = decided(world.coalition, f"Besluit {number}")
            executing.asked(row, world.partner_org, f"Iets {number}", due_on=due)
            an_action(world.coalition, world.member, f"Iets {number}")
            proposal = a_proposal(
                world.partner, world.coalition, f"Voorstel {number}", organisation=world.partner_org
            )
            advice_asked(proposal, world.other_org)
        client, url = as_(world.secretary), reverse("ahead")
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    few = cost(range(2))
    assert cost(range(2, 12)) == few
