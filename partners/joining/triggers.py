"""Triggers of who wants to come in: nobody answers for themselves, or in a capacity that is not theirs."""

import pgtrigger

from partners.organisations.granting import ACTOR, TODAY, manages_today


def answered_by_who_may() -> pgtrigger.Trigger:
    """The answer is of who acts, who is not the asker by person or by address; as a colleague only one who manages
    that organisation today."""
    colleague = manages_today("NEW.through_id", "NEW.organisation_id", "AND r.person_id = NEW.answered_by_id")
    return pgtrigger.Trigger(
        name="answered_by_who_may",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'INSERT' AND NEW.state NOT IN ('onbevestigd', 'open') THEN
                RAISE EXCEPTION 'an answer to no question' USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.answered_by_id IS NULL OR
               (TG_OP = 'UPDATE' AND OLD.answered_by_id IS NOT DISTINCT FROM NEW.answered_by_id) THEN
                RETURN NEW;
            END IF;
            IF 'person:' || NEW.answered_by_id IS DISTINCT FROM ({ACTOR})
               OR NEW.answered_by_id = NEW.person_id
               OR EXISTS (SELECT FROM zorgzaam_person p WHERE p.id = NEW.answered_by_id
                           AND lower(p.email) = lower(NEW.address))
               OR EXISTS (SELECT FROM zorgzaam_user u WHERE u.person_id = NEW.answered_by_id
                           AND lower(u.email) = lower(NEW.address)) THEN
                RAISE EXCEPTION 'an answer to oneself' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'answered_by_who_may', HINT = 'Je kunt je eigen vraag niet beantwoorden.';
            END IF;
            IF NEW.through_id IS NOT NULL AND NOT {colleague} THEN
                RAISE EXCEPTION 'an answer of somebody who may not' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'answered_by_who_may',
                    HINT = 'Alleen wie nu collega''s mag toevoegen bij deze organisatie, kan dit beantwoorden.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own columns
    )


def asked_by_itself() -> pgtrigger.Trigger:
    """An organisation asks something through who speaks for it today; who asked does not answer."""
    return pgtrigger.Trigger(
        name="asked_by_itself",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'INSERT' AND NOT EXISTS (
                SELECT FROM partners_representation r
                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id
                  JOIN partners_organisation asking ON asking.whole = spoken.whole
                 WHERE asking.id = NEW.organisation_id AND r.person_id = NEW.asked_by_id
                   AND COALESCE(r.starts_on, '-infinity') <= {TODAY}
                   AND COALESCE(r.ends_on, 'infinity') >= {TODAY}
            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'asked_by_itself',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit vragen.';
            END IF;
            IF NEW.answered_by_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.answered_by_id IS NULL)
               AND 'person:' || NEW.answered_by_id IS DISTINCT FROM ({ACTOR}) THEN
                RAISE EXCEPTION 'an answer of somebody else' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own columns
    )
