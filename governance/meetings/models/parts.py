"""What the database holds of items inside an item: where they stand, how long they last and how open they are.

`stand_together` looks at the end of a transaction, as `no_gaps` does: an order is written in more than one step.
`stay_within` looks after each statement, so that the form that asked for it hears why. Two who edit two parts of one
item at once do not see each other's minutes: whoever changes what `stay_within` compares first takes the lock that
belongs to the item on top. It is taken after the rows, by everybody, so nobody waits in a circle.
"""

import pgtrigger

from governance.meetings.models.versions import LEVELS

MOST_PARTS = 26  # a to z
TOGETHER, FIT, OPEN = "parts_stand_together", "parts_fit", "parts_no_more_open"

_TOGETHER = f"""
    IF TG_OP <> 'INSERT' THEN was := OLD.meeting_id; mine := OLD.id; END IF;
    IF TG_OP <> 'DELETE' THEN place := NEW.meeting_id; mine := NEW.id; END IF;
    IF EXISTS (
        SELECT FROM governance_agendaitem part JOIN governance_agendaitem top ON top.id = part.parent_id
         WHERE part.id IN (SELECT id FROM governance_agendaitem
                            WHERE meeting_id IN (place, was) AND parent_id IS NOT NULL
                            UNION ALL SELECT id FROM governance_agendaitem WHERE parent_id = mine
                            UNION ALL SELECT mine)
           AND (top.parent_id IS NOT NULL
                OR top.meeting_id IS DISTINCT FROM part.meeting_id
                OR (top.removed_at IS NOT NULL AND part.removed_at IS NULL)
                OR (part.meeting_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM governance_agendaitem above
                     WHERE above.meeting_id = part.meeting_id AND above.position = part.position - 1
                       AND (above.id = top.id OR above.parent_id = top.id))))) THEN
        RAISE EXCEPTION 'a part stands below its item'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{TOGETHER}',
                  HINT = 'Een onderdeel staat direct onder zijn punt.';
    END IF;
    RETURN NULL;
"""  # noqa: S608 - texts of this module

_WITHIN = f"""
    IF TG_OP = 'INSERT' AND NEW.parent_id IS NULL THEN RETURN NULL; END IF;
    IF TG_OP = 'UPDATE' AND (NEW.minutes, NEW.parent_id, NEW.publicity, NEW.embargo_until)
            IS NOT DISTINCT FROM (OLD.minutes, OLD.parent_id, OLD.publicity, OLD.embargo_until) THEN
        RETURN NULL;
    END IF;
    whole := COALESCE(NEW.parent_id, NEW.id);
    PERFORM pg_advisory_xact_lock(hashtextextended('parts of ' || whole::text, 0));
    IF EXISTS (SELECT FROM governance_agendaitem top JOIN governance_agendaitem part ON part.parent_id = top.id
                WHERE top.id = whole GROUP BY top.id, top.minutes HAVING SUM(part.minutes) > top.minutes) THEN
        RAISE EXCEPTION 'parts last longer than their item' USING ERRCODE = 'check_violation', CONSTRAINT = '{FIT}',
              HINT = 'De onderdelen duren samen langer dan het punt zelf.';
    END IF;
    IF EXISTS (SELECT FROM governance_agendaitem top JOIN governance_agendaitem part ON part.parent_id = top.id
                WHERE top.id = whole
                  AND (array_position({LEVELS}, part.publicity::text) < array_position({LEVELS}, top.publicity::text)
                       OR (top.embargo_until > statement_timestamp()
                           AND (part.embargo_until IS NULL OR part.embargo_until < top.embargo_until)))) THEN
        RAISE EXCEPTION 'a part is more open than its item' USING ERRCODE = 'check_violation', CONSTRAINT = '{OPEN}',
              HINT = 'Een onderdeel is nooit opener dan het punt zelf, en heeft geen korter embargo.';
    END IF;
    RETURN NULL;
"""  # noqa: S608 - texts of this module


def parts_by_trigger() -> list[pgtrigger.Trigger]:
    """For `AgendaItem`: what holds between an item and its parts."""
    return [
        pgtrigger.Trigger(
            name=TOGETHER,
            operation=pgtrigger.Insert
            | pgtrigger.UpdateOf("meeting_id", "position", "parent_id", "removed_at")  # type: ignore[no-untyped-call]
            | pgtrigger.Delete,
            when=pgtrigger.After,
            timing=pgtrigger.Deferred,
            declare=[("place", "uuid"), ("was", "uuid"), ("mine", "uuid")],
            func=_TOGETHER,
        ),
        pgtrigger.Trigger(
            name="parts_stay_within",
            operation=pgtrigger.Insert
            | pgtrigger.UpdateOf("minutes", "parent_id", "publicity", "embargo_until"),  # type: ignore[no-untyped-call]
            when=pgtrigger.After,
            declare=[("whole", "uuid")],
            func=_WITHIN,
        ),
    ]
