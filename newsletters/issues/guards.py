"""Triggers of an issue and its blocks: what was looked at is exactly these words, and what went out stays."""

import pgtrigger

from newsletters.issues.states import OUT

CONTENT = ("title", "subject", "preheader")
# The person behind the current write; NULL for a system actor (zorgzaam/audit/actors.py).
_WHO = """
    SELECT substring(it.actor FROM 8)::uuid FROM (
        SELECT NULLIF(current_setting('pghistory.context_metadata', TRUE), '')::jsonb ->> 'actor'
    ) AS it(actor) WHERE it.actor LIKE 'person:%'
"""
_OUT = f"({', '.join(repr(state.value) for state in OUT)})"
_GONE = """
    RAISE EXCEPTION 'what was sent stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'issue_is_out',
        HINT = 'Deze nieuwsbrief is al verstuurd. Er verandert niets meer aan.';
"""


def content_reopens() -> list[pgtrigger.Trigger]:
    """Triggers for the issue: other words make it a draft again and name their writer; sent words stay."""
    return [
        pgtrigger.Trigger(
            name="content_reopens",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.AnyChange(*CONTENT),
            func=f"""
                IF OLD.state IN {_OUT} THEN {_GONE} END IF;
                NEW.state = 'concept';
                NEW.asked_by_id = NULL; NEW.asked_at = NULL; NEW.frozen_id = NULL; NEW.planned_for = NULL;
                NEW.approved_by_id = NULL; NEW.approved_at = NULL;
                NEW.edited_by_id = COALESCE(({_WHO}), OLD.edited_by_id);
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="begun_by",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=f"NEW.edited_by_id = COALESCE(NEW.edited_by_id, ({_WHO})); RETURN NEW;",
        ),
    ]


def stays_as_sent() -> pgtrigger.Trigger:
    """Trigger for the issue: of what is out only the end of sending changes, and what was frozen is of this issue and
    comes with asking somebody to look."""
    return pgtrigger.Trigger(
        name="stays_as_sent",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(exclude=["state", "sent_at"]),
        func=f"""
            IF OLD.state IN {_OUT} THEN {_GONE} END IF;
            IF NEW.frozen_id IS DISTINCT FROM OLD.frozen_id AND NEW.frozen_id IS NOT NULL AND (
                OLD.state <> 'concept' OR NEW.state <> 'controle' OR NOT EXISTS (
                    SELECT 1 FROM newsletters_frozenissue WHERE id = NEW.frozen_id AND issue_id = NEW.id
                )
            ) THEN
                RAISE EXCEPTION 'these are not the words somebody is asked to look at'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'issue_frozen_is_its_own',
                    HINT = 'Deze tekst hoort niet bij deze controle. Vraag opnieuw om controle.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - made of the words above
    )


def part_of_issue() -> pgtrigger.Trigger:
    """Trigger for a block: as `content_reopens`, for the issue it is in. Lock that issue before the block."""
    return pgtrigger.Trigger(
        name="part_of_issue",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            DECLARE whole uuid; stand text; who uuid;
            BEGIN
                IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
                IF TG_OP = 'DELETE' THEN whole = OLD.issue_id; ELSE whole = NEW.issue_id; END IF;
                SELECT state INTO stand FROM newsletters_issue WHERE id = whole FOR NO KEY UPDATE;
                IF stand IN {_OUT} THEN {_GONE} END IF;
                who = ({_WHO});
                UPDATE newsletters_issue
                   SET state = 'concept', asked_by_id = NULL, asked_at = NULL, frozen_id = NULL, planned_for = NULL,
                       approved_by_id = NULL, approved_at = NULL, edited_by_id = COALESCE(who, edited_by_id)
                 WHERE id = whole AND (state <> 'concept' OR edited_by_id IS DISTINCT FROM COALESCE(who, edited_by_id));
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END;
        """,  # noqa: S608 - made of the words above
    )
