"""Other hours for a session that is there: its programme goes along, as on the page of the session."""

import datetime

from django.core.exceptions import ValidationError

from governance.council.sessions.models import CouncilSession
from governance.council.sessions.shifting import minutes_between, refuse_outside, shifted
from zorgzaam.importing.lines import Line
from zorgzaam.ui.dates import clock


def compare_programme(line: Line, session: CouncilSession, began: datetime.time | None) -> None:
    """Note that the programme moves; `line.save["minutes"]` is how far. A problem where a part is outside the hours.

    `session` has its new hours and its programme read; `began` is when it began until now."""
    parts = sorted(session.programme.all(), key=lambda part: part.begins)
    if not parts or not session.begins or not session.ends or not {"begins", "ends"} & line.save["fields"]:
        return
    minutes = minutes_between(began, session.begins)
    try:
        refuse_outside(parts, session.begins, session.ends, minutes)
    except ValidationError as refusal:
        line.says("begint", " ".join(refusal.messages))
        return
    first = parts[0].begins
    line.sets("programma", f"vanaf {clock(first)}", f"vanaf {clock(shifted(first, minutes))}")
    line.save["minutes"] = minutes
