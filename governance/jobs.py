"""Table of contents: the background jobs of governance."""

from governance.actions.jobs import remind_of_actions
from governance.attendance.jobs import tell_invited
from governance.bodies.jobs import tell_of_lapsing_mandates
from governance.bottlenecks.jobs import tell_of_answers
from governance.briefings.comments.mail import tell_about_comments
from governance.briefings.determining.mail import tell_portfolio_holders
from governance.briefings.dispatch.jobs import publish_asked
from governance.briefings.jobs import announce
from governance.bundles.jobs import forget_books, make_books
from governance.council.answers.jobs import tell_about_answers, tell_about_contributions
from governance.council.handling.jobs import tell_followers
from governance.council.importing.jobs import forget_council_lists
from governance.council.news.jobs import tell_about_dossiers
from governance.council.questions.jobs import tell_about_delays
from governance.council.sessions.jobs import tell_who_comes
from governance.executions.jobs import tell_about_executions
from governance.initiatives.jobs import follow_items
from governance.intake.jobs import tell_about_advice, tell_about_proposals
from governance.live.jobs import count_votes
from governance.meetings.jobs import publish_ended_embargoes, tell_about_publications, tell_about_stops
from governance.minutes.jobs import tell_about_minutes
from governance.printouts.jobs import forget_printouts, make_printouts
from governance.series.jobs import bring_back_items, tell_about_terms
from governance.writing.jobs import tell_about_texts

__all__ = [
    "announce",
    "bring_back_items",
    "count_votes",
    "follow_items",
    "forget_books",
    "forget_council_lists",
    "forget_printouts",
    "make_books",
    "make_printouts",
    "publish_asked",
    "publish_ended_embargoes",
    "remind_of_actions",
    "tell_about_advice",
    "tell_about_answers",
    "tell_about_comments",
    "tell_about_contributions",
    "tell_about_delays",
    "tell_about_dossiers",
    "tell_about_executions",
    "tell_about_minutes",
    "tell_about_proposals",
    "tell_about_publications",
    "tell_about_stops",
    "tell_about_terms",
    "tell_about_texts",
    "tell_followers",
    "tell_invited",
    "tell_of_answers",
    "tell_of_lapsing_mandates",
    "tell_portfolio_holders",
    "tell_who_comes",
]
