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


def decided_after_the_text() -> pgtrigger.Trigger:
    """No decision of a day before there was a text to decide about: before it was delivered, cleared or published,
    whichever is known and came first. A decision known by its month or year counts to the end of it."""
    return pgtrigger.Trigger(
        name="decided_after_the_text",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[("begun", "date")],
        func="""
            SELECT LEAST(v.delivered_on, v.cleared_on, v.published_on) INTO begun
              FROM regioplan_planversion v WHERE v.id = NEW.version_of_id;
            IF begun IS NOT NULL AND begun > (NEW.decided_on + CASE NEW.decided_precision
                WHEN 'day' THEN interval '0' WHEN 'month' THEN interval '1 month -1 day'
                WHEN 'season' THEN interval '3 months -1 day' WHEN 'half' THEN interval '6 months -1 day'
                ELSE interval '1 year -1 day' END)::date THEN
                RAISE EXCEPTION 'a decision before there was a text' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'decided_after_the_text',
                    HINT = 'Op deze dag was deze versie van het plan er nog niet. Kijk de datum na.';
            END IF;
            RETURN NEW;
        """,
    )
