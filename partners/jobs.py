"""Table of contents: the background jobs of partners."""

from partners.importing.jobs import forget_lists
from partners.joining.jobs import expire_access_requests

__all__ = ["expire_access_requests", "forget_lists"]
