"""Advice for a text at language level B1, for every text of the house; it never stops anybody (domain.md E8)."""
