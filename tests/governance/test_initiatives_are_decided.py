"""What is decided about an item is said to who brought the initiative in: once, in words everybody may read."""

import datetime
import signal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.decisions.forms import correction_of
from governance.decisions.models import Decision, Method
from governance.initiatives import following
from governance.initiatives.models import DecisionTold
from governance.initiatives.reading import chain_of
from governance.initiatives.words import NOT_OPEN
from governance.meetings.models import ItemInitiative, LinkEnd
from governance.series import slipping
from partners.initiatives import moving
from partners.initiatives.models import State
from tests.governance.agendas import a_meeting, held, publish
from tests.governance.deciding import a_proposal, adopt, yesterday
from tests.governance.executing import asked
from tests.governance.initiatives import follow, long_off, on_agenda, state, why
from tests.kernel import zygote
from tests.partners import initiatives as made
from tests.partners.initiatives import fresh_row
from tests.world import fresh, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}
SECRET = "GEHEIM BESLUITPUNT"


@set_up
def reject(row, note="Er is geen geld."):
    row.reject(by=SystemActor.SETUP, on=yesterday(), method=Method.CONSENT, note=note)
    return row


@set_up
def corrected(old, **extra):
    new = correction_of(old)
    for name, value in extra.items():
        setattr(new, name, value)
    new.save()
    return new


@set_up
def opened(decision):
    Decision.objects.filter(pk=decision.pk).update(publicity="openbaar", publicity_ground="")


def decided(world, settle=adopt, **extra):
    row, item = on_agenda(world)
    decision = settle(a_proposal(item, **extra))
    return row, decision


# ---------------------------------------------------------------- adopted, rejected
def test_adopted_it_is_taken_up_in_the_words_of_the_decision_and_once(world):
    row, decision = decided(world)
    assert (follow(), follow()) == (1, 0)
    assert state(row) == State.TAKEN_UP
    for said in (decision.label, *decision.points, world.coalition.name):
        assert said in why(row)
    assert ItemInitiative.objects.get().ended_as == LinkEnd.DECIDED
    assert DecisionTold.objects.get().openly


def test_rejected_it_is_not_taken_up_and_says_why(world):
    row, _ = decided(world, settle=reject)
    follow()
    assert state(row) == State.NOT_TAKEN_UP
    assert "niet aan. Er is geen geld." in why(row)


def test_a_proposal_that_waits_says_nothing(world):
    row, item = on_agenda(world)
    adopt(a_proposal(item))
    a_proposal(item, title="Nog een")
    assert follow() == 0
    assert state(row) == State.ON_AGENDA


def test_of_a_closed_decision_no_word_is_said_until_it_is_opened(world):
    row, decision = decided(world, points=[SECRET], **CLOSED)
    follow()
    assert (state(row), why(row)) == (State.TAKEN_UP, NOT_OPEN)
    opened(decision)
    assert (follow(), follow()) == (1, 0)
    assert SECRET in why(row)
    assert [move.state for move in row.moves.order_by("at")][-2:] == [State.TAKEN_UP, State.TAKEN_UP]


def test_under_embargo_nothing_is_said_at_all(world):
    row, item = on_agenda(world)
    decision = adopt(a_proposal(item, embargo_until=timezone.now() + datetime.timedelta(hours=1)))
    assert (follow(), state(row)) == (0, State.ON_AGENDA)
    set_up(Decision.objects.filter(pk=decision.pk).update)(embargo_until=timezone.now())
    assert (follow(), state(row)) == (1, State.TAKEN_UP)


# ---------------------------------------------------------------- corrected
def test_a_corrected_decision_is_said_anew(world):
    row, decision = decided(world)
    follow()
    new = corrected(decision, points=["Een half jaar op proef."])
    assert follow() == 0  # a proposal is no decision
    adopt(new)
    assert (follow(), follow()) == (1, 0)
    assert "Een half jaar op proef." in why(row)
    assert "in de plaats van een eerder besluit" in why(row)


def test_corrected_to_the_other_side_the_state_goes_along(world):
    row, decision = decided(world)
    follow()
    reject(corrected(decision), note="De meerderheid was verkeerd geteld.")
    follow()
    assert state(row) == State.NOT_TAKEN_UP


def test_what_runs_already_goes_on_and_its_people_read_the_new_decision(world):
    row, decision = decided(world)
    follow()
    row = made.moved(fresh_row(row), moving.Step(State.RUNNING), world.bureau)
    reject(corrected(decision), note="Toch niet.")
    follow()
    assert state(row) == State.RUNNING
    assert "Toch niet." in why(row)


