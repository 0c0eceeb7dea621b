"""Triggers of inbreng: a public text names nobody, and what somebody could read leaves a trace."""

import pgtrigger

NAMES_SOMEBODY = "Hier staat de naam van een persoon. Noem de groep, de raad of de functie."


def names_nobody(name: str, columns: tuple[str, ...], public: str) -> pgtrigger.Trigger:
    """Refuse the name of a person we know, or a mail address, in what everybody may read (AVG article 5).

    `public` is SQL that says of NEW whether it is public. A name is more than one word: "Jan" alone says nothing.
    """
    text = " || ' ' || ".join(f"NEW.{column}" for column in columns)
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF {public} AND (
                ({text}) ~ '[^\\s@]+@[^\\s@]+[.][^\\s@]+'
                OR EXISTS (
                    SELECT FROM zorgzaam_person p
                     WHERE p.name LIKE '% %' AND position(lower(p.name) IN lower({text})) > 0
                )
            ) THEN
                RAISE EXCEPTION 'a person by name' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{name}', HINT = '{NAMES_SOMEBODY}';
            END IF;
            RETURN NEW;
        """,
    )


def keep_once_public() -> pgtrigger.Trigger:
    """Only a draft nobody could read is ever thrown away."""
    return pgtrigger.Trigger(
        name="keep_once_public",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF OLD.state <> 'concept' THEN
                RAISE EXCEPTION 'inbreng that was public' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'keep_once_public',
                    HINT = 'Deze inbreng stond op de site. Trek hem in.';
            END IF;
            RETURN OLD;
        """,
    )
