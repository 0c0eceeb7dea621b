"""Rows that stay as they are: triggers against UPDATE, DELETE and TRUNCATE (promises I1, I7).

Row triggers do not see TRUNCATE, so that has its own; the app role cannot truncate either
(docs/decisions/0003).
"""

import pgtrigger


def keep_as_is(*, when: pgtrigger.Condition | None = None) -> list[pgtrigger.Trigger]:
    """Triggers for Meta.triggers: rows for which `when` holds (all rows without it) never change or vanish.

    `when` may speak of the OLD row only. Django raises IntegrityError-like InternalError when one fires.
    """
    return [
        pgtrigger.Protect(name="keep_row", operation=pgtrigger.Update | pgtrigger.Delete, condition=when),
        # Not pgtrigger.Protect: at statement level that asks for transition tables, which TRUNCATE does not have.
        pgtrigger.Trigger(
            name="keep_table",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]
