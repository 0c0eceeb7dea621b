"""What happened since the last issue and is public now is offered; one press puts it in, twice is once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.issues.models import BlockKind
from newsletters.issues.since import COMING, begins, offered
from partners.initiatives.models import Success
from partners.initiatives.models.executions import NewsVerdict
from tests.governance.agendas import a_meeting, publish
from tests.governance.deciding import decided
from tests.newsletters.issues import making
from tests.partners.in_public import on_the_site, today
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def titles(issue, since=None, until=None) -> list[str]:
    since = since or timezone.localdate() - WEEK
    return [each.title for group in offered(issue, since, until) for each in group.offers]


def test_decisions_meetings_initiatives_and_successes_are_offered(world: World):
    decided(world.coalition, "Buurtteams in elke wijk")
    publish(a_meeting(world.coalition, "Zorgraad in mei"))
    publication = on_the_site(world, "Samen eten")
    with acting(SystemActor.SETUP):
        Success.objects.create(
            initiative=publication.initiative, text="Veertig buren eten mee.", on=today(), may_be_told=True
        )
    found = titles(making.an_issue(world))
    for title in ("Buurtteams in elke wijk", "Zorgraad in mei", publication.title, "Veertig buren eten mee."):
        assert title in found


def test_nothing_closed_is_offered(world: World):
    decided(world.coalition, "Gesloten besluit", publicity="besloten", publicity_ground="Nog niet rond")
    later = timezone.now() + WEEK
    decided(world.coalition, "Onder embargo", embargo_until=later)
    a_meeting(world.coalition, "Concept-agenda")
    publication = on_the_site(world, "Samen eten")
    with acting(SystemActor.SETUP):
        Success.objects.create(initiative=publication.initiative, text="Blijft onder ons.", on=today())
    found = titles(making.an_issue(world))
    assert not {"Gesloten besluit", "Onder embargo", "Concept-agenda", "Blijft onder ons."} & set(found)


def test_what_is_older_than_the_last_issue_is_offered_only_when_asked(world: World):
    decided(world.coalition, "Van gisteren")
    first = making.out(world, at=timezone.now())
    issue = making.an_issue(world, "Tweede")
    assert begins(issue) == timezone.localdate(first.begun_at)
    assert "Van gisteren" not in titles(issue, begins(issue))
    assert "Van gisteren" in titles(issue)


def test_what_stood_in_an_earlier_issue_says_so(world: World):
    decision = decided(world.coalition, "Stond er al in")
    first = making.an_issue(world, "Eerste")
    making.of_decision(world, first, decision)
    making.out(world, first)
    (offer,) = [each for group in offered(making.an_issue(world), today() - WEEK) for each in group.offers]
    assert offer.told_in == "Nieuwsbrief 1"
    assert not offer.is_in


def test_one_press_puts_it_in_and_the_same_press_again_nothing_more(world: World, as_):
    decision = decided(world.coalition, "Buurtteams in elke wijk")
    issue, client = making.an_issue(world), as_(world.bureau)
    url = reverse("issue_offers", args=[issue.pk])
    for _ in range(2):
        assert client.post(url, {"een": f"besluit:{decision.pk}"}).status_code == 302
    block = issue.blocks.get()
    assert (block.kind, block.decision) == (BlockKind.DECISION, decision)
    assert "Staat erin" in client.get(url).content.decode()


def test_several_at_once_come_behind_what_is_there_in_their_order(world: World, as_):
    rows = [decided(world.coalition, title) for title in ("Een", "Twee")]
    issue = making.an_issue(world)
    making.a_block(world, issue, heading="Eerst dit")
    keys = [f"besluit:{row.pk}" for row in rows]
    as_(world.bureau).post(reverse("issue_offers", args=[issue.pk]), {"wat": keys})
    assert [str(block) for block in issue.blocks.order_by("position")] == ["Eerst dit", "Een", "Twee"]


def test_what_was_not_offered_is_not_put_in(world: World, as_):
    closed = decided(world.coalition, "Dicht", publicity="besloten", publicity_ground="Nog niet rond")
    issue = making.an_issue(world)
    for key in (f"besluit:{closed.pk}", "besluit:rommel", "x", "\x00"):
        as_(world.bureau).post(reverse("issue_offers", args=[issue.pk]), {"een": key})
    assert not issue.blocks.exists()


def test_a_success_that_is_picked_is_accepted_for_the_newsletter(world: World, as_):
    publication = on_the_site(world, "Samen eten")
    with acting(SystemActor.SETUP):
        success = Success.objects.create(
            initiative=publication.initiative, text="Veertig buren eten mee.", on=today(), may_be_told=True
        )
    issue = making.an_issue(world)
    as_(world.bureau).post(reverse("issue_offers", args=[issue.pk]), {"een": f"succes:{success.pk}"})
    success.refresh_from_db()
    assert success.verdict == NewsVerdict.ACCEPTED
    assert issue.blocks.get().success == success


@pytest.mark.parametrize("sent", [{}, {"sinds": "gisteren", "een": "x"}, {"sinds": "9999-12-31", "een": "x"}])
def test_nothing_chosen_or_no_day_is_said_and_breaks_nothing(world: World, as_, sent: dict):
    issue = making.an_issue(world)
    response = as_(world.bureau).post(
        reverse("issue_offers", args=[issue.pk]), {"csrfmiddlewaretoken": "x", **sent}
    )
    assert response.status_code == 422
    assert not issue.blocks.exists()


def test_what_is_still_to_come_stands_apart_from_what_happened(world: World, as_):
    publish(a_meeting(world.coalition, "Zorgraad in mei"))
    begun = a_meeting(
        world.coalition, "Zorgraad van toen", starts_at=timezone.now() - datetime.timedelta(days=2)
    )
    publish(begun)
    groups = {
        group.label: [each.title for each in group.offers]
        for group in offered(making.an_issue(world), today() - WEEK)
    }
    assert groups[COMING] == ["Zorgraad in mei"]
    assert groups["Vergaderingen"] == ["Zorgraad van toen"]


def test_up_to_a_day_and_no_later(world: World, as_):
    decision = decided(world.coalition, "Van die dag")
    last = decision.taken_on
    publish(a_meeting(world.coalition, "Zorgraad in mei"))
    issue, day = making.an_issue(world), datetime.timedelta(days=1)
    assert titles(issue, today() - WEEK, last) == ["Van die dag", "Zorgraad in mei"]
    assert titles(issue, today() - WEEK, last - day) == ["Zorgraad in mei"], "what comes, comes all the same"
    url, client = reverse("issue_offers", args=[issue.pk]), as_(world.bureau)
    days = {"sinds": str(today() - WEEK), "tot": str(last - day)}
    assert "Van die dag" not in client.get(url, days).content.decode()
    client.post(url, {**days, "een": f"besluit:{decision.pk}"})
    assert not issue.blocks.exists(), "it was not on this page"
    answer = client.get(url, {"sinds": str(today()), "tot": str(today() - day)})
    assert "ligt niet na de eerste" in answer.content.decode()


def test_what_went_out_meanwhile_takes_nothing_more_and_says_so(world: World, as_):
    decision = decided(world.coalition, "Te laat")
    issue = making.out(world)
    answer = as_(world.bureau).post(
        reverse("issue_offers", args=[issue.pk]), {"wat": [f"besluit:{decision.pk}"]}, follow=True
    )
    assert "al verstuurd" in answer.content.decode()
    empty = as_(world.bureau).post(
        reverse("issue_offers", args=[issue.pk]), {"sinds": "2020-01-01"}, follow=True
    )
    assert "al verstuurd" in empty.content.decode()
