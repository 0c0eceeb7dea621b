"""Two database roles: the owner migrates, the app reads and writes rows and owns nothing.

The app role cannot TRUNCATE, create, alter or drop; event tables are append-only for it by privilege as well
as by trigger (promises I1, I8).
"""

from django.db import connections


def grant(using: str, role: str) -> None:
    """Give `role` its rights on every table and sequence of the schema; no-op when the owner is the app
    itself."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user = %s, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role, role]
        )
        is_owner, exists = cursor.fetchone()
        if is_owner or not exists:
            return
        name = connection.ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in _event_tables(cursor):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {name}")


def _event_tables(cursor: object) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT DISTINCT table_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'pgh_created_at'"
    )
    return [row[0] for row in cursor.fetchall()]  # type: ignore[attr-defined]
