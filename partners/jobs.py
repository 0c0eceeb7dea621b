"""Table of contents: the background jobs of partners."""

from partners.initiatives.emails.jobs import ask_assessors, remind, tell_about_messages, tell_about_moves

__all__ = ["ask_assessors", "remind", "tell_about_messages", "tell_about_moves"]
