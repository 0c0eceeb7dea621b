"""Triggers of transformatieplannen: nobody speaks for an organisation that is not theirs, whatever the path."""

from collections.abc import Iterable

import pgtrigger

from partners.organisations.answering import SPEAKS_FOR_IT


def spoken_for() -> pgtrigger.Trigger:
    """A fact is put down by who represents its organisation on that day."""
    return pgtrigger.Trigger(
        name="spoken_for",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS ({SPEAKS_FOR_IT}            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'spoken_for',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit doen.';
            END IF;
            RETURN NEW;
        """,
    )


def only_while_writing(states: Iterable[str], hint: str) -> pgtrigger.Trigger:
    """What hangs on a plan changes in these states of it, and stays in all others; shares a lock with handing in."""
    writing = ", ".join(f"'{state}'" for state in states)
    return pgtrigger.Trigger(
        name="only_while_writing",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("stand", "text"), ("whose", "uuid")],
        func=f"""
            IF TG_OP = 'INSERT' THEN whose = NEW.plan_id; ELSE whose = OLD.plan_id; END IF;
            SELECT state INTO stand FROM regioplan_transformationplan WHERE id = whose FOR SHARE;
            IF stand NOT IN ({writing}) OR (TG_OP = 'UPDATE' AND NEW.plan_id IS DISTINCT FROM OLD.plan_id) THEN
                RAISE EXCEPTION 'a plan that was handed in' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_while_writing', HINT = '{hint}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


def judged_by_an_assessor() -> pgtrigger.Trigger:
    """Only an insurer that decides about this plan judges it."""
    return pgtrigger.Trigger(
        name="judged_by_an_assessor",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM regioplan_planassessor a
                 WHERE a.plan_id = NEW.plan_id AND a.organisation_id = NEW.organisation_id
                   AND a.role IN ('leiding', 'mede')
            ) THEN
                RAISE EXCEPTION 'an insurer that does not decide' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'judged_by_an_assessor', HINT = 'Deze verzekeraar beslist niet over dit plan.';
            END IF;
            RETURN NEW;
        """,
    )


def said_by_another() -> pgtrigger.Trigger:
    """Only an insurer that may ask says it has no questions, and only once there is a preliminary decision."""
    return pgtrigger.Trigger(
        name="said_by_another",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM regioplan_planassessor a
                  JOIN regioplan_transformationplan p ON p.id = a.plan_id
                 WHERE a.plan_id = NEW.plan_id AND a.organisation_id = NEW.organisation_id
                   AND a.role = 'vragen' AND p.state = 'voorlopig_besluit'
            ) THEN
                RAISE EXCEPTION 'an insurer that is not asked now' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'said_by_another',
                    HINT = 'Dit kan alleen een verzekeraar die nu vragen mag stellen.';
            END IF;
            RETURN NEW;
        """,
    )


def questions_first() -> pgtrigger.Trigger:
    """No decision before the weeks for questions are over, unless every insurer that may ask said it has none."""
    return pgtrigger.Trigger(
        name="questions_first",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(old__state="voorlopig_besluit", new__state__in=["goedgekeurd", "afgewezen"]),
        func="""
            IF (OLD.questions_until IS NULL
                OR (now() AT TIME ZONE 'Europe/Amsterdam')::date <= OLD.questions_until)
               AND (NOT EXISTS (SELECT FROM regioplan_planassessor a
                                 WHERE a.plan_id = OLD.id AND a.role = 'vragen')
                    OR EXISTS (SELECT FROM regioplan_planassessor a
                                WHERE a.plan_id = OLD.id AND a.role = 'vragen'
                                  AND NOT EXISTS (SELECT FROM regioplan_noquestions n
                                                   WHERE n.plan_id = a.plan_id
                                                     AND n.organisation_id = a.organisation_id)))
            THEN
                RAISE EXCEPTION 'others may still ask' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'questions_first',
                    HINT = 'Andere verzekeraars mogen nog vragen stellen. Het besluit kan daarna.';
            END IF;
            RETURN NEW;
        """,
    )
