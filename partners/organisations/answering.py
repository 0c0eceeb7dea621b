"""The trigger of an answer: an organisation speaks for itself."""

from collections.abc import Sequence

import pgtrigger

# Of the row that is put down: who speaks on that day for its organisation, or for one that is one with it by a merge.
SPEAKS_FOR_IT = """
                SELECT FROM partners_representation r
                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id
                  JOIN partners_organisation asked ON asked.whole = spoken.whole
                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id
                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date
"""


def speaks_for_it(at: str) -> str:
    """As `SPEAKS_FOR_IT`, on the day of the column `at` of the row."""
    return SPEAKS_FOR_IT.replace("NEW.at ", f"NEW.{at} ")


def answered_by_itself(asked: str, by: str, said: Sequence[str]) -> pgtrigger.Trigger:
    """Only who speaks for the organisation on this day says one of `said` (values of the column `state`; a row without
    that column asks something), and about that organisation.

    `asked` is the table of what was asked, `by` the column that names its row; the row has columns organisation_id,
    person_id and at.
    """
    words = ", ".join(f"'{each}'" for each in said)
    return pgtrigger.Trigger(
        name="answered_by_itself",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.organisation_id IS DISTINCT FROM
               (SELECT organisation_id FROM {asked} WHERE id = NEW.{by}) THEN
                RAISE EXCEPTION 'an answer of another organisation' USING ERRCODE = 'check_violation';
            END IF;
            IF COALESCE(to_jsonb(NEW) ->> 'state', 'geweigerd') IN ({words})
               AND NOT EXISTS ({SPEAKS_FOR_IT}            ) THEN
                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'answered_by_itself',
                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own tables and states
    )
