"""Who speaks for an organisation and can be written to."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from partners.organisations.models import Representation
from zorgzaam.people.models import Person

# Ids, or a queryset of them.
Organisations = Iterable[uuid.UUID] | QuerySet[Any, Any]


def spokespeople(organisations: Organisations, day: datetime.date | None = None) -> QuerySet[Person]:
    """People with an address who speak for one of these organisations on `day` (today)."""
    speaking = Representation.objects.on(day or timezone.localdate()).filter(organisation__in=organisations)
    people = Person.objects.filter(pk__in=speaking.values("person_id"), erased_at__isnull=True)
    return people.exclude(email="")


def speaks_for(person: Person | None, organisations: Organisations) -> bool:
    """Whether this person is still one of them today; never for nobody."""
    return person is not None and spokespeople(organisations).filter(pk=person.pk).exists()
