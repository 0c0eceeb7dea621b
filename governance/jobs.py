"""Table of contents: the background jobs of governance."""

from governance.actions.jobs import remind_of_actions
from governance.bodies.jobs import tell_of_lapsing_mandates
from governance.bottlenecks.jobs import tell_of_answers
from governance.briefings.jobs import announce
from governance.executions.jobs import tell_about_executions
from governance.meetings.jobs import publish_ended_embargoes, tell_about_publications, tell_about_stops
from governance.writing.jobs import tell_about_texts

__all__ = [
    "announce",
    "publish_ended_embargoes",
    "remind_of_actions",
    "tell_about_executions",
    "tell_about_publications",
    "tell_about_stops",
    "tell_about_texts",
    "tell_of_answers",
    "tell_of_lapsing_mandates",
]
