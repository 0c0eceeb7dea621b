"""Views of meetings, by what somebody comes to do."""
