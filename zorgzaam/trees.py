"""What is part of something is not, by any way up, part of itself."""

import pgtrigger
from django.db import models


class NoCircle(pgtrigger.Trigger):
    """Trigger: walking up over the foreign key `up` never comes back where it started.

    `message` is Dutch, for beside the field; `zorgzaam.constraints` finds it in the refusal, which carries `name`.
    """

    when = pgtrigger.Before

    def __init__(self, *, name: str, up: str, message: str) -> None:
        super().__init__(name=name, operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{up}_id"))  # type: ignore[no-untyped-call]
        self.column, self.message = f"{up}_id", message

    def get_func(self, model: models.Model) -> str:
        table, column = model._meta.db_table, self.column
        # One at a time: two changes that together make a circle do not see each other otherwise.
        return f"""
            IF NEW.{column} IS NULL THEN RETURN NEW; END IF;
            PERFORM pg_advisory_xact_lock(hashtext('{table}.{column}'));
            IF EXISTS (
                WITH RECURSIVE above(id) AS (
                    SELECT NEW.{column}
                    UNION SELECT t.{column} FROM {table} t JOIN above ON t.id = above.id WHERE t.{column} IS NOT NULL
                ) SELECT FROM above WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION 'part of itself'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}', HINT = '{self.message}';
            END IF;
            RETURN NEW;
        """  # noqa: S608
