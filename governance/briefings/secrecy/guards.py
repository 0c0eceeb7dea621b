"""Triggers: what rests under secrecy is never public, whichever of the two is said last.

Each takes the row of the briefing first, so that of two at once the second sees what the first wrote.
"""

import pgtrigger

_REFUSE = """
    RAISE EXCEPTION 'what is secret is never public'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'secrecy_never_public';
"""


def never_public() -> pgtrigger.Trigger:
    """For the secrecy itself: not on what is public, or was published for all and not withdrawn.

    An attachment is known in a version by its id, or by its file where that stands there under another name.
    """
    return pgtrigger.Trigger(
        name="never_public",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.lifted_on IS NULL"),
        func=f"""
            PERFORM 1 FROM governance_briefing WHERE id = NEW.briefing_id FOR NO KEY UPDATE;
            IF NEW.attachment_name = '' AND EXISTS (
                SELECT FROM governance_briefing b WHERE b.id = NEW.briefing_id AND b.status <> 'ingetrokken' AND (
                    b.publicity = 'openbaar' OR EXISTS (
                        SELECT FROM governance_briefingpublication p
                         WHERE p.briefing_id = b.id AND p.publicity = 'openbaar'))
            ) THEN {_REFUSE} END IF;
            IF NEW.attachment_id IS NOT NULL AND (EXISTS (
                SELECT FROM governance_briefingattachment WHERE id = NEW.attachment_id AND woo_public
            ) OR EXISTS (
                SELECT FROM governance_briefing b
                  JOIN governance_briefingpublication p ON p.briefing_id = b.id AND p.publicity = 'openbaar',
                       jsonb_array_elements(p.canonical::jsonb -> 'attachments') AS told
                 WHERE b.id = NEW.briefing_id AND b.status <> 'ingetrokken' AND told ->> 'woo' = 'ja' AND (
                    told ->> 'id' = NEW.attachment_id::text
                    OR (NEW.file_sha256 <> '' AND told #>> '{{file,sha256}}' = NEW.file_sha256))
            )) THEN {_REFUSE} END IF;
            RETURN NEW;
        """,  # noqa: S608 - made of the words above
    )


def secret_stays_closed() -> pgtrigger.Trigger:
    """For the briefing: it does not become public while secrecy rests on the whole of it."""
    return pgtrigger.Trigger(
        name="secret_stays_closed",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.publicity = 'openbaar' AND OLD.publicity <> 'openbaar'"),
        func=f"""
            IF EXISTS (SELECT FROM governance_secrecy
                        WHERE briefing_id = NEW.id AND attachment_name = '' AND lifted_on IS NULL
            ) THEN {_REFUSE} END IF;
            RETURN NEW;
        """,
    )


def secret_attachment_stays_closed() -> pgtrigger.Trigger:
    """For an attachment: no "ja" under the Woo while secrecy rests on it.

    Nor when it was taken out and is added again: under the same name, or the same file under another.
    """
    return pgtrigger.Trigger(
        name="secret_stays_closed",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.woo_public"),
        func=f"""
            IF EXISTS (
                SELECT FROM governance_secrecy s
                 WHERE s.briefing_id = NEW.briefing_id AND s.attachment_name <> '' AND s.lifted_on IS NULL AND (
                    s.attachment_id = NEW.id
                    OR (s.attachment_id IS NULL AND lower(trim(s.attachment_name)) = lower(trim(NEW.name)))
                    OR s.file_sha256 = (SELECT sha256 FROM zorgzaam_storedfile WHERE id = NEW.file_id))
            ) THEN {_REFUSE} END IF;
            RETURN NEW;
        """,  # noqa: S608 - made of the words above
    )


def secret_is_not_published() -> pgtrigger.Trigger:
    """For a publication: none for all while secrecy rests on the whole of the briefing."""
    return pgtrigger.Trigger(
        name="secret_is_not_published",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.publicity = 'openbaar'"),
        func=f"""
            IF EXISTS (SELECT FROM governance_secrecy
                        WHERE briefing_id = NEW.briefing_id AND attachment_name = '' AND lifted_on IS NULL
            ) THEN {_REFUSE} END IF;
            RETURN NEW;
        """,
    )
