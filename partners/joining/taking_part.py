"""What an organisation asks the netwerkbureau, and the answer: a yes to taking part is a dated deelname."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partners.joining.emails import tell_answer
from partners.joining.models import Ask, AskKind, AskState
from partners.organisations.models import Organisation, Participation, ParticipationKind
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting

JOINED = "Jullie zijn al deelnemer."
CONFLICT = "Deze organisatie heeft na die dag al een andere deelname. Verander die eerst in beheer."


@dataclass(frozen=True)
class Place:
    """How an organisation takes part from a day."""

    kind: str
    starts_on: datetime.date


def ask(organisation: Organisation, kind: AskKind, words: str, *, by: User) -> Ask:
    """Raises ValidationError (Dutch) for who is a deelnemer already, IntegrityError when it was asked before."""
    with transaction.atomic(), acting(by):
        now = organisation.participations.current().filter(kind=ParticipationKind.MEMBER)
        if kind == AskKind.JOIN and now.exists():
            raise ValidationError(JOINED)
        return Ask.objects.create(organisation=organisation, kind=kind, words=words, asked_by=by.person)


def say_yes(row: Ask, words: str, *, by: User, place: Place | None = None) -> None:
    """Yes, and why; taking part needs a `place`, and ends what held before it the day before.

    Raises ValidationError (Dutch) when it was answered, or when a later deelname stands in the way.
    """
    with transaction.atomic(), acting(by, reason=words):
        now = _take(row)
        if now.kind == AskKind.JOIN:
            if place is None:
                raise ValidationError("Zeg hoe en vanaf wanneer de organisatie meedoet.")
            now.participation = _begin(now.organisation, place)
        _answer(now, AskState.YES, words, by)


def say_no(row: Ask, words: str, *, by: User) -> None:
    """No, and why. Raises ValidationError when it was answered."""
    with transaction.atomic(), acting(by, reason=words):
        _answer(_take(row), AskState.NO, words, by)


def withdraw(row: Ask, *, by: User) -> None:
    """The organisation asks it no more; twice is once. Raises ValidationError when it was answered."""
    with transaction.atomic(), acting(by):
        now = Ask.objects.select_for_update().get(pk=row.pk)
        if now.state != AskState.WITHDRAWN:
            now = _take(row)
            now.state = AskState.WITHDRAWN
            now.save()


def _begin(organisation: Organisation, place: Place) -> Participation:
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rows = organisation.participations
    if rows.filter(starts_on__gte=place.starts_on).exists():
        raise ValidationError(CONFLICT)
    for before in rows.on(place.starts_on):
        before.ends_on = place.starts_on - datetime.timedelta(days=1)
        before.ends_precision = "day"
        before.save()
    return Participation.objects.create(organisation=organisation, kind=place.kind, starts_on=place.starts_on)


def _take(row: Ask) -> Ask:
    """The question under a lock, as long as nobody answered it."""
    found = Ask.objects.select_for_update(of=("self",)).shown().get(pk=row.pk)
    if not found.is_open:
        raise ValidationError(f"Deze vraag is al afgehandeld: {found.get_state_display().lower()}.")
    return found


def _answer(row: Ask, state: AskState, words: str, by: User) -> None:
    row.state, row.answer, row.answered_by, row.answered_at = state, words, by.person, timezone.now()
    row.save()
    tell_answer(row)
