"""Who sits where, told by the rooms above: who works at the netwerkbureau, who sits on a seat of an organisation."""

import datetime
import uuid
from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.utils import timezone

from zorgzaam.people.models import Person

# People on a day: who work at the netwerkbureau; who sit on a seat of one of these organisations.
Office = Callable[[datetime.date], "QuerySet[Person]"]
Seated = Callable[[Iterable[uuid.UUID], datetime.date], "QuerySet[Person]"]

_office: list[Office] = []
_seated: list[Seated] = []


def register(office: Office, seated: Seated) -> None:
    """Let a room tell both; the last one that registered is asked."""
    _office[:], _seated[:] = [office], [seated]


def of_the_office() -> "QuerySet[Person]":
    """Everybody who works at the netwerkbureau today."""
    return _office[0](timezone.localdate()) if _office else Person.objects.none()


def works_there(person: Person) -> bool:
    """Whether this person works at the netwerkbureau today."""
    return of_the_office().filter(pk=person.pk).exists()


def seated_for(organisations: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Ids of who sits in a body today on a seat of one of these organisations."""
    if not _seated:
        return set()
    return set(_seated[0](list(organisations), timezone.localdate()).values_list("pk", flat=True))
