"""A commitment or motion ends when the griffie of that council says so; whoever else proposes it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Role
from governance.council.handling import deciding
from governance.council.models import (
    Commitment,
    CommitmentState,
    MotionState,
    Outcome,
    Settlement,
    SettlementState,
    StatusNote,
)  # fmt: skip
from tests.governance.council.registers import a_commitment, a_motion, a_notice, evidence, proposed
from tests.governance.test_decide import text
from tests.world import World, account, end, mandate
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.sources import Source

pytestmark = pytest.mark.django_db


def url_of(row: Settlement, verb: str = "decide") -> str:
    return reverse(f"settlement_{verb}", args=[row.pk])


def test_the_bureau_proposes_and_the_griffie_confirms(world: World, as_: Any) -> None:
    row = a_commitment(world.staten)
    letter = a_notice(world.staten)
    form = {
        "outcome": "afgedaan",
        "on": "2024-11-27",
        "words": "In de sessie",
        "notice": str(letter.pk),
        "version": "1",
    }
    as_(world.bureau).post(reverse("commitment_settle", args=[row.pk]), form)
    found = Settlement.objects.get()
    row.refresh_from_db()
    assert (row.state, found.notice, found.proposed_by) == (CommitmentState.OPEN, letter, world.bureau.person)
    assert url_of(found) in text(as_(world.clerk), reverse("staten"))
    as_(world.clerk).post(url_of(found), {"answer": "ja", "remark": ""})
    row.refresh_from_db()
    found.refresh_from_db()
    assert (row.state, found.state, found.decided_by) == (
        CommitmentState.SETTLED, SettlementState.CONFIRMED, world.clerk.person,
    )  # fmt: skip
    assert "Bevestigd door de griffie" in text(Client(), row.get_absolute_url())


def test_the_griffie_settles_at_once_and_nobody_else(world: World, as_: Any) -> None:
    first, second = a_commitment(world.staten), a_commitment(world.staten, "Iets anders")
    form = {"outcome": "vervallen", "on": "2024-11-27", "words": "Ingehaald", "version": "1", "at_once": "on"}
    url = reverse("commitment_settle", args=[first.pk])
    assert "Doe meteen af" in text(as_(world.clerk), url)
    assert "Doe meteen af" not in text(as_(world.bureau), url)
    page = as_(world.clerk).post(url, form, follow=True).content.decode()
    first.refresh_from_db()
    row = Settlement.objects.get()
    assert (first.state, row.state) == (CommitmentState.LAPSED, SettlementState.CONFIRMED)
    assert (row.proposed_by, row.decided_by) == (world.clerk.person, world.clerk.person)
    assert "Het register is bijgewerkt." in page
    as_(world.bureau).post(reverse("commitment_settle", args=[second.pk]), form)
    second.refresh_from_db()
    assert second.state == CommitmentState.OPEN, "who may not decide proposes, whatever is sent along"


def test_what_is_only_proposed_is_read_by_who_keeps_the_register(world: World, as_: Any) -> None:
    row = proposed(world)
    page = row.promise.get_absolute_url()
    assert row.words not in text(Client(), page)
    assert row.words in text(as_(world.bureau), page)
    deciding.confirm(row, by=world.clerk.person)
    assert row.words in text(Client(), page)


def test_the_title_of_a_closed_document_is_not_told_by_what_it_settled(world: World, as_: Any) -> None:
    secret = a_notice(world.staten, "GEHEIM", publicity="besloten", publicity_ground="Woo")
    promise = a_commitment(world.staten)
    row = deciding.propose(promise, Outcome.SETTLED, evidence(notice=secret), by=world.bureau)
    deciding.confirm(row, by=world.clerk.person)
    assert "GEHEIM" not in text(Client(), promise.get_absolute_url())
    assert "GEHEIM" in text(as_(world.statenlid), promise.get_absolute_url()), "the control"


def test_the_griffie_says_no_and_why(world: World, as_: Any) -> None:
    row = proposed(world)
    client = as_(world.clerk)
    assert "remark" in client.post(url_of(row), {"answer": "nee", "remark": " "}).context["form"].errors
    client.post(url_of(row), {"answer": "nee", "remark": "De commissie wil meer weten."})
    row.refresh_from_db()
    assert (row.state, row.promise.state) == (SettlementState.REFUSED, CommitmentState.OPEN)
    assert "De commissie wil meer weten." in text(as_(world.bureau), row.promise.get_absolute_url())


def test_done_in_part_it_is_still_in_the_register(world: World) -> None:
    row = proposed(world, outcome=Outcome.PARTLY)
    deciding.confirm(row, by=world.clerk.person)
    assert row.promise.state == CommitmentState.PARTLY
    assert row.promise in Commitment.objects.running()
    rest = proposed(world, row.promise)
    deciding.confirm(rest, by=world.clerk.person)
    assert rest.promise.state == CommitmentState.SETTLED
    deciding.revoke(rest, by=world.clerk.person, remark="Toch niet")
    assert rest.promise.state == CommitmentState.PARTLY, "what was done in part stays done"


def test_nobody_but_the_griffie_of_that_council_decides(world: World, as_: Any) -> None:
    row = proposed(world)
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    for who in (world.bureau, world.statenlid, elsewhere):
        assert as_(who).post(url_of(row), {"answer": "ja"}).status_code == 403
        with pytest.raises(IntegrityError, match="only the clerk"), transaction.atomic():
            deciding.confirm(row, by=who.person)
    held = mandate(account("Gijs Gisteren"), world.staten, Role.CLERK)
    end(held)
    with pytest.raises(IntegrityError, match="only the clerk"), transaction.atomic():
        deciding.confirm(row, by=held.person)
    assert deciding.confirm(row, by=world.clerk.person), "the control"


def ended_by_hand(row: Any, state: str) -> None:
    with acting(SystemActor.SETUP), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(state=state)
        connection.check_constraints()


@pytest.mark.parametrize("state", ["afgedaan", "vervallen", "deels_afgedaan"])
def test_the_database_knows_no_other_way_to_the_end(world: World, state: str) -> None:
    with pytest.raises(IntegrityError, match="not ended by the council"):
        ended_by_hand(a_commitment(world.staten), state)


def test_nor_for_a_motion(world: World) -> None:
    with pytest.raises(IntegrityError, match="not ended by the council"):
        ended_by_hand(a_motion(world.staten), "afgedaan")


def test_a_proposal_stays_as_it_was_made(world: World) -> None:
    row = proposed(world)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        Settlement.objects.filter(pk=row.pk).update(words="Iets anders")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        row.delete()


def test_one_proposal_lies_there_at_a_time_and_sent_twice_is_once(world: World) -> None:
    row = proposed(world)
    again = deciding.propose(row.promise, Outcome.SETTLED, evidence(), by=world.bureau)
    assert again == row
    with pytest.raises(ValidationError, match="Er ligt al een voorstel"):
        deciding.propose(row.promise, Outcome.LAPSED, evidence(), by=world.bureau)
    assert deciding.withdraw(row, by=world.bureau)
    assert not deciding.withdraw(row, by=world.bureau)
    assert deciding.propose(row.promise, Outcome.LAPSED, evidence(), by=world.bureau).is_proposed


def test_confirmed_twice_is_once_and_after_no_there_is_no_yes(world: World) -> None:
    row = proposed(world)
    assert deciding.confirm(row, by=world.clerk.person)
    assert not deciding.confirm(row, by=world.clerk.person)
    refused = proposed(world)
    deciding.refuse(refused, by=world.clerk.person, remark="Nog niet")
    with pytest.raises(ValidationError, match="Dit kan niet meer"):
        deciding.confirm(refused, by=world.clerk.person)


def test_a_motion_goes_the_same_way_and_never_lapses(world: World) -> None:
    motion = a_motion(world.staten)
    partly = proposed(world, motion, Outcome.PARTLY)
    deciding.confirm(partly, by=world.clerk.person)
    assert partly.promise.state == MotionState.EXECUTING, "done in part it is still being carried out"
    row = proposed(world, partly.promise)
    deciding.confirm(row, by=world.clerk.person)
    assert row.promise.state == MotionState.SETTLED
    with pytest.raises(IntegrityError), transaction.atomic():
        deciding.propose(a_motion(world.staten), Outcome.LAPSED, evidence(), by=world.bureau)


def test_what_is_not_adopted_is_not_to_be_done(world: World) -> None:
    with pytest.raises(ValidationError):
        deciding.propose(a_motion(world.staten, adopted=False), Outcome.SETTLED, evidence(), by=world.bureau)


def test_what_a_document_of_the_time_says_asks_nobody(world: World) -> None:
    with acting(SystemActor.SETUP):
        source = Source.objects.create(code="brief", title="De brief")
    row = a_commitment(world.staten)
    found = deciding.settle_as_sourced(row, Outcome.SETTLED, evidence(source=source), by=SystemActor.SETUP)
    assert (row.state, found.decided_by) == (CommitmentState.SETTLED, None)
    with pytest.raises(IntegrityError, match="only the clerk"), transaction.atomic():
        deciding.settle_as_sourced(
            a_commitment(world.staten), Outcome.SETTLED, evidence(), by=SystemActor.SETUP
        )


def test_how_it_stands_is_noted_and_stays(world: World, as_: Any) -> None:
    row = a_commitment(world.staten)
    data = {"on": "2024-09-01", "text": "We praten erover.", "version": "1"}
    as_(world.bureau).post(reverse("commitment_note", args=[row.pk]), data)
    note = StatusNote.objects.get()
    assert (note.by, note.commitment) == (world.bureau.person, row)
    assert "We praten erover." in text(Client(), row.get_absolute_url())
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        StatusNote.objects.update(text="Iets anders")


def test_what_lapsed_leaves_the_register_when_the_griffie_says_so(world: World, as_: Any) -> None:
    row, client = a_commitment(world.staten), as_(world.bureau)
    url = reverse("commitment_settle", args=[row.pk])
    data = {"outcome": "vervallen", "on": "2024-11-27", "words": "Het rijk doet dit nu.", "version": "1"}
    client.post(url, data)
    found = Settlement.objects.get()
    row.refresh_from_db()
    assert (row.state, found.outcome) == (CommitmentState.OPEN, Outcome.LAPSED)
    as_(world.clerk).post(url_of(found), {"answer": "ja", "remark": ""})
    row.refresh_from_db()
    assert row.state == CommitmentState.LAPSED
    assert row not in Commitment.objects.running()
    page = text(Client(), row.get_absolute_url())
    assert "Vervallen" in page
    assert "Het rijk doet dit nu." in page
    assert row.get_absolute_url() in text(Client(), f"{reverse('commitments')}?stand=dicht")
    answer = as_(world.clerk).post(url_of(found, "revoke"), {"remark": "Toch niet"})
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (302, CommitmentState.OPEN)
