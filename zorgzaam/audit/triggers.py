"""Triggers that look at who acts."""

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
