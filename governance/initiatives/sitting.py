"""What partners ask of bodies: who works at the netwerkbureau, and who sits on a seat of an organisation."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from governance.bodies.models import BodyKind, Mandate
from zorgzaam.people.models import Person


def of_the_office(day: datetime.date) -> "QuerySet[Person]":
    """People with a mandate in the netwerkbureau on this day."""
    held = Mandate.objects.on(day).filter(body__kind=BodyKind.OFFICE)
    return Person.objects.filter(pk__in=held.order_by().values("person"))


def seated_for(organisations: Iterable[uuid.UUID], day: datetime.date) -> "QuerySet[Person]":
    """People with a mandate on a seat of one of these organisations on this day."""
    held = Mandate.objects.on(day).filter(seat__organisation__in=organisations)
    return Person.objects.filter(pk__in=held.order_by().values("person"))
