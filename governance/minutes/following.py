"""Minutes that were begun follow the agenda: an item that comes on it, or that is closed or opened, gets its part.

Whatever the path: the agenda knows nothing of minutes, so its table gets a trigger from here. A part that is there
stays as it is, with what somebody typed in it.
"""

import pgtrigger

from zorgzaam.publicity import Publicity

# One part per item and side of the doors; what is closed has its words behind them.
_MISSING = f"""
    IF TG_OP = 'UPDATE'
       AND (NEW.meeting_id, NEW.publicity) IS NOT DISTINCT FROM (OLD.meeting_id, OLD.publicity) THEN
        RETURN NULL;
    END IF;
    INSERT INTO governance_minutespart (id, minutes_id, item_id, closed, text, version)
    SELECT gen_random_uuid(), made.meeting_id, NEW.id, NEW.publicity <> '{Publicity.PUBLIC.value}', '', 1
      FROM governance_minutes made WHERE made.meeting_id = NEW.meeting_id AND made.state <> 'vastgesteld'
        ON CONFLICT (minutes_id, item_id, closed) DO NOTHING;
    RETURN NULL;
"""  # noqa: S608 - a text of this module


def has_its_part() -> pgtrigger.Trigger:
    """For `AgendaItem`: on an agenda whose minutes were begun it has a part, on its own side of the doors."""
    return pgtrigger.Trigger(
        name="has_its_part",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("meeting_id", "publicity"),  # type: ignore[no-untyped-call]
        when=pgtrigger.After,
        func=_MISSING,
    )
