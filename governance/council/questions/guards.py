"""What the database holds of the term of a question: the day is worked out, and only a notice of delay moves it."""

import pgtrigger

BY_NOTICE = "De dag van een vraag verandert alleen met een bericht van uitstel."
LATER = "De nieuwe dag ligt na de dag die er al stond, en de vraag is nog niet beantwoord."
WITH_WHAT = "Schrijf op waarmee de vraag is beantwoord."

# The newest notice of delay of a question `q`, else what follows from the day it was asked.
_DUE = """COALESCE(
    (SELECT d.due_on FROM governance_questiondelay d WHERE d.question_id = q.id ORDER BY d.number DESC LIMIT 1),
    q.asked_on + q.term_days)"""


def due_is_worked_out(question: str, *columns: str) -> pgtrigger.Trigger:
    """Trigger, at the end of the transaction: the day of `question` (SQL for its id) is the one of the newest notice
    of delay, else asked on plus the term; and it is put off only by a notice. On an update only of `columns`."""
    operation = pgtrigger.Insert | pgtrigger.UpdateOf(*columns) if columns else pgtrigger.Insert  # type: ignore[no-untyped-call]
    return pgtrigger.Trigger(
        name="due_is_worked_out",
        operation=operation,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            IF EXISTS (SELECT FROM governance_question q WHERE q.id = {question} AND (
                q.due_on IS DISTINCT FROM {_DUE}
                OR q.state = 'uitgesteld' AND NOT EXISTS (
                    SELECT FROM governance_questiondelay d WHERE d.question_id = q.id))) THEN
                RAISE EXCEPTION 'the term of a question is worked out' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'question_due_is_worked_out', HINT = '{BY_NOTICE}';
            END IF;
            RETURN NULL;
        """,  # noqa: S608
    )


def delay_is_later() -> pgtrigger.Trigger:
    """Trigger: a notice of delay is about an open question, and gives a later day than the one that stood."""
    return pgtrigger.Trigger(
        name="delay_is_later",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            PERFORM 1 FROM governance_question q
                WHERE q.id = NEW.question_id AND q.state <> 'beantwoord' AND q.due_on < NEW.due_on
                FOR NO KEY UPDATE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a delay is later' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'question_delay_is_later', HINT = '{LATER}';
            END IF;
            RETURN NEW;
        """,
    )


def answered_with_something() -> pgtrigger.Trigger:
    """Trigger, at the end of the transaction: a question is answered by an answer that was sent from here, or by
    something of which is written what it was."""
    return pgtrigger.Trigger(
        name="answered_with_something",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "answered_with"),  # type: ignore[no-untyped-call]
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            IF EXISTS (SELECT FROM governance_question q WHERE q.id = NEW.id AND q.state = 'beantwoord'
                       AND q.answered_with = '')
               AND NOT EXISTS (SELECT FROM governance_sentanswer s WHERE s.question_id = NEW.id) THEN
                RAISE EXCEPTION 'answered with nothing' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'question_answered_with_something', HINT = '{WITH_WHAT}';
            END IF;
            RETURN NULL;
        """,  # noqa: S608
    )
