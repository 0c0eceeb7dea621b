"""Telling who follows a plan that a version was published: a job looks for publications without that consequence."""

import uuid

from celery import shared_task
from django.conf import settings
from django.db import transaction

from regioplan.plans.models import PlanNotice, PlanPublication, PlanVersion, Status
from regioplan.plans.models.publications import PublicationQuerySet
from zorgzaam.follow import followers, follows
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "plan-published"


@shared_task
def tell_about_plans() -> int:
    """Write to the followers of every published version nobody was told of yet; gives how many mails are new."""
    return sum(_tell(pk) for pk in _untold().values_list("pk", flat=True))


def _untold() -> PublicationQuerySet:
    return PlanPublication.objects.filter(notice__isnull=True, version__status=Status.PUBLISHED)


@transaction.atomic
def _tell(pk: uuid.UUID) -> int:
    """One publication. Two workers at once: the second finds the row locked and then the work done."""
    found = take(_untold().select_related("version__plan").light(), pk)
    if found is None:
        return 0
    # What was taken over from outside was published long before: that is no news.
    people = [] if found.version.imported else followers("plan", found.version.plan_id)
    told = sum(put(KIND, str(pk), person, _letter(found.version)) for person in people)
    PlanNotice.objects.create(publication=found, told=told)
    return told


def _letter(version: PlanVersion) -> Letter:
    text = (
        f"Goedendag,\n\n{version.plan.title} is gepubliceerd ({version.name}).\n\n"
        f"Lees het plan: {settings.SITE_URL}{version.get_absolute_url()}\n\n"
        "U krijgt dit bericht omdat u dit plan volgt. Stoppen kan op de pagina van het plan.\n"
    )
    return Letter(f"Gepubliceerd: {version.plan.short_name}", text)


def still_readable(mail: OutgoingMail) -> bool:
    """Whether this mail may still go, asked when it is claimed: the version stands, and its reader still follows."""
    version = PlanVersion.objects.filter(pk=mail.about, status=Status.PUBLISHED).first()
    person = mail.to_person
    if version is None or person is None or person.erased_at is not None:
        return False
    return follows(person.pk, "plan", version.plan_id)
