"""Mail about an answer that was sent, each once: to the griffie of that council, and to who follows the question
as soon as it may be read. The answer itself is read on the page."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from governance.council.answers.models import AnswerNotice, SentAnswer, Told
from governance.council.questions.emails import clerks, each_once, letter, who_follow
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.publicity import no_embargo
from zorgzaam.telling import take

KINDS = {told: f"question-answer-{told.value}" for told in Told}


def waiting(told: Told) -> QuerySet[SentAnswer]:
    """Answers these people were not told of yet; who follows hears when an embargo of the question is over."""
    rows = SentAnswer.objects.filter(~Exists(AnswerNotice.objects.filter(sent=OuterRef("pk"), kind=told)))
    return rows if told == Told.CLERKS else rows.filter(no_embargo("question__"))


def readers(sent: SentAnswer, told: Told) -> list[Person]:
    """The griffie, or who follows and may read it; the griffie is not told twice, nor anybody of what they sent."""
    if told == Told.CLERKS:
        return each_once(clerks(sent.question), but=sent.sent_by_id)
    known = {person.pk for person in clerks(sent.question)}
    return [
        person
        for person in each_once(who_follow(sent.question), but=sent.sent_by_id)
        if person.pk not in known
    ]


@transaction.atomic
def tell(pk: uuid.UUID, told: Told) -> int:
    """The mails and the notice of one answer; how many mails. 0 when another worker has or did it."""
    sent = take(waiting(told).select_related("question__council__part_of"), pk)
    if sent is None:
        return 0
    private = not sent.question.open_now
    count = sum(
        put(KINDS[told], str(pk), person, _letter(sent), private=private) for person in readers(sent, told)
    )
    AnswerNotice.objects.create(sent=sent, kind=told, told=count)
    return count


def _letter(sent: SentAnswer) -> Letter:
    council = sent.question.council.name
    text = f"Er is antwoord op een vraag van {council}.\n\nHet gaat om: {sent.title}"
    return letter(sent.question, f"Antwoord: {sent.title}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is still one of those it is for."""
    rows: Any = SentAnswer.objects.select_related("question__council__part_of")
    sent = rows.filter(pk=mail.about).first()
    told = next(each for each, kind in KINDS.items() if kind == mail.kind)
    return sent is not None and mail.to_person_id in {person.pk for person in readers(sent, told)}
