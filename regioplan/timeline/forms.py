"""The form of a fact on the timeline."""

from regioplan.forms import FactForm
from regioplan.timeline.models import TimelineEvent
from zorgzaam.ui.forms import day_field


class EventForm(FactForm):
    constraint_fields = {
        "event_says_when": "starts_on",
        "event_limit_is_one_day": "ends_on",
        "event_once": "title",
        "regioplan_timelineevent_ends_after_start": "ends_on",
    }
    empty = {"source": "Geen bron", "limit": "Geen grens"}
    starts_on = day_field(
        "Wanneer",
        help_text="Is alleen de maand of het jaar bekend? Kies de eerste dag en hoe precies het is.",
    )
    ends_on = day_field("Tot en met", required=False, help_text="Alleen als het langer duurde.")

    class Meta:
        model = TimelineEvent
        fields = [
            "title", "kind", "starts_on", "starts_precision", "ends_on", "ends_precision", "limit", "shown",
            "source", "source_note",
        ]  # fmt: skip
