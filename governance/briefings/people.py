"""Who people are, where a draft is put in somebody's hands: the name, and what they sit in or speak for today."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from governance.bodies.models import COUNCIL_KINDS, Body, Mandate
from partners.organisations.models import Representation
from zorgzaam.people.models import Person

FORTNIGHT = datetime.timedelta(days=14)
IT_GOES_THERE = "{} zit in {}: daar gaat dit stuk naartoe. Kies wie het namens het college vaststelt."


def places_of(path: str = "") -> "list[Prefetch[Any]]":
    """What `named` asks of people who are read many at a time; `path` leads to the person."""
    mandates = Mandate.objects.current().select_related("body")
    speaking = Representation.objects.current().select_related("organisation")
    return [
        Prefetch(f"{path}mandates", mandates, to_attr="seats_now"),
        Prefetch(f"{path}representations", speaking, to_attr="speaks_now"),
    ]


def named(person: Any) -> str:
    """The name with bodies and organisations behind it, each once. The person was read with `places_of`."""
    bodies = [mandate.body.name for mandate in person.seats_now]
    known = dict.fromkeys([*bodies, *(row.organisation.name for row in person.speaks_now)])
    return f"{person.name} ({', '.join(known)})" if known else str(person.name)


def in_two_weeks() -> datetime.datetime:
    """Five o'clock two weeks from now: what a share usually needs."""
    day = timezone.localdate() + FORTNIGHT
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17)))


def told_by_it(person: Person, addressee: Body) -> str:
    """Why this person cannot determine what goes there, as a Dutch sentence: nobody determines what the council they
    sit in is to be told. "" when they can."""
    if addressee.kind not in COUNCIL_KINDS:
        return ""
    whole = addressee.part_of_id or addressee.pk
    seats = Mandate.objects.current().filter(Q(body=whole) | Q(body__part_of=whole), person=person)
    seat = seats.select_related("body").first()
    return IT_GOES_THERE.format(person.name, seat.body.name) if seat else ""
