"""Mandates that are about to end: told in time, on the werkbank and in one mail to the person and the secretary."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate, MandateNotice, Role
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.periods import describe
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import Reader, standing_of
from zorgzaam.telling import take
from zorgzaam.today import Todo

KIND = "mandate-lapses"
IN_TIME = datetime.timedelta(days=60)


def lapsing() -> Any:
    """Mandates of now of which the last day (or that of the body) is within 60 days, without one that follows. `last`
    is that day."""
    today = timezone.localdate()
    after = Mandate.objects.filter(person=OuterRef("person"), body=OuterRef("body"), role=OuterRef("role"))
    # The same person goes on: at the latest the day after.
    follows = after.filter(starts_on__gt=OuterRef("starts_on"), starts_on__lte=OuterRef("last") + _one_day())
    ending = Mandate.objects.on(today).annotate(last=Least("ends_on", "body__ends_on"))
    soon = ending.filter(last__gte=today, last__lte=today + IN_TIME)
    return soon.exclude(Exists(follows)).order_by("last", "person__sort_name")


def _one_day() -> datetime.timedelta:
    return datetime.timedelta(days=1)


def waiting() -> Any:
    """Of which nobody was told yet that they end on this day."""
    told = MandateNotice.objects.filter(mandate=OuterRef("pk"), ends_on=OuterRef("last"))
    return lapsing().exclude(Exists(told))


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one mandate, under a lock on it; False when another worker has or did it."""
    mandate = take(waiting().select_related("person", "body"), pk)
    if mandate is None:
        return False
    last: datetime.date = mandate.last
    readers = [mandate.person, *_secretaries(mandate)]
    about = f"{mandate.pk}:{last.isoformat()}"
    told = sum(
        put(KIND, about, person, _letter(mandate, last, person))
        for person in readers
        if person.erased_at is None
    )
    killpoint("mandate.before_notice")
    MandateNotice.objects.create(mandate=mandate, ends_on=last, told=told)
    return True


def _secretaries(mandate: Mandate) -> QuerySet[Person]:
    held = Mandate.objects.current().filter(body=mandate.body_id, role=Role.SECRETARY)
    return Person.objects.filter(pk__in=held.values("person_id")).exclude(pk=mandate.person_id)


def _letter(mandate: Mandate, last: datetime.date, to: Person) -> Letter:
    own = to.pk == mandate.person_id
    whose = "Je mandaat" if own else f"Het mandaat van {mandate.person.name}"
    what = f"{whose} als {mandate.get_role_display().lower()} van {mandate.body} loopt tot en met {describe(last)}."
    then = (
        "Ga je door, of komt er iemand anders? Laat het de secretaris of het netwerkbureau weten."
        if own
        else "Spreek af wie er daarna zit. Het netwerkbureau legt dat vast."
    )
    text = (
        f"Goedendag,\n\n{what}\n\n{then}\n\n"
        f"Lees wie er in het overleg zit: {settings.SITE_URL}{mandate.body.get_absolute_url()}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(f"Een mandaat loopt af: {mandate.body}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the mandate still ends on that day, and its reader is the person or a secretary
    of now."""
    key, _, last = mail.about.partition(":")
    mandate = lapsing().filter(pk=key, last=datetime.date.fromisoformat(last)).first()
    person = mail.to_person
    if mandate is None or person is None or person.erased_at is not None:
        return False
    return person.pk == mandate.person_id or _secretaries(mandate).filter(pk=person.pk).exists()


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau all of them, for a secretary those of their body."""
    standing = standing_of(user)
    own = [pk for pk, held in standing.bodies.items() if Role.SECRETARY in held]
    if not own and not standing.is_bureau:
        return []
    mine = Q() if standing.is_bureau else Q(body__in=own)
    rows = lapsing().filter(mine).select_related("person", "body")
    return [
        Todo(
            f"Mandaat loopt af: {row.person.name}",
            reverse("body_staffing", args=[row.body_id])
            if standing.is_bureau
            else row.body.get_absolute_url(),
            f"{row.get_role_display()} van {row.body}, tot en met {describe(row.last)}.",
            row.last,
            "attention",
        )
        for row in rows
    ]
