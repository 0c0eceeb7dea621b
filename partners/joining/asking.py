"""Somebody asks to speak for an organisation, and shows that their address is theirs."""

import uuid
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.joining.emails import ask_to_confirm, tell_managers
from partners.joining.models import AccessRequest, AccessState
from partners.organisations.models import Organisation, Representation
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.rates import count

SALT = "toegang"
# Mails to one address within a day: anybody may type anybody's.
MOST_MAILS, A_DAY = 3, 24 * 3600
SPEAKS = "Je spreekt al namens deze organisatie."


@dataclass(frozen=True)
class Question:
    """What was typed. One of `organisation` and `organisation_name` is there."""

    role: str
    why: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    name: str = ""
    address: str = ""


def ask(said: Question, *, by: User) -> AccessRequest:
    """Of somebody with an account: it lies there at once. Raises ValidationError (Dutch) for who speaks for it already,
    IntegrityError when they asked before."""
    person = by.person
    with transaction.atomic(), acting(by):
        speaks = Representation.objects.current().filter(organisation=said.organisation, person=person)
        if said.organisation and speaks.exists():
            raise ValidationError(SPEAKS)
        row = AccessRequest.objects.create(
            organisation=said.organisation,
            organisation_name=said.organisation_name,
            person=person,
            name=person.name,
            address=by.email.lower(),
            role=said.role,
            why=said.why,
            state=AccessState.OPEN,
            confirmed_at=timezone.now(),
        )
        tell_managers(row)
        return row


def ask_as_stranger(said: Question) -> None:
    """Of somebody without an account: waits until the link in the mail is used. What happens is the same whether the
    address is known here or not; an address that gets too many mails gets no more, and nobody is told."""
    if count(f"toegang-adres:{said.address.lower()}", seconds=A_DAY) > MOST_MAILS:
        return
    with transaction.atomic(), acting(SystemActor.VISITOR):
        row = AccessRequest.objects.create(
            organisation=said.organisation,
            organisation_name=said.organisation_name,
            name=said.name,
            address=said.address.lower(),
            role=said.role,
            why=said.why,
        )
        ask_to_confirm(row, token_of(row))


def token_of(row: AccessRequest) -> str:
    """What the link in the mail carries: nobody makes one who does not read that mail."""
    return signing.dumps(row.pk.hex, salt=SALT)


def row_of(token: str) -> AccessRequest | None:
    """The question a link is about; None for a link that is not ours."""
    try:
        pk = uuid.UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return AccessRequest.objects.shown().filter(pk=pk).first()


def confirm(row: AccessRequest) -> bool:
    """The address is theirs: the question lies there now. False when it is too late; twice is once.

    Of two questions from one address about one organisation the second lapses: the first lies there already.
    """
    with transaction.atomic(), acting(SystemActor.VISITOR):
        now = AccessRequest.objects.select_for_update(of=("self",)).shown().get(pk=row.pk)
        if not now.can_be_confirmed:
            return now.state not in (AccessState.UNCONFIRMED, AccessState.EXPIRED)
        # Two questions of one address about one organisation are confirmed one after the other.
        if now.organisation_id:
            Organisation.objects.select_for_update(no_key=True).get(pk=now.organisation_id)
        same = AccessRequest.objects.filter(address=now.address, organisation=now.organisation_id)
        if now.organisation_id and same.filter(state=AccessState.OPEN).exists():
            now.state = AccessState.EXPIRED
            now.save()
            return True
        now.state, now.confirmed_at = AccessState.OPEN, timezone.now()
        now.save()
        tell_managers(now)
        return True


def withdraw(row: AccessRequest, *, by: User) -> None:
    """Who asked asks no more. Raises ValidationError when it was answered meanwhile."""
    with transaction.atomic(), acting(by):
        now = AccessRequest.objects.select_for_update().get(pk=row.pk)
        if now.state == AccessState.WITHDRAWN:
            return
        if not now.is_open:
            raise ValidationError("Er is intussen antwoord gegeven.")
        now.state = AccessState.WITHDRAWN
        now.save()


def expire() -> int:
    """Questions nobody confirmed in time lapse, and what was typed in them is forgotten; how many."""
    done = 0
    for pk in AccessRequest.objects.lapsed().values_list("pk", flat=True):
        with transaction.atomic(), acting(SystemActor.WORKER):
            row = AccessRequest.objects.lapsed().select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is not None:
                row.state = AccessState.EXPIRED
                blank(row)
                row.save()
                done += 1
    return done


def blank(row: AccessRequest) -> None:
    """Take out who it was; the caller saves."""
    row.name, row.address, row.why = "Gewist", f"{row.pk.hex}@gewist.invalid", ""
