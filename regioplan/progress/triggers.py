"""Triggers of progress: the figures of a report that was handed in stay as they were."""

import pgtrigger


def keep_submitted_values() -> pgtrigger.Trigger:
    """No figure is added to, changed in or taken from a report that was handed in."""
    return pgtrigger.Trigger(
        name="keep_submitted_values",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM regioplan_progressreport r WHERE r.state = 'ingediend' AND
                       ((TG_OP <> 'INSERT' AND r.id = OLD.report_id) OR (TG_OP <> 'DELETE' AND r.id = NEW.report_id))
            ) THEN
                RAISE EXCEPTION 'a figure of a report that was handed in' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'keep_submitted_values',
                    HINT = 'Deze rapportage is ingediend. Maak een verbetering.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
