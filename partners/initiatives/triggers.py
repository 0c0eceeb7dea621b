"""What the database holds of initiatives: words stay as they were sent, and what was sent stays."""

from collections.abc import Iterable

import pgtrigger

from partners.initiatives.models.states import OVER, WRITING, State
from partners.organisations.answering import speaks_for_it
from zorgzaam.frozen import keep_as_is

SENT = "Dit initiatief is ingediend. De tekst verandert nu niet."
PUBLISHED = "Wat gepubliceerd is, verandert niet. Publiceer een nieuwe versie."


def _listed(states: Iterable[str]) -> str:
    return ", ".join(f"'{State(state).value}'" for state in states)


def words_stay(columns: Iterable[str]) -> pgtrigger.Trigger:
    """What was sent stays as it was, until it is given back with a question; its number stays for ever."""
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)
    return pgtrigger.Trigger(
        name="words_stay",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.state NOT IN ({_listed(WRITING)}) AND ({changed}) THEN
                RAISE EXCEPTION 'an initiative that was sent' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'words_stay', HINT = '{SENT}';
            END IF;
            -- Who it is of is found out once: until then the netwerkbureau has a name that was typed.
            IF OLD.state NOT IN ({_listed(WRITING)}) AND OLD.organisation_id IS NOT NULL
               AND NEW.organisation_id IS DISTINCT FROM OLD.organisation_id THEN
                RAISE EXCEPTION 'whose an initiative is' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'organisation_stays', HINT = 'Van wie dit initiatief is, verandert niet.';
            END IF;
            IF OLD.submitted_at IS NOT NULL AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN
                RAISE EXCEPTION 'when an initiative was sent' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'submitted_at_stays', HINT = 'Wanneer het is ingediend, verandert niet.';
            END IF;
            IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
                RAISE EXCEPTION 'a number of an initiative' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'number_stays', HINT = 'Een nummer verandert niet.';
            END IF;
            RETURN NEW;
        """,
    )


def kept_once_sent() -> pgtrigger.Trigger:
    """Only a draft is ever thrown away."""
    return pgtrigger.Trigger(
        name="kept_once_sent",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF OLD.state <> 'concept' THEN
                RAISE EXCEPTION 'an initiative that was sent' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'kept_once_sent', HINT = 'Dit initiatief is ingediend. Trek het in.';
            END IF;
            RETURN OLD;
        """,
    )


ANY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def only_while_writing(operation: pgtrigger.Operation = ANY) -> pgtrigger.Trigger:
    """What hangs on an initiative changes while it is written, and stays otherwise; shares a lock with sending it. Each
    change is an edit of the initiative, so that nobody's choices are lost (its version is raised)."""
    return pgtrigger.Trigger(
        name="only_while_writing",
        operation=operation,
        when=pgtrigger.Before,
        declare=[("stand", "text"), ("whose", "uuid")],
        func=f"""
            IF TG_OP = 'INSERT' THEN whose = NEW.initiative_id; ELSE whose = OLD.initiative_id; END IF;
            SELECT state INTO stand FROM partners_initiative WHERE id = whose FOR SHARE;
            -- No row: the draft itself is thrown away, and this goes with it.
            IF FOUND AND stand NOT IN ({_listed(WRITING)})
               OR (TG_OP = 'UPDATE' AND NEW.initiative_id IS DISTINCT FROM OLD.initiative_id) THEN
                RAISE EXCEPTION 'an initiative that was sent' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_while_writing', HINT = '{SENT}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - states of our own
    )


def cosigned_by_itself() -> pgtrigger.Trigger:
    """An organisation that was asked to sign along answers once, by somebody who speaks for it that day."""
    return pgtrigger.Trigger(
        name="cosigned_by_itself",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.cosign <> 'gevraagd' OR NEW.organisation_id <> OLD.organisation_id
               OR NEW.initiative_id <> OLD.initiative_id THEN
                RAISE EXCEPTION 'an answer that was given' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'cosigned_once', HINT = 'Uw organisatie heeft al geantwoord.';
            END IF;
            IF EXISTS (SELECT FROM partners_initiative
                        WHERE id = NEW.initiative_id AND state IN ({_listed(OVER)})) THEN
                RAISE EXCEPTION 'an initiative that is over' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'cosigned_in_time',
                    HINT = 'Dit initiatief is al afgesloten. Uw organisatie hoeft niet meer te antwoorden.';
            END IF;
            IF NEW.cosign <> 'gevraagd' AND NOT EXISTS ({speaks_for_it("answered_at")}            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'cosigned_by_itself',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';
            END IF;
            RETURN NEW;
        """,
    )


def by_somebody_or_the_guest(initiative: str = "NEW.initiative_id") -> pgtrigger.Trigger:
    """What nobody with an account said was said by who brings the initiative in without one; so there has to be one.
    `initiative` is SQL for the id of the initiative of the row."""
    return pgtrigger.Trigger(
        name="by_somebody_or_the_guest",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.person_id IS NULL AND NOT EXISTS (
                SELECT FROM partners_guest WHERE initiative_id = {initiative}) THEN
                RAISE EXCEPTION 'said by nobody' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'by_somebody_or_the_guest',
                    HINT = 'Alleen wie het initiatief indient, kan dit zeggen.';
            END IF;
            RETURN NEW;
        """,
    )


def taken_on_by_itself() -> pgtrigger.Trigger:
    """An organisation takes an initiative on by somebody who speaks for it that day: nobody else leaves work there."""
    return pgtrigger.Trigger(
        name="taken_on_by_itself",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.state = '{State.ELSEWHERE.value}' AND NOT EXISTS ({speaks_for_it("at")}            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'taken_on_by_itself',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';
            END IF;
            RETURN NEW;
        """,
    )


def agreed_to_these_words() -> pgtrigger.Trigger:
    """What comes on the site is what who brings it in agreed to, word for word, and is still brought in."""
    return pgtrigger.Trigger(
        name="agreed_to_these_words",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS (
                SELECT FROM partners_publicityagreement a
                  JOIN partners_publictext t ON t.initiative_id = a.initiative_id
                   AND t.words_sha256 = a.words_sha256
                  JOIN partners_initiative i ON i.id = a.initiative_id
                 WHERE a.id = NEW.agreement_id AND i.id = NEW.initiative_id
                   AND t.title = NEW.title AND t.summary = NEW.summary
                   AND i.state NOT IN ({_listed((State.DRAFT, State.WITHDRAWN))})
            ) THEN
                RAISE EXCEPTION 'words nobody agreed to' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'agreed_to_these_words',
                    HINT = 'Er is nog geen akkoord op deze tekst. Vraag het aan wie het initiatief indient.';
            END IF;
            RETURN NEW;
        """,
    )


def only_withdrawn(*columns: str) -> list[pgtrigger.Trigger]:
    """What was published stays as it was; the one thing that happens to it, once, is that it is taken off the site."""
    may_change = ", ".join(f"'{name}'" for name in (*columns, "search"))
    return [
        pgtrigger.Trigger(
            name="only_withdrawn",
            operation=pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=f"""
                IF TG_OP = 'UPDATE' AND OLD.{columns[0]} IS NULL AND NEW.{columns[0]} IS NOT NULL
                   AND to_jsonb(NEW) - ARRAY[{may_change}] = to_jsonb(OLD) - ARRAY[{may_change}] THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'an initiative that was published' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_withdrawn', HINT = '{PUBLISHED}';
            """,
        ),
        keep_as_is()[1],
    ]