# ---------------------------------------------------------------- postponed
def test_dropped_it_lies_with_the_bureau(world):
    row, item = on_agenda(world)
    proposal = a_proposal(item)
    proposal.drop(by=world.secretary, reason="Nog niet rijp")
    follow()
    long_off(row)
    assert (follow(), state(row)) == (1, State.TRIAGE)
    proposal.bring_back(by=world.secretary)
    assert (follow(), state(row)) == (1, State.ON_AGENDA)


def test_not_reached_it_goes_on_with_the_item_and_its_people_read_the_new_day(world):
    row, item = on_agenda(world)
    publish(item.meeting)
    follow()
    later = a_meeting(world.coalition, "Juni", days=40)
    held(item.meeting)
    slip = slipping.not_reached(item.meeting, [item.pk], by=world.secretary)[0]
    assert follow() == 1
    assert "volgende vergadering" in why(row)
    assert ItemInitiative.objects.holding().get().item == slip.onto
    publish(later)
    assert (follow(), follow()) == (1, 0)
    assert state(row) == State.ON_AGENDA
    adopt(a_proposal(slip.onto))
    assert (follow(), state(row)) == (1, State.TAKEN_UP)


def test_treated_after_all_the_initiative_is_back_where_it_was(world):
    row, item = on_agenda(world)
    a_meeting(world.coalition, "Juni", days=40)
    held(item.meeting)
    slip = slipping.not_reached(item.meeting, [item.pk], by=world.secretary)[0]
    slipping.undo(slip, by=world.secretary)
    assert ItemInitiative.objects.holding().get().item == item
    follow()
    assert state(row) == State.ON_AGENDA


# ---------------------------------------------------------------- both ways, and who may read it
def test_its_people_walk_to_the_decision_and_who_carries_it_out(world, as_):
    row, decision = decided(world)
    publish(decision.meeting)
    follow()
    execution = asked(decision, world.partner_org)
    page = as_(world.partner).get(row.get_absolute_url()).content.decode()
    for there in (
        decision.get_absolute_url(),
        execution.get_absolute_url(),
        decision.item.get_absolute_url(),
    ):
        assert there in page
    back = as_(world.partner).get(decision.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in back


def test_a_closed_decision_is_not_on_the_page_of_who_brought_it_in(world, as_):
    row, decision = decided(world, title="GEHEIME TITEL", points=[SECRET], **CLOSED)
    follow()
    page = as_(world.partner).get(row.get_absolute_url()).content.decode()
    assert "GEHEIM" not in page
    assert decision.get_absolute_url() not in page
    assert row.get_absolute_url() not in as_(world.member).get(decision.get_absolute_url()).content.decode()


def test_the_chain_costs_the_same_for_two_agendas_and_for_six(world):
    counts = []
    for times in (2, 4):
        row, item = on_agenda(world, f"Idee {times}")
        publish(item.meeting)
        for number in range(times):
            asked(adopt(a_proposal(item, title=f"Punt {number}")), world.other_org)
        reader = fresh(world.bureau)
        with CaptureQueriesContext(connection) as found:
            assert len(chain_of(reader, row).decisions) == times
        counts.append(len(found))
    assert counts[0] == counts[1]


# ---------------------------------------------------------------- once, and whatever dies
def test_what_is_told_is_told_once(world):
    _, decision = decided(world)
    follow()
    told = DecisionTold.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(DecisionTold.objects.create)(link=told.link, decision=decision, openly=True)


def test_taken_back_after_the_decision_and_before_it_was_said_it_stays_taken_back(world):
    row, _ = decided(world)
    moving.withdraw(fresh_row(row), why="Zelf gedaan", by=world.partner)
    assert follow() == 0
    assert state(row) == State.WITHDRAWN


def test_one_that_fails_stops_no_other(world, monkeypatch):
    row, _ = decided(world)
    broken, _ = on_agenda(world, "Kapot")
    link, say = ItemInitiative.objects.get(initiative=broken).pk, following._say

    def fails(now, seen):
        if seen.pk == link:
            raise RuntimeError
        return say(now, seen)

    monkeypatch.setattr(following, "_say", fails)
    assert follow() == 1
    assert state(row) == State.TAKEN_UP


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_decision_and_word_loses_and_doubles_nothing(world):
    row, _ = decided(world)
    with zygote.running() as processes:
        killed = {"do": "follow_initiatives", "killpoint": "initiatives.before_commit"}
        assert processes.run(killed) == [-signal.SIGKILL]
        assert state(row) == State.ON_AGENDA
        assert not DecisionTold.objects.exists()
        assert processes.run(*[{"do": "follow_initiatives"}] * 3) == [0, 0, 0]
    assert state(row) == State.TAKEN_UP
    assert row.moves.filter(state=State.TAKEN_UP).count() == DecisionTold.objects.count() == 1
