"""No more people than fit: held by the database, which counts under a lock on the network meeting."""

import pgtrigger

FULL = "Er is geen plaats meer."
BREAKOUT_FULL = "Deze deelsessie zit vol."


def seats_hold() -> pgtrigger.Trigger:
    """Of a attendee: no more of them have a seat than there are seats."""
    return pgtrigger.Trigger(
        name="seats_hold",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("seated_at"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__seated_at__isnull=False),
        declare=[("room", "integer"), ("taken", "integer")],
        func=_counted(
            "SELECT seats INTO room FROM newsletters_networkmeeting WHERE id = NEW.network_meeting_id"
            " FOR NO KEY UPDATE;",
            "SELECT count(*) INTO taken FROM newsletters_attendee WHERE network_meeting_id = NEW.network_meeting_id"
            " AND seated_at IS NOT NULL AND id <> NEW.id;",
            "network_seats_hold",
            FULL,
        ),
    )


def breakouts_hold() -> pgtrigger.Trigger:
    """Of a choice: no more people have a place in a breakout than fit in it, in all its rounds together."""
    return pgtrigger.Trigger(
        name="breakouts_hold",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("placed_at"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__placed_at__isnull=False),
        declare=[("room", "integer"), ("taken", "integer")],
        func=_counted(
            "SELECT b.capacity * m.rounds INTO room FROM newsletters_networkbreakout b"
            " JOIN newsletters_networkmeeting m ON m.id = b.network_meeting_id WHERE b.id = NEW.breakout_id"
            " FOR NO KEY UPDATE OF m;",
            "SELECT count(*) INTO taken FROM newsletters_breakoutchoice WHERE breakout_id = NEW.breakout_id"
            " AND placed_at IS NOT NULL AND id <> NEW.id;",
            "network_breakouts_hold",
            BREAKOUT_FULL,
        ),
    )


def _counted(lock: str, count: str, name: str, words: str) -> str:
    # Each statement looks anew (READ COMMITTED), so the count sees what was committed while this one waited.
    return f"""
        {lock}
        {count}
        IF room IS NOT NULL AND taken >= room THEN
            RAISE EXCEPTION 'no room' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', HINT = '{words}';
        END IF;
        RETURN NEW;
    """
