"""What was published, and history itself, stays as it is by every path the app has (promises I1 and I8)."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pgtrigger
import psycopg
import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError
from django.test import Client

from governance.bodies.models import Body, Seat
from governance.meetings.models import AgendaPublication
from tests import world as cast
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

TABLE = AgendaPublication._meta.db_table
# Only these are the guarantee: a mistake in an attack must not pass for a refusal.
REFUSED = r"permission denied|Cannot (update|delete)|violates foreign key|duplicate key|must be owner"


@dataclass
class Kept:
    """A row that must stay: how to reach it, and a text column somebody would like to change."""

    row: Any
    column: str

    @property
    def model(self) -> Any:
        return type(self.row)

    @property
    def table(self) -> str:
        return str(self.row._meta.db_table)

    @property
    def same(self) -> Any:
        return self.model._default_manager.filter(pk=self.row.pk)

    @property
    def where(self) -> str:
        return f"WHERE {self.row._meta.pk.column} = '{self.row.pk}'"


@pytest.fixture
def published(world: World) -> AgendaPublication:
    made = a_meeting(world.coalition)
    an_item(made, "Opening")
    publish(made)
    return AgendaPublication.objects.get(meeting=made, audience="openbaar")


@pytest.fixture(params=["a publication", "its history"])
def kept(request: pytest.FixtureRequest, published: AgendaPublication) -> Kept:
    if request.param == "its history":
        return Kept(published.history.first(), "pgh_label")  # type: ignore[attr-defined]
    return Kept(published, "html")


def sql(text: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, params)


def change(kept: Kept) -> None:
    sql(f"UPDATE {kept.table} SET {kept.column} = 'vervalst' {kept.where}")


def save(kept: Kept) -> None:
    setattr(kept.row, kept.column, "vervalst")
    models.Model.save(kept.row, force_update=True)


def bulk_update(kept: Kept) -> None:
    setattr(kept.row, kept.column, "vervalst")
    kept.model._base_manager.bulk_update([kept.row], [kept.column])


def load_data(kept: Kept) -> None:
    [described] = json.loads(serializers.serialize("json", [kept.row]))
    described["fields"][kept.column] = "vervalst"
    stream, loader = io.StringIO(json.dumps([described])), "loaddata"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", stream)
        call_command(loader, "-", format="json", verbosity=0)


def copy_over(kept: Kept) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY (SELECT * FROM {kept.table} {kept.where}) TO STDOUT") as taken:
            rows = b"".join(bytes(chunk) for chunk in taken)
        with cursor.copy(f"COPY {kept.table} FROM STDIN") as copy:
            copy.write(rows)


def upsert(kept: Kept) -> None:
    sql(
        f"INSERT INTO {kept.table} SELECT * FROM {kept.table} {kept.where} "
        f"ON CONFLICT ({kept.row._meta.pk.column}) DO UPDATE SET {kept.column} = 'vervalst'"
    )


def cascade(kept: Kept) -> None:
    for table in ("governance_meeting", "governance_body"):
        sql(f"DELETE FROM {table}")
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def with_triggers_ignored(kept: Kept) -> None:
    # Leaving the block asks the database something: not in a transaction that was refused.
    with pgtrigger.ignore(), transaction.atomic():
        kept.same.update(**{kept.column: "vervalst"})


def with_the_setting(kept: Kept) -> None:
    sql(
        "SELECT set_config('pgtrigger.ignore', ARRAY(SELECT tgname FROM pg_trigger "
        "WHERE tgrelid = %s::regclass)::text, true)",
        [kept.table],
    )
    change(kept)


def as_replica(kept: Kept) -> None:
    sql("SET LOCAL session_replication_role = replica")
    change(kept)


def trigger_off(kept: Kept) -> None:
    sql(f"ALTER TABLE {kept.table} DISABLE TRIGGER ALL")
    change(kept)


def other_table_first(kept: Kept) -> None:
    sql(f"CREATE TEMPORARY TABLE {kept.table} (id uuid)")


PATHS: dict[str, Callable[[Kept], None]] = {
    "save": save,
    "update()": lambda kept: kept.same.update(**{kept.column: "vervalst"}),
    "bulk_update": bulk_update,
    "raw SQL": change,
    "upsert": upsert,
    "delete()": lambda kept: kept.same.delete(),
    "raw delete": lambda kept: sql(f"DELETE FROM {kept.table} {kept.where}"),
    "cascade": cascade,
    "TRUNCATE": lambda kept: sql(f"TRUNCATE {kept.table} CASCADE"),
    "replica role": as_replica,
    "COPY": copy_over,
    "loaddata": load_data,
    "pgtrigger.ignore": with_triggers_ignored,
    "the setting of ignore": with_the_setting,
    "disable trigger": trigger_off,
    "another table first": other_table_first,
}


@pytest.mark.parametrize("path", PATHS)
def test_the_app_changes_a_kept_row_by_no_path(kept: Kept, path: str) -> None:
    before = kept.same.values().get()
    with (
        pytest.raises((DatabaseError, psycopg.Error, ProtectedError), match=REFUSED),
        acting(SystemActor.SETUP),
        transaction.atomic(),
    ):
        PATHS[path](kept)
    assert kept.same.values().get() == before


def test_beheer_shows_a_publication_and_changes_nothing(
    published: AgendaPublication, world: World, as_: Callable[..., Client]
) -> None:
    before = AgendaPublication.objects.filter(pk=published.pk).values().get()
    address = f"/beheer/governance/agendapublication/{published.pk}"
    for page in ("change", "delete"):
        answer = as_(world.admin).post(f"{address}/{page}/", {"html": "vervalst", "post": "yes"})
        assert answer.status_code in (302, 403, 404)
    assert AgendaPublication.objects.filter(pk=published.pk).values().get() == before


# ---------------------------------------------------------------- guards that hold for some rows only
@set_up
def a_seat(body: Body) -> Seat:
    return Seat.objects.create(body=body, label="Voorzitter")


def test_the_app_ignores_no_trigger_of_a_row_that_may_change_otherwise(world: World) -> None:
    seat, other = a_seat(world.coalition), cast.body("Ander orgaan")
    refused = pytest.raises(DatabaseError, match="Cannot update")
    with refused, acting(SystemActor.SETUP), pgtrigger.ignore(), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(body=other)


def test_the_app_ignores_neither_history_nor_versions(world: World) -> None:
    body = world.coalition
    before = body.history.count()  # type: ignore[attr-defined]
    with acting(SystemActor.SETUP), pgtrigger.ignore():
        Body.objects.filter(pk=body.pk).update(purpose="ongezien")
    assert body.history.count() == before + 1  # type: ignore[attr-defined]
    assert Body.objects.get(pk=body.pk).version == body.version + 1


@pytest.mark.parametrize("context", ["{}", '{"actor": ""}', '{"actor": null}', '{"actor": "iemand"}'])
def test_history_takes_no_context_that_names_nobody(world: World, context: str) -> None:
    sql("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
    sql("SELECT set_config('pghistory.context_metadata', %s, true)", [context])
    with pytest.raises(DatabaseError, match="has_actor"), transaction.atomic():
        sql("UPDATE governance_body SET purpose = 'van niemand'")


def test_a_kept_row_can_still_be_locked(published: AgendaPublication) -> None:
    with transaction.atomic():
        assert AgendaPublication.objects.select_for_update().get(pk=published.pk)


# ---------------------------------------------------------------- controls
LIBRARY = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean AS
    $$ SELECT trigger_name = ANY (current_setting('pgtrigger.ignore')::text[]) $$ LANGUAGE sql
"""


