"""The trigger of letting a colleague in: only by who manages there, on that day."""

import pgtrigger

ACTOR = "NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'"
TODAY = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"


def manages_today(which: str, organisation: str, more: str = "") -> str:
    """SQL that says whether the representation with id `which` manages `organisation` today; `more` narrows `r`."""
    return f"""EXISTS (
        SELECT FROM partners_representation r
         WHERE r.id = {which} AND r.organisation_id = {organisation} AND r.manages
           AND COALESCE(r.starts_on, '-infinity') <= {TODAY}
           AND COALESCE(r.ends_on, 'infinity') >= {TODAY} {more}
    )"""


def granted_by_who_may() -> pgtrigger.Trigger:
    """What a colleague gave (`given_by` says in which capacity) was given by that colleague, who manages this
    organisation today: one that ended or belongs elsewhere gives nothing. The netwerkbureau gives without it."""
    allowed = manages_today(
        "NEW.given_by_id", "NEW.organisation_id", f"AND 'person:' || r.person_id = {ACTOR}"
    )
    return pgtrigger.Trigger(
        name="granted_by_who_may",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.given_by_id IS NOT NULL AND NOT {allowed} THEN
                RAISE EXCEPTION 'let in by somebody who may not' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'granted_by_who_may',
                    HINT = 'Alleen wie nu collega''s mag toevoegen bij deze organisatie, kan dit doen.';
            END IF;
            RETURN NEW;
        """,
    )
