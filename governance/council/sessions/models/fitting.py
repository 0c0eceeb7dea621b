"""The programme fits: its parts within the session, and the rounds within their part. The database sees to it, whatever
changed: the hours of the session, a part, or the number of breakouts."""

from typing import Any

import pgtrigger

OUTSIDE = "Een onderdeel valt buiten de tijd van de sessie. Pas eerst de tijden aan."
STRAY = "Dit onderdeel heeft deelsessies. Haal die eerst weg."
TOO_LONG = "De rondes duren samen langer dan dit onderdeel. Maak de rondes korter, of het onderdeel langer."


def fits(name: str, operation: Any, which: str) -> pgtrigger.Trigger:
    """Trigger, looked at once everything is written. `which` picks the parts in SQL: `i` is a part of the programme,
    `s` its session, NEW the row that was written."""
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            IF EXISTS (SELECT FROM governance_programmeitem i JOIN governance_councilsession s ON s.id = i.session_id
                WHERE {which} AND (i.begins < s.begins OR i.ends > s.ends)) THEN
                RAISE EXCEPTION 'outside the session' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'part_within_session', HINT = '{OUTSIDE}';
            END IF;
            IF EXISTS (SELECT FROM governance_programmeitem i JOIN governance_councilsession s ON s.id = i.session_id
                WHERE {which} AND i.kind = 'deelsessies' AND EXTRACT(EPOCH FROM i.ends - i.begins) <
                    60 * i.round_minutes * CASE WHEN i.rotates THEN GREATEST(1, (SELECT count(*)
                        FROM governance_sessionbreakout b WHERE b.item_id = i.id)) ELSE 1 END) THEN
                RAISE EXCEPTION 'rounds too long' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'rounds_fit', HINT = '{TOO_LONG}';
            END IF;
            IF EXISTS (SELECT FROM governance_programmeitem i JOIN governance_councilsession s ON s.id = i.session_id
                JOIN governance_sessionbreakout b ON b.item_id = i.id
                WHERE {which} AND i.kind <> 'deelsessies') THEN
                RAISE EXCEPTION 'breakouts of nothing' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'breakouts_in_their_part', HINT = '{STRAY}';
            END IF;
            RETURN NULL;
        """,  # noqa: S608
    )
