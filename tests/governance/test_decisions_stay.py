"""What was decided stays as it was, by every path, and a chain shows when it did not (promise I1)."""

import datetime
import io
import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from governance.decisions.models import Decision, DecisionSeal, DecisionState, Method
from governance.decisions.verifying import faults, head
from tests import servers
from tests.governance.deciding import adopt, decided, in_writing, yesterday
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

COLUMNS = {
    "title": "'anders'", "points": "ARRAY['anders']", "considerations": "'anders'", "state": "'concept'",
    "taken_on": "'2020-01-01'", "method": "'stemming'", "note": "'anders'", "year": "2020", "number": "77",
}  # fmt: skip


pytestmark = pytest.mark.django_db


@pytest.fixture
def row(world: World) -> Decision:
    return decided(world.coalition)


def refused(change: Any) -> None:
    with (
        pytest.raises((DatabaseError, ProtectedError)),
        transaction.atomic(),
        acting(SystemActor.SETUP),
    ):
        change()


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_what_was_decided_changes(row: Decision, column: str) -> None:
    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE governance_decision SET {column} = {COLUMNS[column]} WHERE id = %s", [row.pk]
            )

    refused(change)


def test_neither_django_nor_a_cascade_takes_it_away(row: Decision) -> None:
    row.title = "Iets anders"
    refused(row.save)
    refused(row.delete)
    refused(Decision.objects.filter(pk=row.pk).delete)
    refused(lambda: Decision.objects.filter(pk=row.pk).update(title="Anders"))
    refused(row.body.delete)
    refused(DecisionSeal.objects.all().delete)
    refused(lambda: DecisionSeal.objects.update(content="{}"))
    assert list(faults()) == []


def test_a_proposal_may_change_and_is_not_deleted(world: World) -> None:
    """The control: it is the settling that freezes."""
    row = in_writing(world.coalition)
    with acting(SystemActor.SETUP):
        row.title = "Andere titel"
        row.save()
    refused(row.delete)


def test_who_may_read_it_can_still_change(row: Decision) -> None:
    with acting(SystemActor.SETUP):
        row.publicity, row.publicity_ground = "besloten", "Woo artikel 5.1"
        row.save()
    assert list(faults()) == []


def test_a_settled_decision_has_a_seal_or_is_none(world: World) -> None:
    row = in_writing(world.coalition)

    def without_seal() -> None:
        Decision.objects.filter(pk=row.pk).update(
            state="vastgesteld", taken_on=yesterday(), method="instemming", year=2026, number=9
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    refused(without_seal)


def test_a_seal_hangs_at_the_end_of_the_chain(world: World, row: Decision) -> None:
    other, last = in_writing(world.coalition), row.seal
    for forged in ({"number": 5}, {"previous": "f" * 64}, {"sha256": "a" * 64}, {"chain": "b" * 64}):
        words = {"number": 2, "previous": last.chain, "sha256": last.sha256, "chain": last.chain, **forged}
        refused(
            lambda words=words: DecisionSeal.objects.create(decision=other, content=last.content, **words)
        )


# ---------------------------------------------------------------- settling
def test_settled_twice_it_is_settled_once(world: World) -> None:
    row = in_writing(world.coalition)
    again = Decision.objects.get(pk=row.pk)
    adopt(row)
    adopt(again)
    assert DecisionSeal.objects.count() == 1
    assert (row.year, row.number) == (yesterday().year, 1)


def test_numbers_run_per_body_and_year(world: World) -> None:
    first, second = decided(world.coalition), decided(world.coalition, "Tweede")
    elsewhere, before = decided(world.other), in_writing(world.coalition, "Vorig jaar")
    adopt(before, on=datetime.date(2024, 5, 6))
    assert [one.number for one in (first, second, elsewhere, before)] == [1, 2, 1, 1]
    assert before.label == "2024-1"


def test_a_rejected_proposal_is_sealed_too(world: World) -> None:
    row = in_writing(world.coalition)
    row.reject(by=world.secretary, on=yesterday(), method=Method.IN_WRITING, note="Te duur")
    assert row.state == DecisionState.REJECTED
    assert json.loads(row.seal.content)["note"] == "Te duur"
    assert list(faults()) == []


# ---------------------------------------------------------------- the chain
def test_the_command_tells_that_all_is_well_and_where_the_chain_ends(world: World) -> None:
    for number in range(3):
        decided(world.coalition, f"Besluit {number}")
    told = io.StringIO()
    call_command("verify_decisions", stdout=told)
    assert f"3:{head().chain}" in told.getvalue()
    call_command("verify_decisions", head=f"3:{head().chain}", stdout=told)
    with pytest.raises(CommandError):
        call_command("verify_decisions", head=f"4:{'a' * 64}", stdout=told, stderr=told)


TAMPERED = {
    "governance_decision": ("title", "considerations", "note", "method"),
    "governance_decisionseal": ("content", "sha256", "previous", "chain"),
}


def superuser() -> psycopg.Connection:
    """Whoever owns the whole server: no trigger holds them."""
    url = servers.database_url(os.environ["TEST_ADMIN_URL"], servers.worker_database())
    made = psycopg.connect(url, autocommit=True)
    made.execute("SET session_replication_role = replica")
    return made


def other_letter(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    new = dice.choice([letter for letter in "abcdef0123456789" if letter != text[place]])
    return text[:place] + new + text[place + 1 :]


TURNS = [pytest.param(20, id="small"), pytest.param(100, id="full", marks=pytest.mark.long)]


@pytest.mark.parametrize("turns", TURNS)
@pytest.mark.django_db(transaction=True)
def test_one_changed_letter_anywhere_is_found(world: World, turns: int) -> None:
    for number in range(4):
        decided(world.coalition, f"Besluit {number}", considerations=f"<p>Reden {number}</p>")
    seed = random.randrange(10**9)
    dice = random.Random(seed)
    with superuser() as server:
        for turn in range(turns):
            table = dice.choice(list(TAMPERED))
            column = dice.choice(TAMPERED[table])
            rows = server.execute(f"SELECT ctid::text, {column} FROM {table} WHERE {column} <> ''").fetchall()
            if not rows:
                continue
            place, text = dice.choice(rows)
            written = server.execute(
                f"UPDATE {table} SET {column} = %s WHERE ctid = %s::tid RETURNING ctid::text",
                [other_letter(text, dice), place],
            ).fetchone()
            assert written
            assert list(faults()), f"seed {seed}, turn {turn}: {table}.{column}"
            server.execute(f"UPDATE {table} SET {column} = %s WHERE ctid = %s::tid", [text, written[0]])
            assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_links_cut_off_at_the_end_show_beside_a_head_that_was_written_down(world: World) -> None:
    for number in range(3):
        decided(world.coalition, f"Besluit {number}")
    known = head()
    with superuser() as server:
        server.execute("DELETE FROM governance_decisionseal WHERE number = 3")
        server.execute("DELETE FROM governance_decision WHERE number = 3")
    assert list(faults()) == []
    assert [fault.number for fault in faults(known)] == [None]


def _adopt_in_a_thread(row: Decision) -> None:
    try:
        adopt(row)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_that_settle_at_once_hang_in_one_chain(world: World) -> None:
    rows = [in_writing(world.coalition, f"Besluit {number}") for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(_adopt_in_a_thread, [Decision.objects.get(pk=row.pk) for row in rows * 2]))
    seals = list(DecisionSeal.objects.values_list("number", flat=True))
    assert seals == list(range(1, 13))
    assert sorted(Decision.objects.values_list("number", flat=True)) == seals
    assert list(faults()) == []
