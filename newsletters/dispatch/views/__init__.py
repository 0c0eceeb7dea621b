"""Pages of sending an issue."""
