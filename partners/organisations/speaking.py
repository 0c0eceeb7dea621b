"""Who speaks for an organisation and can be written to."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from partners.organisations.models import Organisation, Representation
from zorgzaam.people.models import Person

# Ids, or a queryset of them.
Organisations = Iterable[uuid.UUID] | QuerySet[Any, Any]


def spokespeople(organisations: Organisations, day: datetime.date | None = None) -> QuerySet[Person]:
    """People with an address who speak for one of these organisations on `day` (today), or for one that is one with it
    by a merge."""
    people = Person.objects.filter(pk__in=speakers(organisations, day), erased_at__isnull=True)
    return people.exclude(email="")


def speakers(organisations: Organisations, day: datetime.date | None = None) -> "QuerySet[Any, Any]":
    """Ids of everybody who speaks for one of these, with or without an address; for in another question."""
    speaking = Representation.objects.on(day or timezone.localdate())
    wholes = Organisation.objects.filter(pk__in=organisations).values("whole")
    return speaking.filter(organisation__whole__in=wholes).order_by().values("person_id")


def reachable(column: str = "organisation") -> Exists:
    """Whether somebody can be written to today for the organisation in `column` of the rows that are asked for."""
    speaking = Representation.objects.on(timezone.localdate()).filter(
        organisation__whole=OuterRef(f"{column}__whole"), person__erased_at__isnull=True
    )
    return Exists(speaking.exclude(person__email=""))


def speaks_for(person: Person | None, organisations: Organisations) -> bool:
    """Whether this person is still one of them today; never for nobody."""
    return person is not None and spokespeople(organisations).filter(pk=person.pk).exists()
