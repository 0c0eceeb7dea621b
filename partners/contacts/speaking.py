"""Letting colleagues in, changing what they may, and ending it: under the lock of their organisation."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.contacts.emails import tell_colleague
from partners.contacts.people import Found, by_address, open_way_in
from partners.organisations.models import Organisation, Representation
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.rates import count
from zorgzaam.standing import standing_of

ONE_REMAINS = (
    "Er moet iemand blijven die collega's mag toevoegen, zonder laatste dag. Geef eerst een ander dat recht, of vraag "
    "het netwerkbureau."
)
NOT_ONESELF = "Je kunt jezelf niet toevoegen. Vraag het een collega of het netwerkbureau."
NOT_OWN = "Dit gaat over jezelf. Vraag het een collega of het netwerkbureau."
# Whom one organisation lets in within a day: more is somebody who writes to strangers.
MOST, A_DAY = 30, 24 * 3600
TOO_MANY = (
    "Jullie hebben vandaag al veel collega's toegevoegd. Probeer het morgen weer, of vraag het netwerkbureau."
)


@dataclass(frozen=True)
class Newcomer:
    """Who comes, as somebody else typed it; `until` is the last day, None when there is none."""

    name: str
    address: str
    role: str
    manages: bool = False
    until: datetime.date | None = None


def capacity_of(user: User, organisation_id: uuid.UUID) -> Representation | None:
    """In which capacity somebody gives something: their own representation that manages today; None for the
    netwerkbureau, which needs none."""
    if standing_of(user).is_bureau:
        return None
    mine = Representation.objects.current().filter(organisation=organisation_id, person=user.person_id)
    found: Representation | None = mine.filter(manages=True).first()
    if found is None:
        raise ValidationError("Je mag hier geen collega's toevoegen.")
    return found


def let_in(
    organisation: Organisation, who: Newcomer, *, by: User, found: Found | None = None
) -> Representation:
    """Somebody speaks for this organisation from today, and hears so by mail with the way in. `found` is who it is
    when that is known; else it is whoever has the address.

    Raises ValidationError (Dutch) for oneself, and for a colleague who lets in too many; IntegrityError when that
    person speaks for it in that time already.
    """
    with transaction.atomic(), acting(by):
        lock(organisation.pk)
        capacity = capacity_of(by, organisation.pk)
        if capacity and count(f"collega:{organisation.pk}", seconds=A_DAY) > MOST:
            raise ValidationError(TOO_MANY)
        found = found or by_address(who.name, who.address)
        if found.person.pk == by.person_id:
            raise ValidationError(NOT_ONESELF)
        row = Representation.objects.create(
            organisation=organisation,
            person=found.person,
            role=who.role,
            manages=who.manages,
            starts_on=timezone.localdate(),
            ends_on=who.until,
            given_by=capacity,
            known_as="" if found.is_new or found.person.name == who.name else who.name,
        )
        has_account = open_way_in(found, by=by, is_bureau=capacity is None)
        tell_colleague(row, by=by, has_account=has_account)
        return row


def change(row: Representation, *, by: User, reason: str = "") -> None:
    """Save other words, rights or a last day of somebody's representation.

    Raises ValidationError for one's own, or when nobody would remain who manages; StaleVersion when somebody was first.
    """
    with transaction.atomic(), acting(by, reason=reason):
        lock(row.organisation_id)
        _refuse_own(row, by)
        if not standing_of(by).is_bureau:
            capacity_of(by, row.organisation_id)
            _keep_one(row)
        row.save()


def end(row: Representation, on: datetime.date, *, by: User, reason: str) -> None:
    """Somebody speaks for it until and including this day. Raises what `change` raises."""
    row.ends_on = on
    change(row, by=by, reason=reason)


def lock(organisation_id: uuid.UUID) -> None:
    """Who looks whether one remains, looks alone: two who end each other see each other's end."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def _refuse_own(row: Representation, by: User) -> None:
    if row.person_id == by.person_id:
        raise ValidationError(NOT_OWN)


def _keep_one(row: Representation) -> None:
    """As it will be after this, somebody manages without an end; asked only when this row stops doing so."""
    kept = Representation.objects.filter(organisation=row.organisation_id).keeping()
    stops = kept.filter(pk=row.pk).exists() and not (row.manages and row.ends_on is None)
    others = kept.exclude(pk=row.pk).current()
    if stops and not others.exists():
        raise ValidationError(ONE_REMAINS)
