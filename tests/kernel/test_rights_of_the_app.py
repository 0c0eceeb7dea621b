"""What the app's role in the database may not do, whatever the code above it asks."""

import pytest
from django.db import ProgrammingError, connection, transaction

from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

pytestmark = pytest.mark.django_db

REFUSED = [
    "DELETE FROM zorgzaam_outgoingmail",
    "TRUNCATE zorgzaam_outgoingmail CASCADE",
    "UPDATE django_migrations SET name = 'x'",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    "DELETE FROM django_migrations",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, '')",
]


@pytest.mark.parametrize("asked", REFUSED)
def test_the_database_refuses(asked):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(asked)


def test_control_the_owner_may(owner_sql):
    assert owner_sql("DELETE FROM zorgzaam_outgoingmail") == []


def test_the_app_still_writes_and_changes_its_mail_and_reads_what_was_migrated(world):
    put("proef", "1", "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))
    assert OutgoingMail.objects.update(last_answer="250") == 1
    connection.cursor().execute("SELECT count(*) FROM django_migrations")
