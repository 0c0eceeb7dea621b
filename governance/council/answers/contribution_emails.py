"""Mail about contributions, each once: to who speaks for the organisation that it is asked, to who asked that there is
an answer. Nothing of the question or the answer: that is read behind the login."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from governance.council.answers.contributions import (
    Contribution,
    ContributionNotice,
    ContributionState,
    Reason,
)
from governance.council.answers.forms import of_the_bureau
from partners.organisations.speaking import spokespeople
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui.dates import day

KINDS = {reason: f"contribution-{reason.value}" for reason in Reason}
ANSWERS = (ContributionState.GIVEN, ContributionState.DECLINED)
WORDS = {
    Reason.ASKED: (
        "Vraag om een bijdrage",
        "Een raad stelde een vraag. Voor het antwoord vragen we een bijdrage van {whom}. Uiterlijk {due}.",
    ),
    Reason.ANSWERED: ("Bijdrage van {whom}", "{whom} gaf antwoord op je vraag om een bijdrage."),
}


def due_for(reason: Reason) -> QuerySet[Contribution]:
    """What people have to hear of for this reason, whether they did or not."""
    rows = Contribution.objects.all()
    return rows.open() if reason == Reason.ASKED else rows.filter(state__in=ANSWERS)


def waiting(reason: Reason) -> QuerySet[Contribution]:
    """As `due_for`, what nobody was written to about yet."""
    told = ContributionNotice.objects.filter(contribution=OuterRef("pk"), kind=reason)
    return due_for(reason).filter(~Exists(told))


def readers(row: Contribution, reason: Reason) -> Any:
    """Who speaks for the organisation; of an answer the holder and who asked, as long as they are of the bureau."""
    if reason == Reason.ASKED:
        return spokespeople([row.organisation_id])
    return of_the_bureau().filter(pk__in=[row.asked_by_id, row.file.holder_id]).exclude(email="")


@transaction.atomic
def tell(pk: uuid.UUID, reason: Reason) -> int:
    """The mails and the notice; how many mails. 0 when another worker has or did it."""
    row = take(waiting(reason).select_related("file", "organisation"), pk)
    if row is None:
        return 0
    told = sum(put(KINDS[reason], str(pk), person, _letter(row, reason)) for person in readers(row, reason))
    ContributionNotice.objects.create(contribution=row, kind=reason, told=told)
    return told


def _letter(row: Contribution, reason: Reason) -> Letter:
    subject, text = WORDS[reason]
    words = {"whom": str(row.organisation), "due": day(row.due_on)}
    house = House.objects.of_region()
    body = (
        f"Goedendag,\n\n{text.format(**words)}\n\n"
        f"Bekijk het: {settings.SITE_URL}{row.get_absolute_url()}\nJe logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(subject.format(**words), body)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it is still so, and its reader is still one of those it is for."""
    reason = next(each for each, kind in KINDS.items() if kind == mail.kind)
    row = due_for(reason).select_related("file").filter(pk=mail.about).first()
    return row is not None and readers(row, reason).filter(pk=mail.to_person_id).exists()
