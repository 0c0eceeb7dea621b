"""Table of contents: governance in beheer."""

from governance.meetings import admin as meetings

__all__ = ["meetings"]
