"""Telling readers about a publication: a job looks for publications without that consequence."""

import uuid

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from governance.bodies.models import Mandate
from governance.briefings.models import Status
from governance.briefings.publication import BriefingAnnouncement, BriefingPublication
from governance.briefings.registering import enter, to_enter
from zorgzaam.follow import followers, follows
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.publicity import Publicity, no_embargo
from zorgzaam.standing import reader_of
from zorgzaam.telling import each, take
from zorgzaam.ui.dates import day as in_words

KIND = "briefing-published"


@shared_task
def announce() -> int:
    """Tell the register and the readers of every publication that may be read and was not told yet; gives how many
    mails."""
    each([(publication,) for publication in to_enter()], enter)
    return each(list(_untold().values_list("pk")), _announce)


def _untold() -> "QuerySet[BriefingPublication]":
    open_now = BriefingPublication.objects.filter(no_embargo(), announcement=None)
    return open_now.exclude(briefing__status=Status.WITHDRAWN)


@transaction.atomic
def _announce(pk: uuid.UUID) -> int:
    """One publication. Two workers at once: the second finds the row locked and then the work done."""
    light = _untold().select_related("briefing__addressee").defer("pdf", "html", "canonical")
    publication = take(light, pk)
    if publication is None:
        return 0
    letter = _letter(publication)
    about = f"{publication.briefing_id}:{publication.version}"
    private = publication.publicity != Publicity.PUBLIC  # its subject is not for the rest of the bureau
    sent = sum(put(KIND, about, person, letter, private=private) for person in _readers(publication))
    BriefingAnnouncement.objects.create(publication=publication, recipients=sent)
    return sent


def _readers(publication: BriefingPublication) -> list[Person]:
    """Who sits in the council it is for, or follows that or the briefing; only if they may read it."""
    council = publication.briefing.addressee_id
    seated = Mandate.objects.current().filter(body=council, person__erased_at=None).values("person_id")
    people = {
        *Person.objects.filter(pk__in=seated).exclude(email=""),
        *followers("body", council),
        *followers("briefing", publication.briefing_id),
    }
    return sorted(
        (person for person in people if _may_read(person, publication)), key=lambda person: person.email
    )


def _may_read(person: Person, publication: BriefingPublication) -> bool:
    if publication.open_now:
        return True
    reader = reader_of(person)
    return BriefingPublication.objects.visible_to(reader).filter(pk=publication.pk).exists()


def still_readable(mail: OutgoingMail) -> bool:
    """Whether this mail about a publication may still go, asked when it is claimed.

    Not when it was withdrawn, when its reader may no longer read it, or neither sits in the council any more nor
    follows it or the briefing.
    """
    briefing, _, version = mail.about.partition(":")
    publication = (
        BriefingPublication.objects.filter(briefing=uuid.UUID(briefing), version=int(version))
        .exclude(briefing__status=Status.WITHDRAWN)
        .select_related("briefing")
        .light()
        .first()
    )
    if publication is None or mail.to_person is None:
        return False
    person = mail.to_person
    return person.erased_at is None and _asked_for(person, publication) and _may_read(person, publication)


def _asked_for(person: Person, publication: BriefingPublication) -> bool:
    """Whether this person sits in the council it is for, or follows that or the briefing."""
    council = publication.briefing.addressee_id
    return (
        Mandate.objects.current().filter(body=council, person=person).exists()
        or follows(person.pk, "body", council)
        or follows(person.pk, "briefing", publication.briefing_id)
    )


def _letter(publication: BriefingPublication) -> Letter:
    kind = publication.briefing.get_kind_display()
    again = f", versie {publication.version}" if publication.version > 1 else ""
    text = (
        f"{kind} aan {publication.briefing.addressee}{again}\n\n"
        f"Onderwerp: {publication.subject}\n"
        f"Registratienummer: {publication.registration_number}\n"
        f"Datum: {in_words(publication.dated_on, weekday=False)}\n\n"
        f"Lees of download: {settings.SITE_URL}{publication.get_absolute_url()}\n"
    )
    return Letter(f"{kind}: {publication.subject}", text)
