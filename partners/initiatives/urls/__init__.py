"""Addresses of initiatives, by who works there."""
