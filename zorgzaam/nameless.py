"""Trigger for what everybody may read: it names nobody (AVG article 5)."""

import pgtrigger

NAMES_SOMEBODY = "Hier staat de naam van een persoon. Noem de groep, de raad of de functie."


def names_nobody(
    name: str, columns: tuple[str, ...], public: str, *, addresses: bool = True
) -> pgtrigger.Trigger:
    """Refuse the name of a person we know, and with `addresses` a mail address too, in what everybody may read.

    `public` is SQL that says of NEW whether it is public. A name is more than one word: "Jan" alone says nothing.
    """
    text = " || ' ' || ".join(f"NEW.{column}" for column in columns)
    mail = f"({text}) ~ '[^\\s@]+@[^\\s@]+[.][^\\s@]+'\n                OR " if addresses else ""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF {public} AND (
                {mail}EXISTS (
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
