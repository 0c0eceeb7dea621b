"""The one mail about a proposed Regio-afspraak: to who speaks for the organisation, with the way to the answer."""

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Representation
from partners.organisations.speaking import speaks_for, spokespeople
from regioplan.agreements.models import Agreement, AgreementNotice, State
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "agreement-proposed"


def _asked() -> QuerySet[Agreement]:
    """Proposals that wait for an answer.

    Not what would be over already: it was written down about the past, and asks nothing any more.
    """
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    return Agreement.objects.filter(not_over, state=State.PROPOSED)


def waiting() -> QuerySet[Agreement]:
    """Proposals nobody was written to about, of organisations somebody can be written to for."""
    speaking = Representation.objects.on(timezone.localdate()).filter(organisation=OuterRef("organisation"))
    reachable = speaking.filter(person__erased_at__isnull=True).exclude(person__email="")
    return _asked().filter(Exists(reachable), notice__isnull=True)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one proposal, under a lock on it; False when another worker has or did it."""
    row = take(waiting().select_related("organisation", "task"), pk)
    if row is None:
        return False
    letter = _letter(row)
    told = sum(put(KIND, str(pk), person, letter) for person in spokespeople([row.organisation_id]))
    killpoint("agreement.before_notice")
    AgreementNotice.objects.create(agreement=row, told=told)
    return True


def _letter(row: Agreement) -> Letter:
    url = f"{settings.SITE_URL}{reverse('agreement_answer', args=[row.pk])}"
    text = (
        f"Goedendag,\n\nWe vragen {row.organisation} om mee te werken aan het Regioplan.\n\n"
        f"Opgave: {row.task}\nRol: {row.get_role_display().lower()}\n\n"
        f"Lees wat we vragen en zeg ja of nee: {url}\n\n"
        "Pas als u ja zegt, staat de afspraak op de site.\n\n"
        f"U krijgt dit bericht omdat u namens {row.organisation} spreekt.\n"
    )
    return Letter(f"Vraag aan {row.organisation}: doet u mee?", text)


def still_asked(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the proposal waits for an answer, and its reader speaks for the organisation."""
    row = _asked().filter(pk=mail.about).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])