@pytest.mark.django_db(transaction=True)
def test_control_with_the_function_of_the_library_and_the_right_to_update_the_app_changes_it(
    published: AgendaPublication, owner_sql: Callable[[str], Any]
) -> None:
    owner_sql(f'GRANT UPDATE ON {TABLE} TO "{connection.settings_dict["USER"]}"')
    refused = pytest.raises(DatabaseError, match="Cannot update")
    with refused, acting(SystemActor.SETUP), transaction.atomic():
        with_triggers_ignored(Kept(published, "html"))
    owner_sql(LIBRARY)
    with acting(SystemActor.SETUP), transaction.atomic(), pgtrigger.ignore():
        AgendaPublication.objects.filter(pk=published.pk).update(html="vervalst")
    published.refresh_from_db()
    assert published.html == "vervalst"
    assert not published.is_intact


@pytest.mark.django_db(transaction=True)
def test_control_the_owner_may_still_repair(
    published: AgendaPublication, owner_sql: Callable[[str], Any]
) -> None:
    with pytest.raises(Exception, match="Cannot update"):
        owner_sql(f"UPDATE {TABLE} SET reason = 'hersteld'")
    trigger = owner_sql(
        f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{TABLE}'::regclass AND tgname LIKE '%keep_row%'"
    )[0][0]
    owner_sql(
        f"SELECT set_config('pgtrigger.ignore', '{{{trigger}}}', false), "
        "set_config('pghistory.context_id', gen_random_uuid()::text, false), "
        """set_config('pghistory.context_metadata', '{"actor": "systeem:migratie"}', false)"""
    )
    owner_sql(f"UPDATE {TABLE} SET reason = 'hersteld'")
    published.refresh_from_db()
    assert published.reason == "hersteld"
