"""Pages of who wants to come in."""
