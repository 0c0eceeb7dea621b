"""Background work of transformatieplannen: terms that begin, near and run out, and outcomes to tell."""

from celery import shared_task

from regioplan.transformation_plans.acting import running_terms
from regioplan.transformation_plans.emails import (
    arrivals,
    outcomes,
    remind,
    tell_arrival,
    tell_desk_is_open,
    tell_outcome,
    waiting_at_the_desk,
)


@shared_task
def remind_insurers() -> int:
    """Write to insurers about the terms that run; gives how many mails are new."""
    return sum(remind(term) for term in running_terms())


@shared_task
def tell_insurers_of_the_queue() -> int:
    """Write to the leading insurer about plans that joined the queue; gives how many were told."""
    return sum(tell_arrival(pk) for pk in arrivals().values_list("pk", flat=True))


@shared_task
def tell_the_desk_is_open() -> int:
    """Write to whose plan waited at the closed desk; gives how many mails are new."""
    return sum(tell_desk_is_open(plan, ended) for plan, ended in waiting_at_the_desk())


@shared_task
def tell_applicants() -> int:
    """Write to the penvoerder about what insurers decided; gives how many steps were told."""
    return sum(tell_outcome(pk) for pk in outcomes().values_list("pk", flat=True))
