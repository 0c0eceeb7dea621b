"""Triggers of agreements: an organisation answers for itself, what it accepted stays as it was, and what it was asked
by mail stays a question to that organisation about that task."""

import pgtrigger

from partners.organisations.answering import answered_by_itself

TERMS = ("organisation", "task", "role", "what", "starts_on", "starts_precision")
TOLD = (
    "De organisatie kreeg hier al bericht over. "
    "Trek dit voorstel in en doe een nieuw voorstel voor een andere organisatie of opgave."
)


def stays_as_accepted() -> pgtrigger.Trigger:
    """Once answered, the terms of an agreement never change; other terms are another proposal. It may end sooner, never
    later, and what ended stays as it ended."""
    changed = " OR ".join(
        f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in ("organisation_id", "task_id", *TERMS[2:])
    )
    return pgtrigger.Trigger(
        name="stays_as_accepted",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.state <> 'voorgesteld' AND ({changed}
                OR (OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on))
                OR (OLD.state = 'beeindigd' AND to_jsonb(NEW) - 'search' IS DISTINCT FROM to_jsonb(OLD) - 'search')
            ) THEN
                RAISE EXCEPTION 'the terms of an answered agreement' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'stays_as_accepted',
                    HINT = 'Deze afspraak is al beantwoord. Doe een nieuw voorstel.';
            END IF;
            RETURN NEW;
        """,
    )


def stays_as_told() -> pgtrigger.Trigger:
    """Once an organisation was written to, the proposal is about that organisation and that task: there is one mail,
    so whoever it would be moved to would never hear of it."""
    return pgtrigger.Trigger(
        name="stays_as_told",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF (NEW.organisation_id, NEW.task_id) IS DISTINCT FROM (OLD.organisation_id, OLD.task_id)
               AND EXISTS (SELECT FROM regioplan_agreementnotice WHERE agreement_id = OLD.id) THEN
                RAISE EXCEPTION 'a proposal an organisation was written to about' USING
                    ERRCODE = 'check_violation', CONSTRAINT = 'stays_as_told', HINT = '{TOLD}';
            END IF;
            RETURN NEW;
        """,
    )


def answered_by_the_organisation() -> pgtrigger.Trigger:
    """Only who speaks for the organisation accepts, refuses or asks for other words."""
    return answered_by_itself("regioplan_agreement", "agreement_id", ("geaccepteerd", "geweigerd"))
