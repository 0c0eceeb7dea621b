"""Triggers of the text of a plan: when it may change, and what hangs under what."""

import pgtrigger

# What a college does with a text, after which it may not change: outcomes of approvals, a floor higher.
DECISIONS = ("ingestemd", "aangehouden", "afgewezen")

# A version can be written in while it is a draft, or while it was taken over from outside and not yet frozen here.
_OPEN = """
    PERFORM 1 FROM regioplan_planversion v WHERE v.id = {version} AND (
        v.status = 'concept'
        OR (v.imported AND v.status <> 'ingetrokken'
            AND NOT EXISTS (SELECT 1 FROM regioplan_planpublication p WHERE p.version_id = v.id))
    ) FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the plan version is not open for writing' USING ERRCODE = 'check_violation';
    END IF;
"""


def only_while_open(version_of_row: str) -> pgtrigger.Trigger:
    """Trigger: a part changes only while its version is open. `version_of_row` is SQL with {row} for the record."""
    old = _OPEN.format(version=version_of_row.format(row="OLD"))
    new = _OPEN.format(version=version_of_row.format(row="NEW"))
    return pgtrigger.Trigger(
        name="only_while_open",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP <> 'INSERT' THEN {old} END IF;
            IF TG_OP <> 'DELETE' THEN {new} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def hangs_in_its_version() -> pgtrigger.Trigger:
    """Trigger: a section hangs under one of the same version, at most three levels deep."""
    return pgtrigger.Trigger(
        name="hangs_in_its_version",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "version_of_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func="""
            IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
            IF NOT EXISTS (
                SELECT 1 FROM regioplan_plansection p
                LEFT JOIN regioplan_plansection g ON g.id = p.parent_id
                WHERE p.id = NEW.parent_id AND p.version_of_id = NEW.version_of_id AND g.parent_id IS NULL
            ) THEN
                RAISE EXCEPTION 'too deep or in another version' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'plan_section_place',
                    HINT = 'Een plan heeft hoofdstukken, paragrafen en onderdelen: dieper kan niet.';
            END IF;
            RETURN NEW;
        """,
    )


def stays_when_decided() -> pgtrigger.Trigger:
    """A version some college decided about never becomes a draft again."""
    return pgtrigger.Trigger(
        name="stays_when_decided",
        operation=pgtrigger.UpdateOf("status"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=f"""
            IF NEW.status = 'concept' AND OLD.status <> 'concept' AND EXISTS (
                SELECT FROM regioplan_approval a
                 WHERE a.version_of_id = OLD.id AND a.outcome IN {DECISIONS}
                   AND NOT EXISTS (SELECT FROM regioplan_approval b WHERE b.version_of_id = a.version_of_id
                                   AND b.municipality_id = a.municipality_id AND b.number > a.number)
            ) THEN
                RAISE EXCEPTION 'colleges decided about this text' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'stays_when_decided',
                    HINT = 'Colleges besloten al over deze tekst. Trek deze versie in en begin een nieuwe.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - made of our own constants
    )


def named_as_published() -> pgtrigger.Trigger:
    """What the snapshot says of a version stays so: its name, who cleared it, and when it was published here."""
    names = ("label", "cleared_by", "cleared_on", "cleared_limits", "published_on", "published_precision")
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in names)
    return pgtrigger.Trigger(
        name="named_as_published",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF ({changed}) AND (OLD.status <> 'akkoord' OR NEW.status <> 'gepubliceerd')
               AND EXISTS (SELECT FROM regioplan_planpublication p WHERE p.version_id = OLD.id) THEN
                RAISE EXCEPTION 'what was published of this version' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'named_as_published',
                    HINT = 'Dit staat zo in het gepubliceerde plan. Publiceer een nieuwe versie.';
            END IF;
            RETURN NEW;
        """,
    )


def deadline_of_its_plan() -> pgtrigger.Trigger:
    """A last day of a version is of a version of the same plan."""
    return pgtrigger.Trigger(
        name="deadline_of_its_plan",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("plan_id", "version_of_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func="""
            IF NEW.version_of_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM regioplan_planversion v WHERE v.id = NEW.version_of_id AND v.plan_id = NEW.plan_id
            ) THEN
                RAISE EXCEPTION 'a version of another plan' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'deadline_of_its_plan', HINT = 'Deze versie is van een ander plan.';
            END IF;
            RETURN NEW;
        """,
    )
