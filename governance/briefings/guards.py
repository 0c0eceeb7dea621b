"""Triggers of the tables of a briefing: who wrote, who approves, and when parts may change."""

import pgtrigger

# The person behind the current write; NULL for a system actor (zorgzaam/audit/actors.py).
_WHO = """
    SELECT substring(actor FROM 8)::uuid
    FROM (SELECT NULLIF(current_setting('pghistory.context_metadata', TRUE), '')::jsonb ->> 'actor') AS it(actor)
    WHERE actor LIKE 'person:%'
"""


def _note(briefing: str) -> str:
    """SQL that lists who writes now as a writer of the briefing with this id."""
    return f"""
        INSERT INTO governance_briefingwriter (briefing_id, person_id, since)
        SELECT briefing, person, now() FROM ({_WHO}) AS who(person), (SELECT {briefing}) AS part(briefing)
        WHERE briefing IS NOT NULL
        ON CONFLICT DO NOTHING;
    """  # noqa: S608 - made of the column names below


def writer_of_briefing(*fields: str) -> list[pgtrigger.Trigger]:
    """Triggers for the briefing itself: whoever makes it or changes one of `fields` is a writer."""
    func = f"{_note('NEW.id')} RETURN NULL;"
    return [
        pgtrigger.Trigger(name="note_maker", operation=pgtrigger.Insert, when=pgtrigger.After, func=func),
        pgtrigger.Trigger(
            name="note_writer",
            operation=pgtrigger.Update,
            when=pgtrigger.After,
            condition=pgtrigger.AnyChange(*fields),
            func=func,
        ),
    ]


def former_holder_reads_no_more(reason: str) -> pgtrigger.Trigger:
    """Trigger: once another is to determine it, the share by which it lay before the former one is over.

    `reason` is the reason of that share; what was shared with them for another reason stays.
    """
    return pgtrigger.Trigger(
        name="former_holder_reads_no_more",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        condition=pgtrigger.AnyChange("holder_id"),
        func=f"""
            UPDATE governance_briefingshare SET until = now()
             WHERE content_object_id = NEW.id AND until > now() AND reason = '{reason}'
               AND user_id IN (SELECT id FROM zorgzaam_user WHERE person_id = OLD.holder_id);
            RETURN NULL;
        """,  # noqa: S608 - made of the words above
    )


def another_approves() -> pgtrigger.Trigger:
    """Trigger: no writer of a briefing approves or determines it."""
    return pgtrigger.Trigger(
        name="another_approves",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (
                SELECT 1 FROM governance_briefingwriter
                WHERE briefing_id = NEW.id AND person_id IN (NEW.approved_by_id, NEW.determined_by_id)
            ) THEN
                RAISE EXCEPTION 'a writer of the briefing cannot approve or determine it'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def guard_part(briefing_of_row: str) -> list[pgtrigger.Trigger]:
    """Triggers for a part: it changes only in a draft, and whoever changes it is a writer of the briefing.

    `briefing_of_row` is SQL for the id of the briefing, with {row} for the record. A row that moves leaves one
    briefing and enters another: both must be drafts, and are locked to stay so.
    """
    old, new = briefing_of_row.format(row="OLD"), briefing_of_row.format(row="NEW")
    return [
        pgtrigger.Trigger(
            name="only_in_draft",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=f"""
                IF TG_OP <> 'INSERT' THEN {_must_be_draft(old)} END IF;
                IF TG_OP <> 'DELETE' THEN {_must_be_draft(new)} END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="note_writer",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.After,
            func=f"""
                IF TG_OP <> 'INSERT' THEN {_note(old)} END IF;
                IF TG_OP <> 'DELETE' THEN {_note(new)} END IF;
                RETURN NULL;
            """,
        ),
    ]


def _must_be_draft(briefing: str) -> str:
    return f"""
        PERFORM 1 FROM governance_briefing WHERE id = {briefing} AND status = 'concept' FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the briefing is no draft' USING ERRCODE = 'check_violation';
        END IF;
    """


def address_stays() -> pgtrigger.Trigger:
    """Trigger: once a version is published the addressee and the kind stay: they say who may read it."""
    return pgtrigger.Trigger(
        name="address_stays",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("addressee_id", "kind"),
        func="""
            IF EXISTS (SELECT 1 FROM governance_briefingpublication WHERE briefing_id = OLD.id) THEN
                RAISE EXCEPTION 'a version was published to this addressee' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def determined_before_published(exempt: list[str]) -> pgtrigger.Trigger:
    """Trigger: only a determined briefing is published, unless its kind is among `exempt`."""
    kinds = ", ".join(f"'{kind}'" for kind in ("", *exempt))
    return pgtrigger.Trigger(
        name="determined_first",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.status = 'akkoord' AND NEW.status = 'gepubliceerd'"),
        func=f"""
            IF NEW.kind NOT IN ({kinds}) THEN
                RAISE EXCEPTION 'the briefing was not determined' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
