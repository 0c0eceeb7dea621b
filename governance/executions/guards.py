"""Triggers of what organisations are asked: only because of a decision, kept as asked, answered by themselves."""

import pgtrigger

from partners.organisations.answering import answered_by_itself


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
               OR (OLD.state <> 'gevraagd' AND (NEW.point, NEW.what, NEW.due_on)
                   IS DISTINCT FROM (OLD.point, OLD.what, OLD.due_on)) THEN
                RAISE EXCEPTION 'what was asked' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'stays_as_asked',
                    HINT = 'Hier is al op geantwoord. Trek het in en vraag het opnieuw.';
            END IF;
            RETURN NEW;
        """,
    )


def answered_by_the_organisation() -> pgtrigger.Trigger:
    """Only who speaks for the organisation promises, declines or reports it done; the body takes back what it asked."""
    return answered_by_itself("governance_execution", "execution_id", ("toegezegd", "geweigerd", "gedaan"))
