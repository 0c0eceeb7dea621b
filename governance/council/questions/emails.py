"""Mail about a notice of delay, once: to the griffie of that council, and to who follows the question."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.bodies.models import Mandate, Role
from governance.council.questions.models import DelayNotice, Question, QuestionDelay
from zorgzaam.follow import followers
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import reader_of
from zorgzaam.telling import take
from zorgzaam.ui.dates import day

DELAY, FOLLOWED = "question-delay", "council_question"


def clerks(question: Question) -> QuerySet[Person]:
    """The griffie of the council, or of the council this is a committee of, who can be written to."""
    bodies = [question.council_id, question.council.part_of_id]
    held = Mandate.objects.on(timezone.localdate()).filter(body__in=bodies, role=Role.CLERK)
    return Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True).exclude(email="")


def who_follow(question: Question) -> list[Person]:
    """Who follows it and may read it now."""
    return [person for person in followers(FOLLOWED, question.pk) if _may_read(person, question)]


def _may_read(person: Person, question: Question) -> bool:
    if question.open_now:
        return True
    reader = reader_of(person)
    return Question.objects.visible_to(reader).filter(pk=question.pk).exists()


def each_once(*groups: Iterable[Person], but: uuid.UUID | None = None) -> list[Person]:
    """These people, each once; without the one who did it."""
    found = {person.pk: person for group in groups for person in group}
    found.pop(but, None)  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda person: person.email)


def readers(delay: QuestionDelay) -> list[Person]:
    return each_once(clerks(delay.question), who_follow(delay.question), but=delay.by_id)


def waiting() -> QuerySet[QuestionDelay]:
    """Delays nobody was told of."""
    return QuestionDelay.objects.filter(notice__isnull=True)


@transaction.atomic
def tell(pk: uuid.UUID) -> int:
    """The mails and the notice of one delay; how many mails. 0 when another worker has or did it."""
    delay = take(waiting().select_related("question__council__part_of"), pk)
    if delay is None:
        return 0
    private = not delay.question.open_now
    told = sum(put(DELAY, str(pk), person, _letter(delay), private=private) for person in readers(delay))
    DelayNotice.objects.create(delay=delay, told=told)
    return told


def _letter(delay: QuestionDelay) -> Letter:
    question = delay.question
    text = (
        f"het antwoord op een vraag van {question.council.name} komt later: {day(delay.due_on)}.\n\n"
        f"Het gaat om: {question.title}\nWaarom: {delay.reason}"
    )
    return letter(question, f"Uitstel: {question.title}", text)


def letter(question: Question, subject: str, text: str) -> Letter:
    """A mail about a question, with the way to its page; `text` goes on after "Goedendag,"."""
    house = House.objects.of_region()
    login = "" if question.open_now else "U logt eerst in.\n"
    body = (
        f"Goedendag,\n\n{text[0].upper()}{text[1:]}\n\n"
        f"Bekijk de vraag: {settings.SITE_URL}{question.get_absolute_url()}\n{login}\n"
        f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(subject, body)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is still one of those it is for."""
    rows: Any = QuestionDelay.objects.select_related("question__council__part_of")
    delay = rows.filter(pk=mail.about).first()
    return delay is not None and mail.to_person_id in {person.pk for person in readers(delay)}
