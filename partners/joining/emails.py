"""Mail about who wants to come in: to confirm an address, to who may answer, and the answer itself."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partners.joining.models import AccessRequest, AccessState, Ask
from partners.organisations.models import Representation
from partners.organisations.speaking import speaks_for
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

CONFIRM, ASKED, REFUSED, ANSWERED = (
    "access-confirm",
    "access-asked",
    "access-refused",
    "organisation-answered",
)


def ask_to_confirm(row: AccessRequest, token: str) -> None:
    """To whoever has the address that was typed; the link itself changes nothing until its button is pressed."""
    until = timezone.localtime(row.holds_until)
    link = settings.SITE_URL + reverse("access_confirm", args=[token])
    letter = _letter("Bevestig uw vraag om toegang", "access_confirm", row=row, link=link, until=until)
    put(CONFIRM, row.pk.hex, row.address, letter, private=True)


def tell_managers(row: AccessRequest) -> None:
    """To every colleague there who may answer, except who asks."""
    if row.organisation is None:
        return
    link = settings.SITE_URL + row.get_absolute_url()
    letter = _letter(f"Iemand wil namens {row.of} spreken", "access_asked", row=row, link=link)
    for person in managers_of(row):
        put(ASKED, row.pk.hex, person, letter)


def managers_of(row: AccessRequest) -> list[Person]:
    held = Representation.objects.current().filter(organisation=row.organisation_id, manages=True)
    people = Person.objects.filter(pk__in=held.values("person"), erased_at=None)
    found = people.exclude(email="").exclude(email__iexact=row.address)
    return [person for person in found if person.pk != row.person_id]


def tell_refused(row: AccessRequest) -> None:
    """To who asked: that it was refused, and why. Who is let in hears so by the mail of `contacts.emails`."""
    to: Person | str = row.person or row.address
    put(REFUSED, row.pk.hex, to, _letter(f"Uw vraag over {row.of}", "access_refused", row=row))


def tell_answer(row: Ask) -> None:
    """To who asked in the name of the organisation."""
    link = settings.SITE_URL + row.get_absolute_url()
    letter = _letter(
        f"Antwoord op jullie vraag: {row.get_kind_display().lower()}", "ask_answered", row=row, link=link
    )
    put(ANSWERED, row.pk.hex, row.asked_by, letter)


def _letter(subject: str, template: str, **words: Any) -> Letter:
    words |= {"house": House.objects.of_region(), "site": settings.SITE_URL}
    return Letter(subject, render_to_string(f"partners/email/{template}.txt", words))


def still_to_confirm(mail: OutgoingMail) -> bool:
    return AccessRequest.objects.filter(pk=mail.about, state=AccessState.UNCONFIRMED).exists()


def still_asked(mail: OutgoingMail) -> bool:
    """Nobody answered yet, and its reader still may."""
    row = AccessRequest.objects.filter(pk=mail.about, state=AccessState.OPEN).first()
    return row is not None and mail.to_person in managers_of(row)


def still_answered(mail: OutgoingMail) -> bool:
    """Who asked still speaks for the organisation."""
    row = Ask.objects.filter(pk=mail.about).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])
