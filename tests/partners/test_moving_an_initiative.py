"""Each step of an initiative: by who may, in its order, with its fact, and asked twice done once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from partners.initiatives import moving
from partners.initiatives.models import Initiative, Move, State
from partners.initiatives.moving import Step
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def test_a_step_says_who_why_and_what_is_expected_now(world):
    row = made.a_sent_one(world)
    row = made.moved(row, Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    move = row.moves.latest("at")
    assert (move.state, move.why, move.person) == (State.RETURNED, "Wie betaalt dit?", world.bureau.person)
    assert "dien het daarna opnieuw in" in move.expected


def test_asked_twice_is_one_step(world):
    row = made.a_sent_one(world)
    step = Step(State.RETURNED, why="Wie betaalt dit?")
    assert moving.take_step(row, step, by=world.bureau)
    assert moving.take_step(made.fresh_row(row), step, by=world.bureau) is None
    assert Move.objects.filter(state=State.RETURNED).count() == 1


def test_who_looked_at_an_older_state_takes_no_step(world):
    row = made.a_sent_one(world)
    seen = made.fresh_row(row)
    made.moved(row, Step(State.TRIAGE), world.bureau)
    with pytest.raises(StaleVersion):
        moving.take_step(seen, Step(State.RETURNED, why="Nee"), by=world.bureau_only)


def test_what_does_not_follow_is_refused_also_by_the_database(world):
    row = made.a_sent_one(world)
    with pytest.raises(ValidationError, match="Ontvangen"):
        moving.take_step(row, Step(State.TAKEN_UP), by=world.bureau)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Initiative.objects.filter(pk=row.pk).update)(state=State.TAKEN_UP)


def test_a_question_without_words_is_refused(world):
    row = made.a_sent_one(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        moving.take_step(row, Step(State.RETURNED), by=world.bureau)


def test_offered_elsewhere_it_waits_until_that_organisation_answers(world):
    row = made.a_sent_one(world)
    row = made.moved(
        row, Step(State.OFFERED, why="Dit hoort daar.", organisation=world.other_org), world.bureau
    )
    assert row.words == "Aangeboden aan Welzijn Kreek"
    moving.answer_offer(row, takes_it=True, why="Graag", by=world.other_partner)
    row = made.fresh_row(row)
    assert (row.words, row.recipient) == ("Elders belegd bij Welzijn Kreek", world.other_org)


def test_not_taken_on_it_lies_with_the_bureau_again(world):
    row = made.a_sent_one(world)
    row = made.moved(
        row, Step(State.OFFERED, why="Dit hoort daar.", organisation=world.other_org), world.bureau
    )
    moving.answer_offer(row, takes_it=False, why="Geen mensen.", by=world.other_partner)
    row = made.fresh_row(row)
    assert (row.state, row.recipient) == (State.TRIAGE, None)
    assert row.moves.latest("at").why == "Welzijn Kreek pakt dit niet op. Geen mensen."


def test_taken_back_it_moves_no_more(world):
    row = made.a_sent_one(world)
    moving.withdraw(row, why="We doen het zelf.", by=world.partner)
    row = made.fresh_row(row)
    assert row.is_over
    with pytest.raises(ValidationError):
        moving.take_step(row, Step(State.TRIAGE), by=world.bureau)


def test_a_fact_stays(world):
    row = made.a_sent_one(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(row.moves.update)(why="Anders")
