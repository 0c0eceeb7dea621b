"""Table of contents: the tables of governance."""

from governance.bodies.models import Body, Mandate, Seat, Succession

__all__ = ["Body", "Mandate", "Seat", "Succession"]
