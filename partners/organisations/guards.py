"""The triggers of organisations that are one."""

import pgtrigger

TO_ONE_THAT_STAYS = (
    "Dit kan niet: een van de twee is zelf al samengevoegd met een andere organisatie. Kijk wat er nu staat."
)
NOT_FOR_YOURSELF = "Je spreekt zelf voor een van deze twee. Vraag een collega om ze samen te voegen."


def merged_once() -> pgtrigger.Trigger:
    """Who was merged is merged into one that stays, itself: no circle and no chain, also when two do it at once."""
    return pgtrigger.Trigger(
        name="merged_once",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        # One at a time: two merges that together make a chain do not see each other otherwise.
        func=f"""
            IF NEW.merged_into_id IS NULL THEN RETURN NEW; END IF;
            PERFORM pg_advisory_xact_lock(hashtext('partners_organisation.merged_into_id'));
            IF NEW.merged_into_id = NEW.id OR EXISTS (
                SELECT FROM partners_organisation o
                 WHERE (o.id = NEW.merged_into_id AND o.merged_into_id IS NOT NULL) OR o.merged_into_id = NEW.id
            ) THEN
                RAISE EXCEPTION 'merged into one that does not stay' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'merged_once', HINT = '{TO_ONE_THAT_STAYS}';
            END IF;
            RETURN NEW;
        """,
    )


def not_by_who_gains() -> pgtrigger.Trigger:
    """Nobody comes to speak for an organisation by merging it with their own (as `audit.triggers.not_by_oneself`)."""
    return pgtrigger.Trigger(
        name="not_by_who_gains",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=f"""
            IF NEW.merged_into_id IS NOT NULL AND EXISTS (
                SELECT FROM partners_representation r
                  JOIN partners_organisation o ON o.id = r.organisation_id
                 WHERE (o.id = NEW.id OR COALESCE(o.merged_into_id, o.id) = NEW.merged_into_id)
                   AND 'person:' || r.person_id =
                       NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'
                   AND COALESCE(r.ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
            ) THEN
                RAISE EXCEPTION 'nobody grants themselves' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'not_by_who_gains', HINT = '{NOT_FOR_YOURSELF}';
            END IF;
            RETURN NEW;
        """,
    )
