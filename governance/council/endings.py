"""What ends a promise to a council: its griffie says so, and the database knows it (domain.md E5)."""

from collections.abc import Callable, Mapping
from typing import Any

import pgtrigger

NOT_CONFIRMED = "Alleen de griffie doet dit af. Stel het voor, dan beslist zij."


def ended_by_the_council(thing: str, states: dict[str, str]) -> pgtrigger.Trigger:
    """Trigger for governance_<thing>, which has a `state`: in one of these (state -> outcome) there is a confirmed
    settlement of it with that outcome. Of a state it left again in the same transaction nothing is asked."""
    cases = " ".join(f"WHEN '{state}' THEN '{outcome}'" for state, outcome in states.items())
    inside = ", ".join(f"'{state}'" for state in states)
    return pgtrigger.Trigger(
        name="ended_by_the_council",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            IF NEW.state IN ({inside})
               AND EXISTS (SELECT FROM governance_{thing} t WHERE t.id = NEW.id AND t.state = NEW.state)
               AND NOT EXISTS (
                SELECT FROM governance_settlement s WHERE s.{thing}_id = NEW.id AND s.state = 'bevestigd'
                   AND s.outcome = CASE NEW.state {cases} END) THEN
                RAISE EXCEPTION 'not ended by the council' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'ended_by_the_council', HINT = '{NOT_CONFIRMED}';
            END IF;
            RETURN NULL;
        """,  # noqa: S608
    )


def last_ending(promise: Any) -> Any:
    """The newest confirmed settlement of a commitment or motion, or None; no query where `settlements` are fetched."""
    confirmed = [row for row in promise.settlements.all() if row.state == "bevestigd"]
    return max(confirmed, key=lambda row: row.decided_at, default=None)


# Columns of a list as file: on which day it ended, and by what.
ENDED: Mapping[str, Callable[[Any], Any]] = {
    "afgedaan op": lambda row: (ended := last_ending(row)) and ended.on,
    "waardoor": lambda row: (ended := last_ending(row)) and ended.words,
}
