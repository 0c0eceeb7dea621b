"""Background work of minutes: the mail that follows a publication."""

from celery import shared_task

from governance.minutes.telling import tell, untold


@shared_task
def tell_about_minutes() -> int:
    """Write about versions nobody was told of yet; gives how many letters are new."""
    return sum(tell(pk) for pk in list(untold().values_list("pk", flat=True)))
