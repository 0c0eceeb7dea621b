"""Telling who follows a dossier what came into it."""

from celery import shared_task
from django.utils import timezone

from governance.council.news.emails import days, followed, tell
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.telling import each


@shared_task
def tell_about_dossiers() -> int:
    """How many mails were put in the post office."""
    with acting(SystemActor.WORKER, job="tell_about_dossiers"):
        dossiers = list(followed())
        return each([(dossier, day) for day in days(timezone.localdate()) for dossier in dossiers], tell)
