"""The common words change while there is a letter they can go into. After that they are what was sent."""

import pgtrigger

GONE = (
    "Geen van de brieven is nog concept, dus deze tekst komt in geen brief meer. Stuur een brief terug naar concept, "
    "of begin opnieuw met deze tekst."
)
# What all letters have alike (governance/rounds/carrying.py), and what they were begun with.
WORDS = (
    "kind", "subject", "period_from", "period_until", "dated_on", "embargo_until", "woo_category", "core", "objective",
    "follow_up",
)  # fmt: skip


def _stay(round_id: str, row: str) -> str:
    return f"""
        IF EXISTS (SELECT 1 FROM governance_roundletter WHERE round_id = {round_id})
        AND NOT EXISTS (
            SELECT 1 FROM governance_roundletter letter JOIN governance_briefing ON id = letter.briefing_id
            WHERE letter.round_id = {round_id} AND status = 'concept'
        ) THEN
            RAISE EXCEPTION 'no letter of the round is a draft any more' USING
                ERRCODE = 'check_violation', CONSTRAINT = 'round_words_stay', HINT = '{GONE}';
        END IF;
        RETURN {row};
    """  # noqa: S608 - made of the words above


def words_of_round_stay() -> pgtrigger.Trigger:
    """Trigger: what all letters have alike, as long as one of them can have it."""
    return pgtrigger.Trigger(
        name="round_words_stay",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(*WORDS),
        func=_stay("NEW.id", "NEW"),
    )


def chapters_of_round_stay() -> list[pgtrigger.Trigger]:
    """Triggers: the same for the chapters."""
    return [
        pgtrigger.Trigger(
            name="round_chapter_stays",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=_stay("NEW.round_id", "NEW"),
        ),
        pgtrigger.Trigger(
            name="round_chapter_says",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.AnyChange("heading", "text", "round_id"),
            func=_stay("NEW.round_id", "NEW"),
        ),
        pgtrigger.Trigger(
            name="round_chapter_kept",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=_stay("OLD.round_id", "OLD"),
        ),
    ]
