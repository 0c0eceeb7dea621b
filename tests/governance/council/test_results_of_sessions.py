"""What a session yields: noted on the spot, and evidence for what is settled by it."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.council.handling import deciding
from governance.council.models import (
    Commitment,
    CouncilSession,
    Outcome,
    SessionResult,
    Settlement,
)  # fmt: skip
from tests.governance.council.meeting import LONG_AGO, a_session
from tests.governance.council.registers import a_commitment, a_committee, evidence
from tests.governance.test_decide import form_of, text
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}


def held(world: World, **extra: Any) -> CouncilSession:
    return a_session(world.staten, held_on=LONG_AGO, **extra)


def url_of(session: CouncilSession, name: str) -> str:
    return reverse(name, args=[session.pk])


@set_up
def a_result(session: CouncilSession, text: str = "De commissie wil meer weten.") -> SessionResult:
    return SessionResult.objects.create(session=session, text=text)


def test_the_griffie_notes_what_it_yields(world: World, as_: Any) -> None:
    session, client = held(world), as_(world.clerk)
    new = url_of(session, "session_result_new")
    assert "text" in client.post(new, {"text": " "}).context["form"].errors
    client.post(new, {"text": "Er komt een tweede sessie."})
    assert "Er komt een tweede sessie." in text(Client(), session.get_absolute_url())
    row = SessionResult.objects.get()
    edit = reverse("session_result_edit", args=[session.pk, row.pk])
    client.post(edit, {"text": "Er komt een derde.", "version": "1"})
    answer = client.post(edit, {"text": "Van mij", "version": "1"})
    assert answer.status_code == 409
    assert "Er komt een derde." in answer.content.decode()


def test_before_it_begins_there_is_nothing_to_note_and_that_is_said(world: World, as_: Any) -> None:
    client, session = as_(world.clerk), a_session(world.staten)
    for name in ("session_result_new", "session_commitment_new"):
        page = client.get(url_of(session, name), follow=True)
        assert page.redirect_chain[-1][0] == session.get_absolute_url()
        assert "Deze sessie is nog niet begonnen." in page.content.decode()
    # Control: of one that took place the form is shown.
    assert client.get(url_of(held(world), "session_result_new")).status_code == 200


def test_on_the_spot_a_few_fields_are_asked_and_the_rest_is_folded_until_it_is_wrong(
    world: World, as_: Any
) -> None:
    session, client = held(world), as_(world.clerk)
    new = url_of(session, "session_commitment_new")
    page = client.get(new).content.decode()
    before, _, folded = page.partition("Meer: raad")
    assert 'name="wording"' in before
    assert 'name="due_on"' in before
    assert 'name="council"' in folded
    assert " open" not in before.rpartition("<details")[2]
    form = {name: value for name, value in form_of(client, new).items() if value}
    refused = client.post(new, {**form, "wording": "Wij komen terug", "publicity": "besloten"})
    assert refused.status_code == 422
    assert " open" in refused.content.decode().partition("Meer: raad")[0].rpartition("<details")[2]


def test_a_commitment_made_there_is_in_the_register_and_says_where(world: World, as_: Any) -> None:
    session, client = held(world), as_(world.clerk)
    new = url_of(session, "session_commitment_new")
    form = form_of(client, new)
    assert (form["promised_on"], form["occasion"], form["council"]) == (
        LONG_AGO,
        session.title,
        world.staten.pk,
    )
    client.post(new, {**{name: value for name, value in form.items() if value}, "wording": "Wij komen terug"})
    row = Commitment.objects.get()
    assert (row.council, row.promised_on, row.occasion) == (world.staten, LONG_AGO, session.title)
    assert "Wij komen terug" in text(Client(), session.get_absolute_url())
    page = text(Client(), row.get_absolute_url())
    assert "Gedaan in" in page
    assert session.get_absolute_url() in page


def test_what_is_promised_behind_closed_doors_stays_there(world: World, as_: Any) -> None:
    session = held(world, **CLOSED)
    form = form_of(as_(world.clerk), url_of(session, "session_commitment_new"))
    assert (form["publicity"], form["publicity_ground"]) == ("besloten", "Woo")
    open_one = held(world)
    secret = a_commitment(world.staten, "GEHEIM", **CLOSED)
    with acting(SystemActor.SETUP):
        SessionResult.objects.create(session=open_one, commitment=secret)
    assert "GEHEIM" not in text(Client(), open_one.get_absolute_url())
    assert "GEHEIM" in text(as_(world.statenlid), open_one.get_absolute_url()), "the control"


def test_before_it_begins_there_is_nothing_to_note(world: World, as_: Any) -> None:
    session, client = a_session(world.staten), as_(world.clerk)
    assert client.get(url_of(session, "session_result_new")).url == session.get_absolute_url()
    client.post(url_of(session, "session_result_new"), {"text": "Te vroeg"})
    client.post(url_of(session, "session_commitment_new"), {"wording": "Te vroeg"})
    assert (SessionResult.objects.count(), Commitment.objects.count()) == (0, 0)


def test_a_result_is_words_or_a_commitment(world: World) -> None:
    session = held(world)
    a_result(session)
    for what in ({}, {"text": "Allebei", "commitment": a_commitment(world.staten)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            set_up(SessionResult.objects.create)(session=session, **what)


def test_a_commitment_is_settled_by_a_session(world: World, as_: Any) -> None:
    session = a_session(a_committee(world.staten), held_on=LONG_AGO)
    row = a_commitment(world.staten)
    form = {
        "outcome": "afgedaan",
        "on": "2024-11-27",
        "words": "Besproken",
        "session": str(session.pk),
        "version": "1",
    }
    as_(world.bureau).post(reverse("commitment_settle", args=[row.pk]), form)
    found = Settlement.objects.get()
    assert found.session == session
    assert session.title in text(as_(world.clerk), reverse("settlement_decide", args=[found.pk]))
    assert "Hiermee afgedaan" not in text(Client(), session.get_absolute_url()), (
        "the griffie did not say so yet"
    )
    deciding.confirm(found, by=world.clerk.person)
    assert "Hiermee afgedaan" in text(Client(), session.get_absolute_url())
    assert session.get_absolute_url() in text(Client(), row.get_absolute_url())
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        Settlement.objects.filter(pk=found.pk).update(session=None)


def test_a_session_of_another_council_or_one_called_off_is_no_evidence(world: World, as_: Any) -> None:
    off, elsewhere = held(world), a_session(world.council, held_on=LONG_AGO)
    off.cancel(by=SystemActor.SETUP, reason="Ziek")
    row = a_commitment(world.staten)
    for session in (off, elsewhere):
        form = {
            "outcome": "afgedaan",
            "on": "2024-11-27",
            "words": "X",
            "session": str(session.pk),
            "version": "1",
        }
        answer = as_(world.bureau).post(reverse("commitment_settle", args=[row.pk]), form)
        assert "session" in answer.context["form"].errors


def test_who_may_not_know_the_session_is_not_told_of_it(world: World, as_: Any) -> None:
    row, session = a_commitment(world.staten), held(world, title="GEHEIM", **CLOSED)
    proposal = deciding.propose(row, Outcome.SETTLED, evidence(session=session), by=world.bureau)
    deciding.confirm(proposal, by=world.clerk.person)
    assert "GEHEIM" not in text(Client(), row.get_absolute_url())
    assert "GEHEIM" in text(as_(world.statenlid), row.get_absolute_url()), "the control"


def test_many_results_cost_as_much_as_one(world: World, as_: Any) -> None:
    session, client = held(world), as_(world.clerk)
    a_result(session)
    with acting(SystemActor.SETUP):
        SessionResult.objects.create(session=session, commitment=a_commitment(world.staten))
    client.get(session.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(session.get_absolute_url())
    for at in range(10):
        a_result(session, f"Nummer {at}")
        with acting(SystemActor.SETUP):
            SessionResult.objects.create(
                session=session, commitment=a_commitment(world.staten, f"Nummer {at}")
            )
    with CaptureQueriesContext(connection) as many:
        client.get(session.get_absolute_url())
    assert len(many) == len(few)
