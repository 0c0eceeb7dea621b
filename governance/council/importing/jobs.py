"""What was read and never carried out is thrown away: it may hold what is besloten."""

from celery import shared_task

from governance.council.importing.models import CouncilImport
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


@shared_task
def forget_council_lists() -> int:
    """How many were thrown away."""
    with acting(SystemActor.WORKER, job="forget_council_lists"):
        return CouncilImport.objects.left_alone().delete()[0]
