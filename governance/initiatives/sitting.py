"""What partners ask of bodies: who works at the netwerkbureau."""

import datetime

from django.db.models import QuerySet

from governance.bodies.models import BodyKind, Mandate
from zorgzaam.people.models import Person


def of_the_office(day: datetime.date) -> "QuerySet[Person]":
    """People with a mandate in the netwerkbureau on this day."""
    held = Mandate.objects.on(day).filter(body__kind=BodyKind.OFFICE)
    return Person.objects.filter(pk__in=held.order_by().values("person"))
