"""Triggers that keep the generations apart: what is laid side by side belongs together, or just does not."""

import pgtrigger


def same_generation() -> pgtrigger.Trigger:
    """A theme stands only in documents of its own generation; for tables with `document` and `theme`."""
    return pgtrigger.Trigger(
        name="same_generation",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF (SELECT generation_id FROM themes_generationdocument WHERE id = NEW.document_id)
               IS DISTINCT FROM (SELECT generation_id FROM themes_theme WHERE id = NEW.theme_id) THEN
                RAISE EXCEPTION 'theme and document differ in generation' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def other_generation() -> pgtrigger.Trigger:
    """Kinship is between themes of different generations."""
    return pgtrigger.Trigger(
        name="other_generation",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF (SELECT count(DISTINCT generation_id) FROM themes_theme
                WHERE id IN (NEW.earlier_id, NEW.later_id)) < 2 THEN
                RAISE EXCEPTION 'kinship within one generation' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
