"""Actions in the browser: given, taken on, done, handed over, withdrawn, and carried over from meeting to meeting."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.actions.models import Action, ActionState, ActionStep, StepKind
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.deciding import decided
from tests.governance.doing import an_action, late
from tests.governance.test_decide import form_of, text
from tests.world import World, account, mandate, set_up

pytestmark = pytest.mark.django_db


def new_url(world: World, query: str = "") -> str:
    return reverse("action_new", args=[world.coalition.pk]) + query


def typed(**more: Any) -> dict[str, Any]:
    day = timezone.localdate() + datetime.timedelta(days=30)
    return {"what": "Bel de huisartsen", "due_on": str(day), "due_precision": "day", **more}


def test_who_keeps_the_agenda_gives_an_action_from_an_item(world: World, as_: Any) -> None:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Buurtteams")
    url = new_url(world, f"?agendapunt={item.pk}")
    client = as_(world.secretary)
    assert url in text(client, reverse("item", args=[item.pk])).replace("&amp;", "&")
    answer = client.post(url, typed(owner=str(world.member.person_id)))
    row = Action.objects.get()
    assert answer.url == item.get_absolute_url()
    assert (row.owner, row.given_by, row.item, row.meeting) == (
        world.member.person, world.secretary.person, item, meeting,
    )  # fmt: skip
    assert row.what in text(as_(world.member), reverse("werkbank"))


def test_an_action_from_a_decision_names_its_point(world: World, as_: Any) -> None:
    decision = decided(world.coalition)
    client = as_(world.secretary)
    client.post(
        new_url(world, f"?besluit={decision.pk}"), typed(owner=str(world.member.person_id), point="2")
    )
    row = Action.objects.get()
    assert f"Punt 2: {decision.points[1]}" in text(client, row.get_absolute_url())
    assert row.what in text(client, decision.get_absolute_url())
    assert row.what not in text(Client(), decision.get_absolute_url())


def test_who_may_not_read_the_decision_is_not_offered_its_points(world: World, as_: Any) -> None:
    """As after a body ended: the action went to its successor, the decision stayed."""
    decision = decided(
        world.coalition, "Dicht", points=["GEHEIM PUNT"], publicity="besloten", publicity_ground="Woo"
    )
    keeper = account("Nel Nieuw")
    mandate(keeper, world.other, "secretaris")
    row = an_action(world.other, world.other_member, decision=decision, point=1)
    url = reverse("action_edit", args=[row.pk])
    assert "GEHEIM PUNT" not in text(as_(keeper), url)
    row.refresh_from_db()
    answer = as_(keeper).post(url, typed(what="Iets anders", version=str(row.version)))
    row.refresh_from_db()
    assert (answer.status_code, row.what, row.point) == (302, "Iets anders", 1)
    mandate(keeper, world.coalition)
    assert "GEHEIM PUNT" in text(as_(keeper), url), "the control"


def test_a_member_takes_one_on_for_themselves_and_for_nobody_else(world: World, as_: Any) -> None:
    as_(world.member).post(new_url(world), typed(owner=str(world.chair.person_id)))
    row = Action.objects.get()
    assert (row.owner, row.given_by) == (world.member.person, world.member.person)


def test_an_action_of_another_body_is_not_from_here(world: World, as_: Any) -> None:
    elsewhere = a_meeting(world.other)
    publish(elsewhere)
    assert as_(world.secretary).get(new_url(world, f"?vergadering={elsewhere.pk}")).status_code == 404
    assert as_(world.secretary).get(new_url(world, "?vergadering=iets")).status_code == 404


def test_a_month_means_its_last_day(world: World, as_: Any) -> None:
    as_(world.member).post(new_url(world), typed(due_on="2031-03-04", due_precision="month"))
    row = Action.objects.get()
    assert (row.due_on, row.due) == (datetime.date(2031, 3, 31), "maart 2031")
    assert "klaar in maart 2031" in text(as_(world.member), row.get_absolute_url())


def test_one_button_behind_the_login_and_twice_is_once(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.partner)
    url = reverse("action_done", args=[row.pk])
    assert Client().get(url).url.startswith("/account/inloggen/")
    client = as_(world.partner)
    assert "Ja, dit is klaar" in text(client, url)
    row.refresh_from_db()
    assert row.state == ActionState.OPEN, "looking changes nothing"
    for _ in range(2):
        assert client.post(url).status_code == 302
    row.refresh_from_db()
    assert row.state == ActionState.DONE
    assert ActionStep.objects.get().person == world.partner.person
    assert client.get(url).url == row.get_absolute_url()


def test_what_was_done_by_mistake_is_open_again(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.partner)
    row.finish(by=world.partner, note="Ik dacht van wel")
    as_(world.partner).post(reverse("action_reopen", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.closed_at, row.note) == (ActionState.OPEN, None, "")
    assert [step.kind for step in row.steps.all()] == [StepKind.DONE, StepKind.REOPENED]


def test_handed_over_to_somebody_who_sits_there_with_a_fact(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.member)
    client, url = as_(world.member), reverse("action_hand_over", args=[row.pk])
    sent = {"to": str(world.chair.person_id), "reason": "Vera kent hen", "version": str(row.version)}
    outside = {**sent, "to": str(world.other_member.person_id)}
    assert client.post(url, outside).status_code == 422
    assert client.post(url, sent).status_code == 302
    row.refresh_from_db()
    step = row.steps.get()
    assert row.owner == world.chair.person
    assert (step.from_person, step.to_person, step.reason) == (
        world.member.person,
        world.chair.person,
        "Vera kent hen",
    )
    assert "Vera kent hen" in text(client, row.get_absolute_url())


def test_an_owner_from_outside_reads_no_names_of_members(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.partner)
    page = text(as_(world.partner), reverse("action_hand_over", args=[row.pk]))
    assert world.chair.person.name not in page


def test_withdrawn_with_a_reason_and_not_done_after_that(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.member)
    client, url = as_(world.secretary), reverse("action_withdraw", args=[row.pk])
    assert client.post(url, {"reason": "", "version": str(row.version)}).status_code == 422
    assert client.post(url, {"reason": "Niet meer nodig", "version": str(row.version)}).status_code == 302
    answer = as_(world.member).post(reverse("action_done", args=[row.pk]))
    assert (answer.status_code, "al ingetrokken" in answer.content.decode()) == (422, True)


def test_other_words_go_through_a_form_that_refuses_a_stale_save(world: World, as_: Any) -> None:
    row = an_action(world.coalition, world.member)
    url = reverse("action_edit", args=[row.pk])
    first, second = (
        form_of(as_(user), url, what=user.person.name) for user in (world.chair, world.secretary)
    )
    assert as_(world.chair).post(url, first).status_code == 302
    answer = as_(world.secretary).post(url, second)
    assert (answer.status_code, world.chair.person.name in answer.content.decode()) == (409, True)


# ---------------------------------------------------------------- carried over
def test_open_actions_come_back_on_the_next_meeting_until_they_are_closed(world: World, as_: Any) -> None:
    before, following, later = (a_meeting(world.coalition, days=days) for days in (-30, 7, 40))
    row = an_action(world.coalition, world.member, meeting=before)
    publish(following)
    for reader in (world.secretary, world.member):
        assert "Openstaande acties" in text(as_(reader), following.get_absolute_url())
        assert row.what in text(as_(reader), following.get_absolute_url())
        assert row.what in text(as_(reader), before.get_absolute_url())
        assert row.what not in text(as_(reader), later.get_absolute_url())
    assert row.what not in text(as_(world.other_member), following.get_absolute_url())
    assert row.what not in text(Client(), following.get_absolute_url())
    row.finish(by=world.member)
    assert row.what not in text(as_(world.member), following.get_absolute_url())


def test_a_meeting_that_is_called_off_carries_nothing(world: World, as_: Any) -> None:
    off, on = a_meeting(world.coalition, days=7), a_meeting(world.coalition, days=14)
    off.cancel(by=world.secretary, reason="Ziek")
    row = an_action(world.coalition, world.member)
    assert row.what in text(as_(world.secretary), on.get_absolute_url())
    assert row.what not in text(as_(world.secretary), off.get_absolute_url())


# ---------------------------------------------------------------- lists
def test_the_list_shows_mine_overdue_and_those_of_a_body(world: World, as_: Any) -> None:
    an_action(world.coalition, world.member, "VAN MIJ")
    late(world.coalition, world.member, "TE LAAT")
    an_action(world.coalition, world.chair, "VAN VERA")
    an_action(world.other, world.other_member, "ELDERS")
    client, url = as_(world.member), reverse("actions")

    def listed(query: str) -> set[str]:
        page = text(client, url + query)
        return {what for what in ("VAN MIJ", "TE LAAT", "VAN VERA", "ELDERS") if what in page}

    assert listed("") == {"VAN MIJ", "TE LAAT"}
    assert listed("?stand=laat") == {"TE LAAT"}
    assert listed(f"?wie=alle&orgaan={world.coalition.pk}") == {"VAN MIJ", "TE LAAT", "VAN VERA"}
    assert "Niets gevonden" in text(client, url + "?stand=dicht")
    assert "Je hebt geen acties" in text(as_(world.clerk), url)


def test_what_is_due_soon_waits_on_both_front_pages(world: World, as_: Any) -> None:
    late(world.coalition, world.partner, "TE LAAT")
    an_action(world.coalition, world.member, "OVER EEN WEEK", days=7)
    assert "TE LAAT" in text(as_(world.partner), reverse("partner"))
    assert "OVER EEN WEEK" in text(as_(world.member), reverse("werkbank"))


def test_an_erased_owner_leaves_the_action_to_who_keeps_the_agenda(world: World, as_: Any) -> None:
    row, name = an_action(world.coalition, world.partner), world.partner.person.name
    set_up(world.partner.person.erase)()
    page = text(as_(world.secretary), reverse("werkbank"))
    assert f"Wie doet dit nu: {row.what}" in page
    row.refresh_from_db()
    row.hand_over(world.member.person, by=world.secretary, reason="Nieuw")
    assert name not in text(as_(world.secretary), row.get_absolute_url())


@pytest.mark.parametrize("name", ["actions", "werkbank", "meeting", "body"])
def test_pages_cost_the_same_with_two_actions_and_with_twenty(
    world: World, as_: Any, django_assert_num_queries: Any, name: str
) -> None:
    meeting = a_meeting(world.coalition)
    address = {
        "actions": f"{reverse('actions')}?wie=alle",
        "werkbank": reverse("werkbank"),
        "meeting": meeting.get_absolute_url(),
        "body": world.coalition.get_absolute_url(),
    }[name]

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = as_(world.secretary)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    for number in range(2):
        an_action(world.coalition, world.secretary, f"Actie {number}", days=3)
    few = cost()
    for number in range(2, 20):
        an_action(world.coalition, world.secretary, f"Actie {number}", days=3)
    assert cost() == few
