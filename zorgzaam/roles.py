"""Two database roles: the owner migrates, the app reads and writes rows and owns nothing.

The app role cannot TRUNCATE, create, alter or drop, nor switch a trigger off; event tables and tables of frozen
rows are append-only for it by privilege as well as by trigger (promises I1, I8; docs/decisions/0003). Large objects
are refused where the database is made (zorgzaam.local.postgres, docker/postgres): an owner cannot do that.
"""

from typing import Any

from django.db import connections

# Every trigger of pgtrigger asks this function whether it should stand aside, and installing a trigger puts the
# library's own version back: that one obeys a setting which any role can make. This one obeys the owner alone.
# session_user and not current_user: a foreign key's own action runs as the owner of the table.
_ONLY_OWNER_IGNORES = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean AS $$
        SELECT COALESCE(trigger_name = ANY (NULLIF(current_setting('pgtrigger.ignore', true), '')::text[]), false)
           AND pg_has_role(session_user, proowner, 'MEMBER')
          FROM pg_catalog.pg_proc WHERE oid = 'public._pgtrigger_should_ignore(name)'::regprocedure
    $$ LANGUAGE sql STABLE
"""

# Rows that never change whatever they hold: `keep_row` on UPDATE (16) and DELETE (8) without a WHEN.
_FROZEN_TABLES = """
    SELECT c.relname, a.attname
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
     WHERE t.tgname LIKE 'pgtrigger\\_keep\\_row\\_%' AND t.tgqual IS NULL AND t.tgtype & 24 = 24
"""

# What the app reads and never writes, or writes and never takes away.
_NEVER = {
    "django_migrations": "INSERT, UPDATE, DELETE",
    "zorgzaam_outgoingmail": "DELETE",
}

_EVENT_TABLES = """
    SELECT DISTINCT table_name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'pgh_created_at'
"""


# History that may forget lines of what nobody saw; its trigger looks at which (audit.triggers.append_only_but).
_FORGETTING = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE t.tgname LIKE 'pgtrigger\\_append\\_only\\_but\\_%'
"""


def settle(using: str, role: str) -> None:
    """After each migrate, as the owner: triggers obey nobody but the owner, and `role` gets its rights."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ONLY_OWNER_IGNORES)
    if role:
        grant(using, role)


def grant(using: str, role: str) -> None:
    """Give `role` its rights on every table and sequence of the schema; no-op when the owner is the app
    itself."""
    connection = connections[using]
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user = %s, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role, role]
        )
        is_owner, exists = cursor.fetchone()
        if is_owner or not exists:
            return
        name = quoted(role)
        # A table of its own could stand before one of ours in the eyes of a trigger.
        database = quoted(connection.settings_dict["NAME"])
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table, rights in _NEVER.items():
            cursor.execute(f"REVOKE {rights} ON {quoted(table)} FROM {name}")
        for (table,) in _rows(cursor, _EVENT_TABLES):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {quoted(table)} FROM {name}")
        for (table,) in _rows(cursor, _FORGETTING):
            cursor.execute(f"GRANT DELETE ON {quoted(table)} TO {name}")
        for table, key in _rows(cursor, _FROZEN_TABLES):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {quoted(table)} FROM {name}")
            # Locking a row asks the right to update some column of it; the trigger refuses the update itself.
            cursor.execute(f"GRANT UPDATE ({quoted(key)}) ON {quoted(table)} TO {name}")


def _rows(cursor: Any, query: str) -> list[tuple[str, ...]]:
    cursor.execute(query)
    found: list[tuple[str, ...]] = cursor.fetchall()
    return found
