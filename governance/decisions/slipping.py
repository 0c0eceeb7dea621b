"""A proposal goes along when its item slips. What was decided stays where it was decided."""

from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from governance.series import going_along


def _go(old: AgendaItem, new: AgendaItem) -> None:
    rows = Decision.objects.proposed().filter(item=old).order_by("pk")
    locked = [row.pk for row in rows.select_for_update(of=("self",), no_key=True)]
    Decision.objects.filter(pk__in=locked).update(item=new, meeting=new.meeting_id)


def register() -> None:
    """Called once, when the app registry is ready."""
    going_along.register("decisions", _go)
