"""The kernel of Zorgzaam; it sees no app."""

from zorgzaam.celery import app as celery_app

__all__ = ["celery_app"]
