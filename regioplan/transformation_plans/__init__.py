"""Transformatieplannen of care parties and their assessment by insurers (domain.md E2, P8, R29)."""
