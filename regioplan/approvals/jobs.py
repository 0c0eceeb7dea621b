"""Reminding municipalities that have not decided: a job looks for who is late and was not told at that stage."""

import datetime
import uuid

from celery import shared_task
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from partners.organisations import speaking
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from regioplan.approvals.stand import Stand, stand_now
from regioplan.plans.models import PlanVersion, Status
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "approval-reminder"
# How long before the last day somebody is reminded, and once more when it is over.
STAGES = {
    "vier-weken": datetime.timedelta(days=28),
    "een-week": datetime.timedelta(days=7),
    "voorbij": datetime.timedelta(days=-1),
}


@shared_task
def remind_municipalities() -> int:
    """Write to who speaks for a municipality that has not decided, once per stage; gives how many mails are new.

    Only about published versions for which reminders are on, and only stages that began after that day: what was
    taken over from the past has no consequences.
    """
    return sum(_remind(version) for version in _newest().filter(reminders_from__isnull=False))


def _newest() -> QuerySet[PlanVersion]:
    """Of every plan the version that was published last: about one that was followed up nothing is asked any more."""
    published = PlanVersion.objects.filter(status=Status.PUBLISHED)
    later = published.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    return published.filter(~Exists(later)).select_related("plan")


def _remind(version: PlanVersion) -> int:
    stand = stand_now(version)
    stage = _stage(stand, version.reminders_from)
    if not stage or not stand.banner:
        return 0
    return sum(
        put(KIND, f"{version.pk}:{cell.municipality.pk}:{stage}", person, _letter(stand, cell.municipality))
        for cell in stand.waiting
        for person in spokespeople(cell.municipality.pk)
    )


def _stage(stand: Stand, since: datetime.date | None) -> str:
    """The last stage that began, if it began when reminders were on already."""
    if stand.deadline is None or since is None:
        return ""
    begun = {name: stand.deadline.last_day - before for name, before in STAGES.items()}
    now = [(day, name) for name, day in begun.items() if since <= day <= timezone.localdate()]
    return max(now)[1] if now else ""


def spokespeople(municipality: uuid.UUID) -> list[Person]:
    """Who speaks for a municipality today and can be mailed."""
    organisations = Organisation.objects.municipal().filter(municipality=municipality).values("pk")
    return list(speaking.spokespeople(organisations))


def _letter(stand: Stand, municipality: Municipality) -> Letter:
    version = stand.version
    assert version is not None
    url = f"{settings.SITE_URL}{reverse('approval_record', args=[version.pk, municipality.slug])}"
    text = (
        f"Goedendag,\n\nVan het college van {municipality} is nog geen besluit bekend over: {version.plan.title}.\n"
        f"{stand.due}\n\n"
        f"Heeft het college besloten? Leg het hier vast: {url}\n"
        f"Lees het plan: {settings.SITE_URL}{version.get_absolute_url()}\n"
    )
    return Letter(f"Besluit van {municipality} over {version.plan.short_name}", text)


def still_needed(mail: OutgoingMail) -> bool:
    """Whether a reminder may still go, asked when it is claimed: the plan stands, the stage is still the present
    one, the municipality still has to decide, and this person still speaks for it."""
    version_id, municipality_id, stage = mail.about.split(":")
    version = _newest().filter(pk=version_id).first()
    if version is None or mail.to_person is None:
        return False
    stand = stand_now(version)
    if _stage(stand, version.reminders_from) != stage:
        return False
    cell = stand.of(uuid.UUID(municipality_id))
    people = spokespeople(uuid.UUID(municipality_id))
    return cell is not None and not cell.is_final and mail.to_person in people
