"""Actions by their day, on the termijnagenda."""

from collections.abc import Iterator

from django.db.models import Q

from governance.actions.models import Action
from governance.decisions.models import Decision
from governance.meetings.discussed import items_about_any
from governance.series.ahead import Entry, Window
from zorgzaam.periods import Precision

MOST = 300


def coming_up(window: Window) -> Iterator[Entry]:
    """Open actions due in this window, as far as this reader sees them; at most two queries."""
    rows = Action.objects.visible_to(window.reader).open().shown()
    rows = rows.filter(due_on__gte=window.first, due_on__lte=window.last)
    if window.body_id:
        rows = rows.filter(body=window.body_id)
    if window.theme_id:
        about = items_about_any(window.reader, window.subjects)
        rows = rows.filter(about | Q(decision__in=Decision.objects.filter(about).values("pk")))
    for row in rows[:MOST]:
        when = "" if row.due_precision == Precision.DAY else f"uiterlijk {row.due}"
        url, body = row.get_absolute_url(), row.body.name
        yield Entry(row.due_on, "Actie", row.what, url, body, when=when, note=row.owner.name)
