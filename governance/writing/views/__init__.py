"""Pages of the schrijfteams."""
