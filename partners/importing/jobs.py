"""What was read and never carried out is thrown away: it holds names and addresses."""

from celery import shared_task

from partners.importing.models import RegisterImport
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


@shared_task
def forget_lists() -> int:
    """How many were thrown away."""
    with acting(SystemActor.WORKER, job="forget_lists"):
        return RegisterImport.objects.left_alone().delete()[0]
