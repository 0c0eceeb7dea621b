"""The database works out when parallel sessions are held: from the begin of the meeting and the minutes before them.

Minutes of parts lie within those of their item: what goes before a part is every whole item before its own, and the
parts before it there.
"""

from typing import Any

import pgtrigger

# A meeting that is off needs no rooms.
OFF = "('geannuleerd', 'vervallen', 'weggegooid')"


def reckon(which: str) -> str:
    """SQL that writes `during` of every session of the parts p (of item i) for which `which` is true."""
    return f"""
        UPDATE governance_parallelsession s SET during = said.during
          FROM (SELECT p.id, CASE WHEN m.id IS NULL OR m.status IN {OFF} THEN NULL ELSE tstzrange(
                    m.starts_at + make_interval(mins => before.minutes),
                    m.starts_at + make_interval(mins => before.minutes + p.round_minutes * rounds.number)) END AS during
                  FROM governance_parallelpart p
                  JOIN governance_agendaitem i ON i.id = p.item_id
                  LEFT JOIN governance_meeting m ON m.id = i.meeting_id
                  LEFT JOIN governance_agendaitem top ON top.id = i.parent_id
                 CROSS JOIN LATERAL (SELECT COALESCE(SUM(e.minutes), 0)::int AS minutes FROM governance_agendaitem e
                                      WHERE e.meeting_id = i.meeting_id AND e.position < i.position
                                        AND (e.parent_id = i.parent_id OR (
                                             e.parent_id IS NULL AND e.position < COALESCE(top.position, i.position)))
                                    ) before
                 CROSS JOIN LATERAL (SELECT CASE WHEN p.rotates THEN COUNT(*) ELSE 1 END::int AS number
                                       FROM governance_parallelsession x WHERE x.part_id = p.id) rounds
                 WHERE {which}) said
         WHERE s.part_id = said.id AND s.during IS DISTINCT FROM said.during;
    """  # noqa: S608 - texts of this floor


def reckoned_anew(name: str, operation: Any, which: str) -> pgtrigger.Trigger:
    """After each row that `operation` writes, the sessions of the parts that `which` names get their times."""
    return pgtrigger.Trigger(
        name=name, operation=operation, when=pgtrigger.After, func=f"{reckon(which)} RETURN NULL;"
    )


def agenda_shifted() -> pgtrigger.Trigger:
    """After items moved, or another length was given, everything that stands on those agendas is reckoned anew."""
    return pgtrigger.Trigger(
        name="agenda_shifted",
        level=pgtrigger.Statement,
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),  # type: ignore[no-untyped-call]
        func=f"""
            IF EXISTS (SELECT FROM old_rows o JOIN new_rows n USING (id)
                        WHERE (o.meeting_id, o.position, o.parent_id, o.minutes)
                              IS DISTINCT FROM (n.meeting_id, n.position, n.parent_id, n.minutes)) THEN
                {
            reckon(
                "i.id IN (SELECT id FROM new_rows) OR i.meeting_id IN ("
                "SELECT meeting_id FROM old_rows UNION SELECT meeting_id FROM new_rows)"
            )
        }
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - texts of this floor
    )
