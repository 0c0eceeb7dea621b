"""Triggers of transformatieplannen: nobody speaks for an organisation that is not theirs, whatever the path."""

import pgtrigger


def spoken_for() -> pgtrigger.Trigger:
    """A fact is put down by who represents its organisation on that day."""
    return pgtrigger.Trigger(
        name="spoken_for",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM partners_representation r
                 WHERE r.organisation_id = NEW.organisation_id AND r.person_id = NEW.person_id
                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'spoken_for',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit doen.';
            END IF;
            RETURN NEW;
        """,
    )


def judged_by_an_assessor() -> pgtrigger.Trigger:
    """Only an insurer that decides about this plan judges it."""
    return pgtrigger.Trigger(
        name="judged_by_an_assessor",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM regioplan_planassessor a
                 WHERE a.plan_id = NEW.plan_id AND a.organisation_id = NEW.organisation_id
                   AND a.role IN ('leiding', 'mede')
            ) THEN
                RAISE EXCEPTION 'an insurer that does not decide' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'judged_by_an_assessor', HINT = 'Deze verzekeraar beslist niet over dit plan.';
            END IF;
            RETURN NEW;
        """,
    )
