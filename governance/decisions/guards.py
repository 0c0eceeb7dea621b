"""Triggers of decisions: what was settled stays as it was, and is sealed in one chain (promise I1)."""

import pgtrigger

SETTLED = ("vastgesteld", "verworpen")
# Who may read a decision can change after it; what was decided cannot.
FROZEN = (
    *("body_id", "meeting_id", "item_id", "title", "considerations", "points", "state", "taken_on", "method"),
    *("note", "year", "number", "corrects_id"),
)
NO_CHANGE = "Dit besluit staat vast. Een fout herstel je met een nieuw besluit."


def stays_as_settled() -> list[pgtrigger.Trigger]:
    """Once settled no word of a decision changes, and no decision is ever deleted: what was dropped stays readable."""
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FROZEN)
    states = ", ".join(f"'{state}'" for state in SETTLED)
    return [
        pgtrigger.Trigger(
            name="stays_as_settled",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func=f"""
                IF OLD.state IN ({states}) AND ({changed}) THEN
                    RAISE EXCEPTION 'a settled decision' USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'stays_as_settled', HINT = '{NO_CHANGE}';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="keep_table",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
        pgtrigger.Trigger(
            name="settled_is_sealed",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.After,
            timing=pgtrigger.Deferred,
            func=f"""
                IF NEW.state IN ({states})
                   AND NOT EXISTS (SELECT FROM governance_decisionseal WHERE decision_id = NEW.id) THEN
                    RAISE EXCEPTION 'a settled decision without a seal' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
            """,
        ),
    ]


def hangs_in_the_chain() -> pgtrigger.Trigger:
    """A seal is the next link: its number follows, it names the link before, and its figures are those of its words.

    The lock makes two writers wait for each other; without it both would read the same last link.
    """
    return pgtrigger.Trigger(
        name="hangs_in_the_chain",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[("last", "governance_decisionseal%ROWTYPE"), ("decided", "text")],
        func="""
            PERFORM pg_advisory_xact_lock(hashtext('governance.decisions.chain'));
            SELECT * INTO last FROM governance_decisionseal ORDER BY number DESC LIMIT 1;
            SELECT state INTO decided FROM governance_decision WHERE id = NEW.decision_id;
            IF NEW.number <> COALESCE(last.number, 0) + 1
               OR NEW.previous <> COALESCE(last.chain, repeat('0', 64))
               OR NEW.sha256 <> encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex')
               OR NEW.chain <> encode(sha256(convert_to(NEW.previous || NEW.sha256, 'UTF8')), 'hex')
               OR NEW.content::jsonb ->> 'id' <> NEW.decision_id::text
               OR decided NOT IN ('vastgesteld', 'verworpen') THEN
                RAISE EXCEPTION 'a seal outside the chain' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
