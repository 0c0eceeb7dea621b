"""Who is written to about an initiative, and with which address to read on."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from partners.initiatives.models import Guest, Initiative
from partners.initiatives.sitting import works_there
from partners.organisations.speaking import spokespeople
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

# An address of somebody who was erased: nothing is sent there.
ERASED = "@gewist.invalid"


@dataclass(frozen=True)
class Reader:
    """A person or a bare address, and where they read on. What holds a secret link is private."""

    to: Person | str
    url: str
    private: bool = False


def who_bring_it_in(
    initiative: Initiative, but: uuid.UUID | None = None, page: str = "initiative"
) -> list[Reader]:
    """Who speaks for the organisation, or began it without one, and who has no account; not the person `but`. Each with
    the address of `page` (the name of one of `Way.url`) as they open it."""
    url = f"{settings.SITE_URL}{reverse(page, args=[initiative.pk])}"
    found = [Reader(person, url) for person in people_of(initiative) if person.pk != but]
    guest = Guest.objects.filter(initiative=initiative, confirmed_at__isnull=False).first()
    if guest and not guest.email.endswith(ERASED):
        found.append(Reader(guest.email, _link_of(guest, page), private=True))
    return found


def people_of(initiative: Initiative) -> QuerySet[Person]:
    """People with an address who bring it in today."""
    if initiative.organisation_id:
        return spokespeople([initiative.organisation_id])
    began = Q(pk=initiative.started_by_id) if initiative.started_by_id else Q(pk__in=[])
    return Person.objects.filter(began, erased_at__isnull=True).exclude(email="")


def of_the_bureau(initiative: Initiative, but: uuid.UUID | None = None) -> list[Reader]:
    """Who handles it; while nobody who works there does, the address of the netwerkbureau."""
    url = f"{settings.SITE_URL}{initiative.get_absolute_url()}"
    handler = initiative.handled_by
    if handler is not None and works_there(handler):
        return [] if handler.pk == but or handler.erased_at or not handler.email else [Reader(handler, url)]
    address = House.objects.of_region().contact_email
    return [Reader(address, url)] if address else []


def send(kind: str, about: str, readers: list[Reader], subject: str, lines: list[str]) -> int:
    """One mail to each, once; how many are new."""
    house = House.objects.of_region()
    told = 0
    for reader in readers:
        body = "\n\n".join(
            ["Goedendag,", *filter(None, lines), f"Lees het hier: {reader.url}",
             f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}"]
        )  # fmt: skip
        told += put(kind, about, reader.to, Letter(subject, f"{body}\n"), private=reader.private)
    return told


def still_one_of(mail: OutgoingMail, readers: list[Reader]) -> bool:
    """Whether the reader of this mail is still among these."""
    if mail.to_person_id is not None:
        return any(isinstance(each.to, Person) and each.to.pk == mail.to_person_id for each in readers)
    return any(isinstance(each.to, str) and each.to.lower() == mail.to_address for each in readers)


def _link_of(guest: Guest, page: str) -> str:
    name = "initiative_following" if page == "initiative" else f"{page}_guest"
    return f"{settings.SITE_URL}{reverse(name, args=[guest.mailed_secret])}"
