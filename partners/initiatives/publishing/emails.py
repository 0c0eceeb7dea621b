"""Mails around a publication: the question to who brings it in, and the news to who follows it."""

import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from partners.initiatives.emails.whom import addresses_of, still_one_of, who_bring_it_in
from partners.initiatives.models import (
    InitiativePublication,
    InitiativePublicationNotice,
    PublicText,
)
from zorgzaam.follow import followers, follows
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

ASKED, NEWS = "initiative-publicity-asked", "initiative-published"
FOLLOWED = "initiative"


def ask_for_agreement(text: PublicText) -> int:
    """Mail the words to who brings it in; gives how many mails are new."""
    about = f"{text.initiative_id}/{text.words_sha256}"
    return sum(put(ASKED, about, to, _question(text, to)) for to in addresses_of(text.initiative))


def _question(text: PublicText, to: Person | str) -> Letter:
    has_account = isinstance(to, Person)
    address = f"{settings.SITE_URL}{reverse('initiative_publicity_agree', args=[text.initiative_id])}"
    answer = (
        f"Kijk of het klopt, en geef akkoord: {address}"
        if has_account
        else "Klopt het, en bent u akkoord? Antwoord dan het netwerkbureau met een mail."
    )
    contact = f"Vragen: {text.contact}\n\n" if text.contact else ""
    words = (
        f"Goedendag,\n\nWe willen uw initiatief op de site zetten, met deze tekst:\n\n{text.title}\n\n"
        f"{text.summary}\n\n"
        f"{contact}Ook staat erbij namens wie het is, met welke partners en waar. Loopt het initiatief, dan zijn de "
        f"mijlpalen te zien en de kleur van het laatste bericht.\n\n{answer}\n\n"
        "Zonder uw akkoord komt er niets op de site. U kunt later altijd vragen om het eraf te halen.\n"
    )
    return Letter(f"Mag dit op de site? {text.title}", words)


def still_asked(mail: OutgoingMail) -> bool:
    """Whether the question may still go: it is about the words as they are now, and to who brings it in."""
    pk, _, words = mail.about.partition("/")
    text = (
        PublicText.objects.filter(initiative=uuid.UUID(pk), words_sha256=words)
        .select_related("initiative")
        .first()
    )
    return text is not None and still_one_of(mail, who_bring_it_in(text.initiative))


# ---------------------------------------------------------------- news
@transaction.atomic
def tell(pk: uuid.UUID) -> int:
    """The mails and the notice of one publication, under a lock on it; gives how many mails are new."""
    row = take(InitiativePublication.objects.untold().select_related("initiative"), pk)
    if row is None:
        return 0
    told = sum(put(NEWS, str(pk), to, _news(row)) for to in followers(FOLLOWED, row.initiative_id))
    killpoint("initiative.before_publication_notice")
    InitiativePublicationNotice.objects.create(publication=row, told=told)
    return told


def _news(row: InitiativePublication) -> Letter:
    what = (
        f"Er is een nieuwe versie. Dit veranderde: {', '.join(row.changes)}."
        if row.changes
        else "U leest er nu over op de site."
    )
    text = (
        f"Goedendag,\n\n{row.title}, van {row.by_whom}.\n{what}\n\n"
        f"Lees het initiatief: {settings.SITE_URL}{row.get_absolute_url()}\n\n"
        "U krijgt dit bericht omdat u dit initiatief volgt. Stoppen kan op de pagina van het initiatief.\n"
    )
    return Letter(f"Nieuws over een initiatief: {row.title}", text)


def still_news(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it stands on the site, and its reader still follows it."""
    row = InitiativePublication.objects.current().filter(pk=mail.about).first()
    person = mail.to_person
    if row is None or person is None or person.erased_at is not None:
        return False
    return follows(person.pk, FOLLOWED, row.initiative_id)
