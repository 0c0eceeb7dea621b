"""On which side of the doors words about an item stand: fixed by the database when they are written, whatever the path.

Opening an item opens nothing that was said while it was private. `closed` says the side of a row; `confidential` that
words came in while the item was vertrouwelijk. A part of minutes keeps no secret once somebody saved it empty; a note
is saved while one types, so there it stays.
"""

from typing import TYPE_CHECKING

import pgtrigger

from zorgzaam.publicity import Publicity

if TYPE_CHECKING:
    from governance.meetings.models import AgendaItem

INSIDE = "Dit punt is besloten. Schrijf wat erbij gezegd is in het besloten deel, en maak dit deel leeg."


def is_private(item: "AgendaItem") -> bool:
    """Whether every word about this item is for the closed part."""
    return item.publicity != Publicity.PUBLIC


_REFUSED = f"""
            RAISE EXCEPTION 'words of a private item in its open part' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'on_its_side', HINT = '{INSIDE}';
"""

_MOVED = f"""
            IF TG_OP = 'UPDATE' THEN {_REFUSED} END IF;
            NEW.closed := true;
"""

_KEPT = """IF TG_OP = 'UPDATE' AND OLD.confidential THEN NEW.confidential := true; END IF;"""

_KEPT_WHILE_FULL = f"""IF NEW.text = '' THEN NEW.confidential := false; ELS{_KEPT}"""


def keeps_its_side(*, while_typing: bool = False) -> pgtrigger.Trigger:
    """For a table with item, text, closed and confidential. New words in the open about a private item are refused; of
    notes saved `while_typing` a new row goes behind the doors instead."""
    return pgtrigger.Trigger(
        name="on_its_side",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        declare=[("level", "text")],
        func=f"""
    {_KEPT if while_typing else _KEPT_WHILE_FULL}
    IF NEW.text <> '' AND (TG_OP = 'INSERT' OR (NEW.text, NEW.closed, NEW.item_id)
                                               IS DISTINCT FROM (OLD.text, OLD.closed, OLD.item_id)) THEN
        SELECT publicity INTO level FROM governance_agendaitem WHERE id = NEW.item_id;
        IF level <> '{Publicity.PUBLIC.value}' AND NOT NEW.closed THEN
            {_MOVED if while_typing else _REFUSED}
        END IF;
        IF level = '{Publicity.CONFIDENTIAL.value}' THEN
            NEW.confidential := true;
        END IF;
    END IF;
    RETURN NEW;
""",  # noqa: S608 - texts of this module
    )
