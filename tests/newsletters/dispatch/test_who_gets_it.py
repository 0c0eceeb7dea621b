"""Who gets an issue and who does not, and why: counted exactly, and the same when the book is filled."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.parts import question_about
from newsletters.dispatch.recipients import Why
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.states import Frequency, SubscriberState
from newsletters.subscriptions.subscribing import SCOPE
from tests.newsletters.dispatch.issues import a_text, an_issue, gone
from tests.newsletters.subscriptions.readers import a_list, crowd, reader
from tests.themes import making
from tests.world import World, set_up
from themes.themes.models import Theme
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import suppress
from zorgzaam.post.models import MailState, OutgoingMail

pytestmark = pytest.mark.django_db


def themes() -> tuple[Theme, Theme]:
    now = making.generation()
    return making.theme(now, "Ouderen"), making.theme(now, "Jeugd")


def everybody(world: World) -> None:
    """One of each; who stands on a list that was taken over was asked nothing."""
    a_list(world.bureau, ["lijst"])
    _others()


@set_up
def _others() -> None:
    reader("leest")
    reader("vroeg", SubscriberState.ASKED)
    reader("weg", SubscriberState.ENDED)
    reader("vast", SubscriberState.PARKED)
    suppress(reader("geen").address, SCOPE, WhyNot.ASKED)


def test_each_reader_is_counted_once_with_the_reason(world: World) -> None:
    everybody(world)
    counted = question_about(an_issue(world)).counted()
    assert counted.whys == {
        Why.GETS: 1, Why.UNCONFIRMED: 1, Why.LISTED: 1, Why.ENDED: 1, Why.PARKED: 1, Why.SUPPRESSED: 1
    }  # fmt: skip
    assert (counted.total, counted.getting) == (6, 1)
    assert [number for _, number in counted.not_getting] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "state", [state for state in SubscriberState.values if state != SubscriberState.GONE]
)
def test_only_who_said_yes_gets_it_whatever_states_there_are(world: World, state: str) -> None:
    reader("lezer", state)
    issue = an_issue(world)
    answer = question_about(issue).of("lezer@deltaland.example")
    assert answer is not None
    assert answer.gets_it == (state == SubscriberState.ACTIVE)
    gone(world, issue)
    assert OutgoingMail.objects.filter(kind=ISSUE).exists() == (state == SubscriberState.ACTIVE)


def test_what_was_counted_is_what_comes_into_the_book(world: World) -> None:
    everybody(world)
    issue = an_issue(world)
    told = question_about(issue).counted().getting
    gone(world, issue)
    mails = OutgoingMail.objects.filter(kind=ISSUE)
    assert mails.count() == told == 1
    assert mails.get().to_address == "leest@deltaland.example"


def test_who_wants_one_in_three_months_waits_and_is_told(world: World) -> None:
    reader("kwartaal", frequency=Frequency.QUARTER)
    first = gone(world)
    assert question_about(first).counted().getting == 1
    second = question_about(an_issue(world, "Nog een"))
    answer = second.of("KWARTAAL@deltaland.example ")
    assert answer is not None
    assert answer.why == Why.NOT_DUE
    assert second.counted().getting == 0


def test_what_they_did_not_get_of_a_stopped_issue_is_not_their_turn(world: World) -> None:
    reader("kwartaal", frequency=Frequency.QUARTER)
    first = gone(world)
    steps.stop(first, by=world.bureau.person)
    assert question_about(an_issue(world, "Nog een")).counted().getting == 1
    set_up(OutgoingMail.objects.all().update)(state=MailState.SENT, sent_at=timezone.now())
    assert question_about(an_issue(world, "En nog een")).counted().getting == 0, "the control: they have it"


def test_parts_are_for_who_chose_them(world: World, as_: Any) -> None:
    old, young = themes()
    reader("alles")
    reader("ouderen", themes=[old])
    reader("jeugd", themes=[young])
    issue = an_issue(world, blocks=0)
    with_actor = set_up(a_text)
    for_old, for_young = (
        with_actor(issue, "Voor ouderen", themes=[old]),
        with_actor(issue, "Voor jeugd", themes=[young]),
    )
    question = question_about(issue)

    def seen(name: str) -> list[object]:
        answer = question.of(f"{name}@deltaland.example")
        return list(answer.parts) if answer else []

    assert seen("alles") == [for_old.pk, for_young.pk]
    assert seen("ouderen") == [for_old.pk]
    assert seen("jeugd") == [for_young.pk]
    assert sorted(question.counted().variants.values()) == [1, 1, 1]
    page = as_(world.bureau).get(reverse("issue_recipients", args=[issue.pk])).content.decode()
    for missing in ("Voor ouderen", "Voor jeugd"):
        assert f"1 van de 2 blokken, zonder: {missing}" in " ".join(page.split())


def test_who_has_nothing_in_it_for_them_gets_nothing(world: World) -> None:
    old, young = themes()
    reader("jeugd", themes=[young])
    issue = an_issue(world, blocks=0)
    set_up(a_text)(issue, "Voor ouderen", themes=[old])
    answer = question_about(issue).of("jeugd@deltaland.example")
    assert answer is not None
    assert answer.why == Why.NOTHING
    assert not answer.gets_it


def test_an_empty_issue_goes_to_nobody_and_an_unknown_address_is_told(world: World) -> None:
    reader("leest")
    question = question_about(an_issue(world, blocks=0))
    assert question.counted().getting == 0
    assert question.of("onbekend@deltaland.example") is None


def test_a_reader_who_was_forgotten_is_not_counted(world: World) -> None:
    from newsletters.subscriptions.forgetting import blank

    row = reader("leest")
    set_up(blank)(row)
    assert question_about(an_issue(world)).counted().total == 0


def test_counting_costs_the_same_whatever_the_number(world: World) -> None:
    issue = an_issue(world)
    question = question_about(issue)
    found = []
    for number in (2, 20):
        crowd(number, domain=f"d{number}.example")
        with CaptureQueriesContext(connection) as captured:
            question.counted()
        found.append(len(captured))
    assert found == [2, 2]
