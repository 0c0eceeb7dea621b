"""What the timeline tells the rest of the house: search and history."""

from regioplan.timeline import rules
from regioplan.timeline.models import TimelineEvent
from zorgzaam import search
from zorgzaam.audit import pages


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    search.register(
        "event",
        search.Searchable(
            "Tijdlijn",
            lambda: TimelineEvent.objects.filter(shown=True),
            "title",
            line=lambda event: event.when,
        ),
    )
    pages.register("event", pages.Historied(TimelineEvent.objects.all, "regioplan.view_history_of_event"))
