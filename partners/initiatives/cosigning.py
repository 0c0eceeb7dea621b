"""Signing along: partner organisations are asked by mail, and answer for themselves."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models import OVER, Cosign, CosignNotice, Guest, InitiativePartner
from partners.initiatives.moving import person_of
from partners.organisations.speaking import speaks_for, spokespeople
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import Reader, standing_of
from zorgzaam.telling import take
from zorgzaam.today import Todo

KIND = "initiative-cosign"
# Time to take a wrong organisation away again before it hears of it.
BEFORE_ASKING = datetime.timedelta(minutes=10)
# As EARNEST of an initiative.
PROVED = Q(initiative__guest__isnull=True) | Q(initiative__guest__confirmed_at__isnull=False)
# How many mails one organisation gets in a day because strangers without an account named it.
FROM_STRANGERS, A_DAY = 5, datetime.timedelta(days=1)
ANSWERED = "Uw organisatie heeft al geantwoord."


def open_for(user: Reader) -> Any:
    """What organisations this reader speaks for are asked to sign, and may still sign."""
    ours = _asked().filter(organisation_id__in=standing_of(user).organisations)
    return ours.select_related("initiative__organisation", "organisation")


def _asked() -> Any:
    """Who is asked, after the time to take it back. Who began without an account has to be somebody first: nobody has
    us say something to others from an address that is not theirs."""
    asked = InitiativePartner.objects.filter(
        PROVED, cosign=Cosign.ASKED, asked_at__lt=timezone.now() - BEFORE_ASKING
    )
    return asked.exclude(initiative__state__in=OVER)


def answer(row: InitiativePartner, *, signs: bool, words: str, by: Actor) -> InitiativePartner:
    """The organisation signs along, or does not; the same answer given twice changes nothing.

    ValidationError (Dutch) when it answered otherwise before. The database asks whether `by` speaks for it.
    """
    said = Cosign.SIGNED if signs else Cosign.DECLINED
    with acting(by), transaction.atomic():
        now: InitiativePartner = InitiativePartner.objects.select_for_update(of=("self",), no_key=True).get(
            pk=row.pk
        )
        if now.cosign == said:
            return now
        if now.is_answered:
            raise ValidationError(ANSWERED)
        now.cosign, now.words = said, words
        now.person_id, now.answered_at = person_of(by), timezone.now()
        now.save()
    return now


# ---------------------------------------------------------------- asking, by mail
def waiting() -> Any:
    """Organisations nobody wrote to yet."""
    return _asked().filter(notice__isnull=True)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one, under a lock on it; False when another worker has or did it."""
    row = take(waiting(), pk)
    if row is None or _heard_enough(row):
        return False
    people = spokespeople([row.organisation_id])
    # Once for an initiative, however often it is taken off the list and put on it again.
    about = f"{row.initiative_id}:{row.organisation.whole}"
    told = sum(put(KIND, about, person, _letter(row)) for person in people)
    CosignNotice.objects.create(asked=row, told=told)
    return True


def _heard_enough(row: InitiativePartner) -> bool:
    """Whether strangers had this organisation written to often enough today; the rest waits for tomorrow."""
    if not Guest.objects.filter(initiative=row.initiative_id).exists():
        return False
    lately = CosignNotice.objects.filter(
        at__gt=timezone.now() - A_DAY, asked__initiative__guest__isnull=False
    )
    return bool(lately.filter(asked__organisation__whole=row.organisation.whole).count() >= FROM_STRANGERS)


def _letter(row: InitiativePartner) -> Letter:
    page = settings.SITE_URL + reverse("initiative_cosign", args=[row.pk])
    by_whom = row.initiative.by_whom or "Een andere organisatie"
    text = (
        f"Goedendag,\n\n{by_whom} wil dit samen met {row.organisation} doen, en vraagt of u meetekent:\n\n"
        f"{row.initiative.title}\n\n"
        f"Lees het initiatief en geef antwoord: {page}\nU logt eerst in.\n\n"
        "Meetekenen betekent dat uw organisatie achter het idee staat. Het netwerkbureau ziet uw antwoord.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    return Letter(f"Tekent uw organisatie mee? {row.initiative.title}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it is still asked, and of somebody who speaks for the organisation."""
    initiative, _, whole = mail.about.partition(":")
    row = InitiativePartner.objects.filter(
        initiative_id=uuid.UUID(initiative), organisation__whole=uuid.UUID(whole), cosign=Cosign.ASKED
    ).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])


def todos(user: Reader) -> list[Todo]:
    """What waits for an answer, as things to do today."""
    return [
        Todo(
            f"Tekenen jullie mee? {row.initiative.title}",
            reverse("initiative_cosign", args=[row.pk]),
            f"{row.initiative.by_whom or 'Een andere organisatie'} vraagt dit aan {row.organisation}.",
        )
        for row in open_for(user)
    ]
