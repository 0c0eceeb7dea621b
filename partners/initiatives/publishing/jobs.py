"""Background work of publications: telling who follows an initiative."""

from celery import shared_task

from partners.initiatives.models import InitiativePublication
from partners.initiatives.publishing.emails import tell
from zorgzaam.telling import each


@shared_task
def tell_about_publications() -> int:
    """Write to the followers about every publication nobody was told of yet; how many mails are new."""
    return each(InitiativePublication.objects.untold().values_list("pk"), tell)
