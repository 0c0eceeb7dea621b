"""Who works at the netwerkbureau, told by the rooms above."""

import datetime
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from zorgzaam.people.models import Person

# People who work at the netwerkbureau on a day.
Office = Callable[[datetime.date], "QuerySet[Person]"]

_office: list[Office] = []


def register(office: Office) -> None:
    """Let a room tell it; the last one that registered is asked."""
    _office[:] = [office]


def of_the_office() -> "QuerySet[Person]":
    """Everybody who works at the netwerkbureau today."""
    return _office[0](timezone.localdate()) if _office else Person.objects.none()


def works_there(person: Person) -> bool:
    """Whether this person works at the netwerkbureau today."""
    return of_the_office().filter(pk=person.pk).exists()
