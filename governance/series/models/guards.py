"""What the database holds for rows that tie meetings, items and series together."""

import pgtrigger


def of_one_body(table: str, column: str, *, meeting: str = "meeting_id") -> pgtrigger.Trigger:
    """The row of `table` that `column` names is of the same body as the meeting."""
    return pgtrigger.Trigger(
        name="of_one_body",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.{column} IS NOT NULL
               AND (SELECT body_id FROM governance_meeting WHERE id = NEW.{meeting})
               IS DISTINCT FROM (SELECT body_id FROM {table} WHERE id = NEW.{column}) THEN
                RAISE EXCEPTION 'another body' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'of_one_body', HINT = 'Dit hoort bij een ander orgaan.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - made of the names given here
    )


def written_once(column: str) -> pgtrigger.Trigger:
    """Once `column` is filled it stays as it is."""
    return pgtrigger.Trigger(
        name=f"{column}_is_written_once",
        operation=pgtrigger.UpdateOf(column),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            f"OLD.{column} IS NOT NULL AND OLD.{column} IS DISTINCT FROM NEW.{column}"
        ),
        func="RAISE EXCEPTION 'pgtrigger: this fact of % is written once', TG_TABLE_NAME;",
    )
