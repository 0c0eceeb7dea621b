"""Background work of inbreng: telling who waited for it that there is an answer."""

from celery import shared_task

from regioplan.voices.emails import tell, waiting


@shared_task
def tell_about_answers() -> int:
    """Write about every answer nobody was told of yet; gives how many mails are new."""
    return sum(tell(pk) for pk in waiting().values_list("pk", flat=True))
