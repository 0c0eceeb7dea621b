"""Trigger of inbreng: what somebody could read leaves a trace."""

import pgtrigger


def keep_once_public() -> pgtrigger.Trigger:
    """Only a draft nobody could read is ever thrown away."""
    return pgtrigger.Trigger(
        name="keep_once_public",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF OLD.state <> 'concept' THEN
                RAISE EXCEPTION 'inbreng that was public' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'keep_once_public',
                    HINT = 'Deze inbreng stond op de site. Trek hem in.';
            END IF;
            RETURN OLD;
        """,
    )
