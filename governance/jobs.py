"""Table of contents: the background jobs of governance."""

from governance.meetings.jobs import publish_ended_embargoes, tell_about_publications

__all__ = ["publish_ended_embargoes", "tell_about_publications"]
