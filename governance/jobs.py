"""Table of contents: the background jobs of governance."""

from governance.briefings.jobs import announce

__all__ = ["announce"]
