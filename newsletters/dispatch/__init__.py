"""Sending an issue: who gets it, the second pair of eyes, the moment, and how far it is."""
