"""Table of contents: the background jobs of governance."""

from governance.attendance.jobs import tell_invited
from governance.briefings.jobs import announce
from governance.bundles.jobs import forget_books, make_books
from governance.executions.jobs import tell_about_executions
from governance.meetings.jobs import publish_ended_embargoes, tell_about_publications, tell_about_stops
from governance.series.jobs import bring_back_items, tell_about_terms
from governance.writing.jobs import tell_about_texts

__all__ = [
    "announce",
    "bring_back_items",
    "forget_books",
    "make_books",
    "publish_ended_embargoes",
    "tell_about_executions",
    "tell_about_publications",
    "tell_about_stops",
    "tell_about_terms",
    "tell_about_texts",
    "tell_invited",
]
