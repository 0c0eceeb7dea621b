"""The one mail about a proposed Regio-afspraak: to who speaks for the organisation, with the way to the answer. And
once more when the netwerkbureau wrote it anew after their question."""

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from partners.organisations.speaking import reachable, speaks_for, spokespeople
from regioplan.agreements.models import Agreement, AgreementQuestion, State
from regioplan.agreements.notices import AgreementNotice, QuestionNotice
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND, ANEW = "agreement-proposed", "agreement-rewritten"


def _asked() -> QuerySet[Agreement]:
    """Proposals that wait for an answer.

    Not what would be over already: it was written down about the past, and asks nothing any more.
    """
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    return Agreement.objects.filter(not_over, state=State.PROPOSED)


def waiting() -> QuerySet[Agreement]:
    """Proposals nobody was written to about, of organisations somebody can be written to for."""
    return _asked().filter(reachable(), notice__isnull=True)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one proposal, under a lock on it; False when another worker has or did it."""
    row = take(waiting().select_related("organisation", "task"), pk)
    if row is None:
        return False
    opening = f"We vragen {row.organisation} om mee te doen aan het Regioplan."
    letter = Letter(f"Vraag aan {row.organisation}: doen jullie mee?", _text(row, opening))
    told = sum(put(KIND, str(pk), person, letter) for person in spokespeople([row.organisation_id]))
    killpoint("agreement.before_notice")
    AgreementNotice.objects.create(agreement=row, told=told)
    return True


def _text(row: Agreement, opening: str) -> str:
    """What is asked, of whom, from when and by whom, with the way to the answer."""
    url = f"{settings.SITE_URL}{reverse('agreement_answer', args=[row.pk])}"
    office = House.objects.of_region().office_name
    asks = f"{row.proposed_by.name}\n" if row.proposed_by else ""
    return (
        f"Goedendag,\n\n{opening}\n\n"
        f"Opgave: {row.task}\nRol: {row.get_role_display().lower()}\n"
        f"Wanneer: {row.period or 'nog niet bekend'}\n\nDit vragen we:\n{row.what}\n\n"
        f"Geef jullie antwoord: {url}\n"
        "Jullie kunnen ja of nee zeggen, of vragen om het anders af te spreken. "
        "Pas als jullie ja zeggen, staat de afspraak op de site.\n\n"
        f"Met vriendelijke groet,\n{asks}{office[:1].upper() + office[1:]}\n\n"
        f"Je krijgt dit bericht omdat je namens {row.organisation} spreekt.\n"
    )


def rewritten() -> QuerySet[AgreementQuestion]:
    """Questions after which the proposal was written anew, of which the organisation does not know yet."""
    return AgreementQuestion.objects.filter(
        settled_at__isnull=False, notice__isnull=True, agreement__in=_asked()
    )


@transaction.atomic
def tell_anew(pk: uuid.UUID) -> bool:
    """The mails and the notice of one proposal that was written anew; False when another worker has or did it."""
    question = take(rewritten().select_related("agreement__organisation", "agreement__task"), pk)
    if question is None:
        return False
    row = question.agreement
    opening = f"Jullie wilden iets anders afspreken. We pasten ons voorstel aan {row.organisation} aan."
    letter = Letter(f"Het voorstel aan {row.organisation} is aangepast", _text(row, opening))
    told = sum(put(ANEW, str(pk), person, letter) for person in spokespeople([row.organisation_id]))
    QuestionNotice.objects.create(question=question, told=told)
    return True


def still_asked_anew(mail: OutgoingMail) -> bool:
    """Whether the mail about the new words may still go; as `still_asked`."""
    row = _asked().filter(questions__pk=mail.about).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])


def still_asked(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the proposal waits for an answer, and its reader speaks for the organisation."""
    row = _asked().filter(pk=mail.about).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])
