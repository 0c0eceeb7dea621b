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


def same_list() -> pgtrigger.Trigger:
    """A part works out a task of its own list; for tables with `task_list` and `task`."""
    return pgtrigger.Trigger(
        name="same_list",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF NEW.task_id IS NOT NULL AND NEW.task_list_id IS DISTINCT FROM
               (SELECT task_list_id FROM themes_transformationtask WHERE id = NEW.task_id) THEN
                RAISE EXCEPTION 'part and task differ in list' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'same_list', HINT = 'Deze opgave staat in een andere lijst.';
            END IF;
            RETURN NEW;
        """,
    )


def other_list() -> pgtrigger.Trigger:
    """A task becomes something of another list; for tables with `earlier`, `later` and `later_part`."""
    return pgtrigger.Trigger(
        name="other_list",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF (SELECT task_list_id FROM themes_transformationtask WHERE id = NEW.earlier_id) =
               COALESCE((SELECT task_list_id FROM themes_transformationtask WHERE id = NEW.later_id),
                        (SELECT task_list_id FROM themes_taskpart WHERE id = NEW.later_part_id)) THEN
                RAISE EXCEPTION 'link within one list' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'other_list', HINT = 'Kies een opgave uit een andere lijst.';
            END IF;
            RETURN NEW;
        """,
    )
