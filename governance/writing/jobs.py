"""Background work of the schrijfteams: telling once that a text was handed in, came back or got its akkoord."""

from celery import shared_task

from governance.writing.emails import tell, waiting
from governance.writing.models import Told


@shared_task
def tell_about_texts() -> int:
    """Write about what happened to versions and nobody was told yet; gives how many things were told."""
    return sum(tell(pk, about) for about in Told for pk in list(waiting(about).values_list("pk", flat=True)))
