"""Inbreng of inhabitants and adviesraden, as far as the documents say (R34)."""

from regioplan.voices.models import State, Voice
from zorgzaam.demo.facts import facts, first_day, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Makes what is missing. What no document says stays empty, an answer too."""
    for record in facts("voices")["voices"]:
        words = ("title", "text", "speaker_kind", "speaker", "channel", "place")
        day, precision = first_day(record["day"]) if "day" in record else (None, "day")
        put(
            Voice,
            "voice",
            record["id"],
            state=State.PUBLIC,
            said_on=day,
            said_precision=precision,
            **{name: record[name] for name in words if name in record},
            **{f"{name}_id": demo_id(name, record[name]) for name in ("theme", "plan") if name in record},
            **sourced(record),
        )
