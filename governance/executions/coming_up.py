"""What organisations promised or are asked to do by a day, on the termijnagenda."""

from collections.abc import Iterator

from django.utils.text import Truncator

from governance.decisions.models import Decision
from governance.executions.models import Execution
from governance.meetings.discussed import items_about_any
from governance.series.ahead import Entry, Window

MOST = 300


def coming_up(window: Window) -> Iterator[Entry]:
    """Open executions with a last day in this window, as far as this reader sees them; at most two queries."""
    rows = Execution.objects.visible_to(window.reader).open().shown()
    rows = rows.filter(due_on__gte=window.first, due_on__lte=window.last)
    if window.body_id:
        rows = rows.filter(decision__body=window.body_id)
    if window.theme_id:
        about = Decision.objects.filter(items_about_any(window.reader, window.subjects))
        rows = rows.filter(decision__in=about.values("pk"))
    for row in rows.order_by("due_on", "pk")[:MOST]:
        title = f"{row.organisation}: {Truncator(row.what).chars(140)}"
        url, body = row.get_absolute_url(), row.decision.body.name
        yield Entry(row.due_on, "Uitvoering", title, url, body, note=row.get_state_display().lower())
