"""Table of contents: the background jobs of partners."""

from partners.importing.jobs import forget_lists

__all__ = ["forget_lists"]
