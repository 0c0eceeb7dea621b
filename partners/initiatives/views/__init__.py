"""Pages of initiatives, by who works there."""
