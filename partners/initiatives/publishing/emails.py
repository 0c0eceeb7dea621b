"""Mails around a publication: the question to who brings it in, and the news to who follows it."""

import uuid

from django.conf import settings
from django.db import transaction

from partners.initiatives.emails.whom import Reader, still_one_of, who_bring_it_in
from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    InitiativePublicationNotice,
    PublicText,
)
from partners.initiatives.publishing.followers import FOLLOWED, WHY, Subject, followed_with
from zorgzaam.follow import followers_of, follows_any
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

ASKED, NEWS = "initiative-publicity-asked", "initiative-published"


def ask_for_agreement(text: PublicText) -> int:
    """Mail the words to who brings it in; gives how many mails are new."""
    about = f"{text.initiative_id}/{text.words_sha256}"
    return sum(
        put(ASKED, about, reader.to, _question(text, reader), private=reader.private)
        for reader in _asked(text.initiative)
    )


def _asked(initiative: Initiative) -> list[Reader]:
    return who_bring_it_in(initiative, page="initiative_publicity_agree")


def _question(text: PublicText, reader: Reader) -> Letter:
    contact = f"Vragen: {text.contact}\n\n" if text.contact else ""
    words = (
        f"Goedendag,\n\nWe willen uw initiatief op de site zetten, met deze tekst:\n\n{text.title}\n\n"
        f"{text.summary}\n\n"
        f"{contact}Ook staat erbij namens wie het is, met welke partners en waar. Loopt het initiatief, dan zijn de "
        "mijlpalen te zien en de kleur van het laatste bericht.\n\n"
        f"Kijk of het klopt, en geef akkoord of zeg wat er anders moet: {reader.url}\n\n"
        "Zonder uw akkoord komt er niets op de site. U kunt later altijd vragen om het eraf te halen.\n"
    )
    return Letter(f"Mag dit op de site? {text.title}", words)


def still_asked(mail: OutgoingMail) -> bool:
    """Whether the question may still go: it is about the words as they are now, nobody answered, and it goes to who
    brings it in."""
    pk, _, words = mail.about.partition("/")
    texts = PublicText.objects.asked().select_related("initiative__organisation", "initiative__started_by")
    text = texts.filter(initiative=uuid.UUID(pk), words_sha256=words).first()
    return text is not None and still_one_of(mail, _asked(text.initiative))


# ---------------------------------------------------------------- news
@transaction.atomic
def tell(pk: uuid.UUID) -> int:
    """The mails and the notice of one publication, under a lock on it; gives how many mails are new."""
    row = take(InitiativePublication.objects.untold().select_related("initiative"), pk)
    if row is None:
        return 0
    told = sum(put(NEWS, str(pk), to, _news(row)) for to in followers_of(_followed_with(row)))
    killpoint("initiative.before_publication_notice")
    InitiativePublicationNotice.objects.create(publication=row, told=told)
    return told


def _followed_with(row: InitiativePublication) -> list[Subject]:
    """That it is on the site is news for who follows what it is about; another version for who follows it itself."""
    return followed_with(row) if row.number == 1 else [(FOLLOWED, row.initiative_id)]


def _news(row: InitiativePublication) -> Letter:
    what = (
        f"Er is een nieuwe versie. Dit veranderde: {', '.join(row.changes)}."
        if row.changes
        else "U leest er nu over op de site."
    )
    text = (
        f"Goedendag,\n\n{row.title}, van {row.by_whom}.\n{what}\n\n"
        f"Lees het initiatief: {settings.SITE_URL}{row.get_absolute_url()}\n\n"
        f"{WHY}"
    )
    return Letter(f"Nieuws over een initiatief: {row.title}", text)


def still_news(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it stands on the site, and its reader still follows it."""
    row = InitiativePublication.objects.current().filter(pk=mail.about).first()
    person = mail.to_person
    if row is None or person is None or person.erased_at is not None:
        return False
    return follows_any(person.pk, _followed_with(row))
