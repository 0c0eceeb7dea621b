"""Triggers of what organisations are asked: only because of a decision, kept as asked, answered by themselves."""

import pgtrigger


def asked_of_what_was_adopted() -> pgtrigger.Trigger:
    """Nobody is asked to carry out a proposal, or a point the decision does not have."""
    return pgtrigger.Trigger(
        name="asked_of_what_was_adopted",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM governance_decision d WHERE d.id = NEW.decision_id AND d.state = 'vastgesteld'
                   AND (NEW.point IS NULL OR NEW.point BETWEEN 1 AND array_length(d.points, 1))
            ) THEN
                RAISE EXCEPTION 'no such point of an adopted decision' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'asked_of_what_was_adopted', HINT = 'Dit hoort niet bij een genomen besluit.';
            END IF;
            RETURN NEW;
        """,
    )


def stays_as_asked() -> pgtrigger.Trigger:
    """What was answered stays what was asked: other words or another day are another question."""
    return pgtrigger.Trigger(
        name="stays_as_asked",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF NEW.decision_id <> OLD.decision_id OR NEW.organisation_id <> OLD.organisation_id
               OR (OLD.state <> 'gevraagd' AND (NEW.point, NEW.what, NEW.due_on, NEW.due_precision)
                   IS DISTINCT FROM (OLD.point, OLD.what, OLD.due_on, OLD.due_precision)) THEN
                RAISE EXCEPTION 'what was asked' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'stays_as_asked',
                    HINT = 'Hier is al op geantwoord. Trek het in en vraag het opnieuw.';
            END IF;
            RETURN NEW;
        """,
    )


def answered_by_itself() -> pgtrigger.Trigger:
    """Who promises, declines or reports it done speaks for the organisation on that day."""
    return pgtrigger.Trigger(
        name="answered_by_itself",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NEW.organisation_id IS DISTINCT FROM
               (SELECT organisation_id FROM governance_execution WHERE id = NEW.execution_id) THEN
                RAISE EXCEPTION 'an answer of another organisation' USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.state <> 'ingetrokken' AND NOT EXISTS (
                SELECT FROM partners_representation r
                 WHERE r.organisation_id = NEW.organisation_id AND r.person_id = NEW.person_id
                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'answered_by_itself',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';
            END IF;
            RETURN NEW;
        """,
    )
