"""Triggers that look at who acts, and what history may forget."""

import pgtrigger


def not_by_oneself(person_column: str = "person_id") -> pgtrigger.Trigger:
    """Nobody gives themselves a mandate, a representation or a share: the actor is never the one who gains.

    The form says so first, in Dutch; this refuses every other path.
    """
    return pgtrigger.Trigger(
        name="not_by_oneself",
        # Every update: another body or role on one's own row would be a grant just as well.
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'
               = 'person:' || NEW.{person_column} THEN
                RAISE EXCEPTION 'nobody grants themselves' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def append_only_but(table: str, events: str, never: str) -> pgtrigger.Trigger:
    """For the history of `table` in `events`: it stays as it is, but for the lines of a row that is gone and never was
    more than `never` says (SQL about a `line`). What nobody but its writer saw can so be forgotten (AVG article 5).
    """
    return pgtrigger.Trigger(
        name="append_only_but",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM {table} WHERE id = OLD.pgh_obj_id)
               AND NOT EXISTS (SELECT FROM {events} line WHERE line.pgh_obj_id = OLD.pgh_obj_id AND NOT ({never})) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
        """,  # noqa: S608 - names of our own tables and states
    )
