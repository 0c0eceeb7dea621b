"""The one mail about an answer: to who brought the inbreng in and left an address, and to who follows it."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from regioplan.voices.contacts import VoiceContact, VoiceNotice
from regioplan.voices.models import State, Voice, VoiceAnswer
from zorgzaam.follow import followers, follows
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "voice-answered"
# Given longer than this before it was written down, an answer is history and no news.
NEWS = datetime.timedelta(days=30)


def waiting() -> QuerySet[VoiceAnswer]:
    """Answers everybody may read and nobody was written to about.

    Not those of a day that is unknown or long past when they were written down: those were taken over.
    """
    return VoiceAnswer.objects.filter(
        voice__state=State.PUBLIC, notice__isnull=True, answered_on__gte=F("written_on") - NEWS
    )


def readers(voice: Voice) -> list[tuple[Person | str, str]]:
    """Whom an answer is sent to, each with why; each address once."""
    found: dict[str, tuple[Person | str, str]] = {
        person.email.lower(): (person, "u deze inbreng volgt. Stoppen kan op de pagina van de inbreng")
        for person in followers("voice", voice.pk)
    }
    for contact in VoiceContact.objects.filter(voice=voice):
        found.setdefault(
            contact.address, (contact.address, "dit adres is opgegeven toen deze inbreng werd gegeven")
        )
    return list(found.values())


@transaction.atomic
def tell(pk: uuid.UUID) -> int:
    """The mails and the notice of one answer, under a lock on it; gives how many mails are new."""
    row = take(waiting().select_related("voice"), pk)
    if row is None:
        return 0
    told = sum(put(KIND, str(pk), to, _letter(row, why)) for to, why in readers(row.voice))
    killpoint("voice.before_notice")
    VoiceNotice.objects.create(answer=row, told=told)
    return told


def _letter(row: VoiceAnswer, why: str) -> Letter:
    text = (
        f"Goedendag,\n\nEr is een antwoord op deze inbreng: {row.voice.title}\n\n"
        f"{row.get_verdict_display()}, {row.answered_by}:\n{row.text}\n\n"
        f"Lees het antwoord: {settings.SITE_URL}{row.get_absolute_url()}\n\n"
        f"U krijgt dit bericht omdat {why}.\n"
    )
    return Letter(f"Antwoord op de inbreng: {row.voice.title}", text)


def still_wanted(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: everybody may read the answer, and its reader still waits for it."""
    answer = VoiceAnswer.objects.filter(pk=mail.about, voice__state=State.PUBLIC).first()
    if answer is None:
        return False
    person = mail.to_person
    if person is not None and (person.erased_at is not None or follows(person.pk, "voice", answer.voice_id)):
        return person.erased_at is None
    return VoiceContact.objects.filter(voice=answer.voice_id, address=mail.to_address).exists()
