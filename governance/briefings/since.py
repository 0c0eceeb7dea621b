"""What changed since the letter this one follows on, as part of the document."""

import json
from typing import Any

from governance.briefings.publication import BriefingPublication
from governance.briefings.record_changes import record_changes, tells_of_a_period_alone
from zorgzaam.ui.dates import day as in_words


def since(
    previous: BriefingPublication, sections: list[dict[str, Any]], *, printed: bool
) -> dict[str, Any] | None:
    """The earlier letter and the changes by record and field; `printed` makes it a part of the letter itself. None
    where all it tells of is a period: then nothing can be said to have changed."""
    if tells_of_a_period_alone(sections):
        return None
    before = json.loads(previous.canonical)
    return {
        "kind": before["kind"],
        "subject": previous.subject,
        "on": in_words(previous.dated_on, weekday=False),
        "number": previous.registration_number,
        "url": previous.get_absolute_url(),
        "version": previous.version,
        "changes": record_changes(before["sections"], sections),
        "printed": printed,
    }
