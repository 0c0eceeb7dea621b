"""What once stood on a published agenda is taken off or taken back, never deleted (design.md, mechanism 4)."""

import pgtrigger

# The constraint a room above names when an item may not leave its agenda now; its hint says what to do first.
HELD = "item_is_held"


def never_deleted() -> list[pgtrigger.Trigger]:
    """For a model with `published_at`: once set, the row is not deleted and the moment is not written over."""
    once = pgtrigger.Q(old__published_at__isnull=False)
    return [
        pgtrigger.Protect(name="keep_what_was_published", operation=pgtrigger.Delete, condition=once),
        pgtrigger.Trigger(
            name="keep_moment_of_publication",
            operation=pgtrigger.UpdateOf("published_at"),  # type: ignore[no-untyped-call]
            when=pgtrigger.Before,
            condition=once & pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at")),
            func="RAISE EXCEPTION 'pgtrigger: what was published stays published in %', TG_TABLE_NAME;",
        ),
    ]


def never_deleted_when_named(table: str, column: str) -> pgtrigger.Trigger:
    """For a model that publications point to: not deleted once a row of `table` names it in `column`."""
    return pgtrigger.Trigger(
        name="keep_what_was_published",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF EXISTS (SELECT FROM {table} WHERE {column} = OLD.id) THEN
                RAISE EXCEPTION 'pgtrigger: Cannot delete what was published from %', TG_TABLE_NAME;
            END IF;
            RETURN OLD;
        """,  # noqa: S608 - made of the names given here
    )
