"""Triggers of decisions: a college decides about a text that stays as it was read."""

import pgtrigger

from regioplan.plans.guards import DECISIONS


def decided_on_fixed_text() -> pgtrigger.Trigger:
    """No decision about a version whose text can still be rewritten; steps on the way there are no decisions."""
    return pgtrigger.Trigger(
        name="decided_on_fixed_text",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.outcome NOT IN {DECISIONS} THEN RETURN NEW; END IF;
            PERFORM 1 FROM regioplan_planversion v
              WHERE v.id = NEW.version_of_id AND (v.imported OR v.status IN ('akkoord', 'gepubliceerd'))
              FOR SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a decision about a text that can still change'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_on_fixed_text',
                    HINT = 'Aan deze tekst kan nog iets veranderen. Leg eerst het akkoord voor publicatie vast.';
            END IF;
            RETURN NEW;
        """,
    )
