"""What `manage.py` says when there is no database to work with."""

import psycopg

START_IT = "Start hem met: make run (in een ander venster), of zet DATABASE_URL."


def missing_database(url: str) -> str | None:
    """One line that says what to start, or None when the database at `url` can be reached after all."""
    if not url:
        return f"Geen database gevonden. {START_IT}"
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1].strip()
        return f"De database is niet bereikbaar ({reason}). {START_IT}"
    return None
