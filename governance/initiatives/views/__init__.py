"""Pages of the agenda for initiatives."""
