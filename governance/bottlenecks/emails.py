"""The mail to who raised a bottleneck: that there is an answer; once. What it says is read behind the login."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.bottlenecks.models import BottleneckNotice, BottleneckStep, StepKind
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "bottleneck-answered"
# What was answered longer ago was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=30)


def waiting() -> QuerySet[BottleneckStep]:
    """Answers of lately that who raised it was not told of."""
    lately = timezone.now() - NEWS
    return BottleneckStep.objects.filter(kind=StepKind.ANSWERED, notice__isnull=True, at__gt=lately)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mail and the notice of one answer, under a lock on it; False when another worker has or did it."""
    step = take(waiting().select_related("bottleneck__raised_by"), pk)
    if step is None:
        return False
    raised_by = step.bottleneck.raised_by
    told = raised_by.erased_at is None and _put(step)
    killpoint("bottleneck.before_notice")
    BottleneckNotice.objects.create(step=step, told=int(told))
    return True


def _put(step: BottleneckStep) -> bool:
    row = step.bottleneck
    # Who raised an unnamed one is not to be read in the book of mails either.
    return put(KIND, str(step.pk), row.raised_by, _letter(step), private=row.unnamed)


def _letter(step: BottleneckStep) -> Letter:
    row = step.bottleneck
    text = (
        f"Goedendag,\n\nEr is een antwoord op wat je meldde: {row.title}\n\n"
        f"Lees het antwoord: {settings.SITE_URL}{row.get_absolute_url()}\n\n"
        f"Je krijgt dit bericht omdat jij dit meldde. Je logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(f"Antwoord op je {row.get_kind_display().lower()}: {row.title}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is who raised it, and was not erased."""
    person = mail.to_person
    if person is None or person.erased_at is not None:
        return False
    return BottleneckStep.objects.filter(pk=mail.about, bottleneck__raised_by=person).exists()
