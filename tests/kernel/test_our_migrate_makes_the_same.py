"""Our quick migrate makes the same database as Django's own, to the last constraint, index, trigger and function."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests import servers
from zorgzaam.local.postgres import NO_LARGE_OBJECTS

pytestmark = pytest.mark.long
# Django's own command, without what ours puts around it but for the name migrations write history in.
PLAIN_MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
with acting(SystemActor.MIGRATION, command="migrate"):
    call_command(Command(), verbosity=0)
"""
OURS = "n.nspname = 'public'"
CATALOGUE = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision,
               is_nullable, column_default, collation_name, generation_expression
          FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": f"""
        SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid), c.convalidated
          FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE {OURS}""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": f"""
        SELECT r.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text
          FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid JOIN pg_namespace n ON n.oid = r.relnamespace
         WHERE {OURS} AND NOT t.tgisinternal""",
    "functions": f"""
        SELECT p.proname, pg_get_functiondef(p.oid)
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {OURS} AND p.prokind = 'f'""",
    "rights": """
        SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
         WHERE table_schema = 'public'""",
}


def catalogue(database: str) -> dict[str, set[tuple[object, ...]]]:
    """Everything the database holds that is not a row."""
    url = servers.database_url(os.environ["TEST_ADMIN_URL"], database)
    with psycopg.connect(url) as admin:
        return {name: set(admin.execute(sql).fetchall()) for name, sql in CATALOGUE.items()}


@contextmanager
def migrated(name: str, *command: str) -> Iterator[str]:
    """A new database `name` filled by this command; its name."""
    owner = servers.urlsplit(os.environ["TEST_OWNER_URL"]).username
    with psycopg.connect(os.environ["TEST_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE {name} OWNER "{owner}"')
        with psycopg.connect(
            servers.database_url(os.environ["TEST_ADMIN_URL"], name), autocommit=True
        ) as inside:
            inside.execute(NO_LARGE_OBJECTS)
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zorgzaam.settings",
            "MIGRATE_DATABASE_URL": servers.database_url(os.environ["TEST_OWNER_URL"], name),
            "DATABASE_URL": servers.database_url(os.environ["TEST_APP_URL"], name),
        }
        subprocess.run([sys.executable, *command], cwd=servers.ROOT, env=env, check=True)
        yield name
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_our_migrate_makes_what_django_makes():
    # Not the template of the tests: what comes out of a dump is worded otherwise.
    with migrated("zz_ours", "manage.py", "migrate", "--verbosity", "0") as name:
        ours = catalogue(name)
    # The word `migrate` makes the settings choose the owner.
    with migrated("zz_plain", "-c", PLAIN_MIGRATE, "migrate") as name:
        theirs = catalogue(name)
        assert len(ours["triggers"]) > 100
        for kind, held in ours.items():
            assert sorted(held ^ theirs[kind], key=str) == [], kind
        # The control: one constraint less and triggers that are off are seen.
        with psycopg.connect(
            servers.database_url(os.environ["TEST_ADMIN_URL"], name), autocommit=True
        ) as admin:
            admin.execute("ALTER TABLE regioplan_allocation DROP CONSTRAINT allocation_above_nought")
            admin.execute("ALTER TABLE themes_theme DISABLE TRIGGER USER")
        changed = catalogue(name)
        assert len(theirs["constraints"] - changed["constraints"]) == 1
        assert theirs["triggers"] - changed["triggers"]
