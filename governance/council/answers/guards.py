"""What the database holds of an answer: who wrote it, that another cleared it, and that it goes out as cleared."""

import pgtrigger

from partners.organisations.granting import ACTOR

NOT_A_DRAFT = "De tekst ligt ter controle of is al akkoord. Maak hem eerst weer open."
ANOTHER_CLEARS = "Wie aan het antwoord schreef of het aanbood, geeft er zelf geen akkoord op."
NOT_CLEARED = "Dit antwoord heeft nog geen akkoord, of de tekst is sindsdien anders."
WAS_SENT = "Dit antwoord is al verstuurd."
NOT_SENT = "Wat is verstuurd, is beantwoord."

_NOTE = f"""
    INSERT INTO governance_answerwriter (file_id, person_id, since)
    SELECT NEW.id, substring({ACTOR} FROM 8)::uuid, now() WHERE {ACTOR} LIKE 'person:%'
    ON CONFLICT DO NOTHING;
    RETURN NULL;
"""  # noqa: S608


def _refuse(words: str, name: str, hint: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', HINT = '{hint}';"


def notes_writers() -> list[pgtrigger.Trigger]:
    """Triggers of an answer: whoever gives or changes its words is a writer, by whatever path."""
    return [
        pgtrigger.Trigger(
            name="note_maker", operation=pgtrigger.Insert, when=pgtrigger.After, func=_NOTE,
            condition=pgtrigger.Condition("NEW.text <> ''"),
        ),
        pgtrigger.Trigger(
            name="note_writer", operation=pgtrigger.Update, when=pgtrigger.After, func=_NOTE,
            condition=pgtrigger.AnyChange("text"),
        ),
    ]  # fmt: skip


def only_as_draft() -> pgtrigger.Trigger:
    """Trigger: the words change only while they are being written."""
    return pgtrigger.Trigger(
        name="only_as_draft",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("text"),
        func=f"""
            IF OLD.state <> 'schrijven' OR NEW.state <> 'schrijven' THEN
                {_refuse("the answer is no draft", "answer_only_as_draft", NOT_A_DRAFT)}
            END IF;
            RETURN NEW;
        """,
    )


def another_clears() -> pgtrigger.Trigger:
    """Trigger: no writer of an answer clears it."""
    return pgtrigger.Trigger(
        name="another_clears",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.cleared_by_id IS NOT NULL AND (NEW.cleared_by_id = NEW.submitted_by_id OR EXISTS (
                SELECT FROM governance_answerwriter w
                WHERE w.file_id = NEW.id AND w.person_id = NEW.cleared_by_id)) THEN
                {_refuse("a writer of the answer cannot clear it", "answer_another_clears", ANOTHER_CLEARS)}
            END IF;
            RETURN NEW;
        """,
    )


def stays_once_sent() -> pgtrigger.Trigger:
    """Trigger: the place of a question in an answer, and its form, stay as they were sent."""
    return pgtrigger.Trigger(
        name="stays_once_sent",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF EXISTS (SELECT FROM governance_sentanswer s WHERE s.question_id = OLD.question_id) THEN
                {_refuse("the answer was sent", "answer_stays_once_sent", WAS_SENT)}
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def sent_as_cleared() -> pgtrigger.Trigger:
    """Trigger: what is sent is the text that was cleared, about a question of that answer, in its own words."""
    return pgtrigger.Trigger(
        name="sent_as_cleared",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            PERFORM 1 FROM governance_answerfile f
                JOIN governance_answerletter l ON l.file_id = f.id AND l.question_id = NEW.question_id
                JOIN governance_question q ON q.id = l.question_id
                WHERE f.id = NEW.file_id AND f.state = 'akkoord' AND f.text = NEW.text
                  AND q.state <> 'beantwoord' AND q.text = NEW.asked
                FOR SHARE OF f;
            IF NOT FOUND THEN
                {_refuse("the answer was not cleared like this", "answer_sent_as_cleared", NOT_CLEARED)}
            END IF;
            RETURN NEW;
        """,
    )


def sent_is_answered() -> pgtrigger.Trigger:
    """Trigger, at the end of the transaction: with what was sent the question is answered."""
    return pgtrigger.Trigger(
        name="sent_is_answered",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            IF NOT EXISTS (SELECT FROM governance_question q
                           WHERE q.id = NEW.question_id AND q.state = 'beantwoord') THEN
                {_refuse("the question is not answered", "answer_sent_is_answered", NOT_SENT)}
            END IF;
            RETURN NULL;
        """,
    )
