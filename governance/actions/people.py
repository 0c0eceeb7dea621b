"""Who can take an action of a body on."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Body, Mandate, Seat
from partners.organisations.models import Organisation, Representation
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


def who_can_do(body: Body, reader: Reader, *more: Any) -> Any:
    """People who sit in the body today or speak for an organisation with a seat there, as far as this reader may know
    them by name, and `more` (ids)."""
    today = timezone.localdate()
    sits = Mandate.objects.visible_to(reader).on(today).filter(body=body)
    seated = Seat.objects.on(today).filter(body=body, organisation__isnull=False).values("organisation_id")
    seated_now = Organisation.objects.one_with(seated)
    speaks = Representation.objects.visible_to(reader).on(today).filter(organisation__in=seated_now)
    ids = (sits.order_by().values("person_id"), speaks.order_by().values("person_id"))
    known = Q(pk__in=ids[0]) | Q(pk__in=ids[1]) | Q(pk__in=[pk for pk in more if pk])
    return Person.objects.filter(known, erased_at__isnull=True)
