"""The one answer to who asks to speak for an organisation: the first counts."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.contacts.people import Found
from partners.contacts.speaking import Newcomer, capacity_of, let_in
from partners.joining.emails import tell_refused
from partners.joining.models import AccessRequest, AccessState
from partners.organisations.models import Organisation, Representation
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

OWN = "Je kunt je eigen vraag niet beantwoorden. Vraag het een collega of het netwerkbureau."


@dataclass(frozen=True)
class Grant:
    """What was decided: `organisation` where the asker only typed a name; what they may, and until when."""

    role: str
    manages: bool = False
    until: datetime.date | None = None
    organisation: Organisation | None = None


def grant(row: AccessRequest, given: Grant, *, by: User) -> Representation:
    """Let them in: the person (made when nobody knew them), what they may, a way in and a mail.

    Raises ValidationError (Dutch) when somebody answered before, for one's own question, and without an organisation;
    IntegrityError when they speak for it already.
    """
    with transaction.atomic(), acting(by):
        now = _take(row, by)
        organisation = now.organisation or given.organisation
        if organisation is None:
            raise ValidationError("Kies de organisatie waarvoor deze persoon mag spreken.")
        newcomer = Newcomer(now.name, now.address, given.role, given.manages, given.until)
        found = Found(now.person) if now.person else None
        representation = let_in(organisation, newcomer, by=by, found=found)
        now.organisation, now.representation = organisation, representation
        now.through = representation.given_by
        _answered(now, AccessState.GRANTED, by)
        return representation


def refuse(row: AccessRequest, reason: str, *, by: User) -> None:
    """Do not let them in, and say why. Raises ValidationError as `grant` does."""
    with transaction.atomic(), acting(by, reason=reason):
        now = _take(row, by)
        now.through = capacity_of(by, now.organisation_id) if now.organisation_id else None
        now.answer = reason
        _answered(now, AccessState.REFUSED, by)
        tell_refused(now)


def _take(row: AccessRequest, by: User) -> AccessRequest:
    """The question under a lock, as long as nobody answered it."""
    found = AccessRequest.objects.select_for_update(of=("self",)).shown().get(pk=row.pk)
    if found.person_id == by.person_id or found.address in (by.email.lower(), by.person.email.lower()):
        raise ValidationError(OWN)
    if not found.is_open:
        who = f" door {found.answered_by.name}" if found.answered_by else ""
        raise ValidationError(f"Deze vraag is al beantwoord{who}: {found.get_state_display().lower()}.")
    return found


def _answered(row: AccessRequest, state: AccessState, by: User) -> None:
    row.state, row.answered_by, row.answered_at = state, by.person, timezone.now()
    row.save()
