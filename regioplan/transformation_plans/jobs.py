"""Background work of transformatieplannen: terms that begin, near and run out, and outcomes to tell."""

from celery import shared_task

from regioplan.transformation_plans.acting import running_terms
from regioplan.transformation_plans.emails import outcomes, remind, tell_outcome


@shared_task
def remind_insurers() -> int:
    """Write to insurers about the terms that run; gives how many mails are new."""
    return sum(remind(term) for term in running_terms())


@shared_task
def tell_applicants() -> int:
    """Write to the penvoerder about what insurers decided; gives how many steps were told."""
    return sum(tell_outcome(pk) for pk in outcomes().values_list("pk", flat=True))
