"""Secrets of personal links leave what was written before they were kept out, and mass mail has the index its line takes
from."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from zorgzaam.masking import masked


def empty_keys(apps: Any, schema_editor: Any) -> None:
    """Of mail that never goes again; what waits goes with the key it has."""
    mails = schema_editor.connection.ops.quote_name(apps.get_model("zorgzaam", "OutgoingMail")._meta.db_table)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE {mails} SET "values" = "values" - 'key' WHERE "values" ? 'key' AND state IN ('sent', 'failed')"""
        )


def mask_history(apps: Any, schema_editor: Any) -> None:
    """The path of a request, in the history of every room there is: those of later migrations hold none yet."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'pgh_context' AND table_schema = current_schema() ORDER BY table_name"
        )
        for (name,) in cursor.fetchall():
            _mask(cursor, schema_editor.connection.ops.quote_name(name))


def _mask(cursor: Any, table: str) -> None:
    cursor.execute(f"SELECT DISTINCT pgh_context->>'path' FROM {table} WHERE pgh_context ? 'path'")
    found = [(masked(path), path) for (path,) in cursor.fetchall() if masked(path) != path]
    if not found:
        return
    # History is append-only for everybody but this.
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.executemany(
        f"UPDATE {table} SET pgh_context = jsonb_set(pgh_context, '{{path}}', to_jsonb(%s::text))"
        " WHERE pgh_context->>'path' = %s",
        found,
    )
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("zorgzaam", "0009_the_book_was_put_back"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="outgoingmail", name="mail_work"),
        migrations.RemoveIndex(model_name="outgoingmail", name="mail_of_a_body"),
        migrations.RemoveIndex(model_name="outgoingmail", name="mass_mail_work"),
        migrations.AlterField(
            model_name="outgoingmail",
            name="body",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mails",
                to="zorgzaam.mailbody",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("body__isnull", True)), fields=["state", "not_before"], name="mail_work"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("state__in", ["claimed", "handed", "uncertain", "failed"])),
                fields=["state"],
                name="mail_in_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["body", "state", "not_before", "id"], name="mail_of_a_body_in_turn"),
        ),
        migrations.RunPython(empty_keys, migrations.RunPython.noop),
        migrations.RunPython(mask_history, migrations.RunPython.noop),
    ]
