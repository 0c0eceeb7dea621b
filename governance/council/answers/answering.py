"""Making an answer: begin it, put questions of councils together in it, let another clear it, send it to each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from governance.council.answers.guards import ANOTHER_CLEARS, NOT_CLEARED, WAS_SENT
from governance.council.answers.models import AnswerFile, AnswerLetter, FileState, SentAnswer
from governance.council.questions.models import Question, QuestionState
from governance.council.taking import move, refuse_when_stale, taking
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.snapshots import canonical, digest

CLEAR = "governance.clear_answer"
IN_ANOTHER = "Deze vraag ligt al in een andere beantwoording, of is al beantwoord."


def begin(question: Question, title: str, holder: Person, *, by: Actor) -> AnswerFile:
    """A new answer, with its first question."""
    with acting(by), transaction.atomic():
        file = AnswerFile.objects.create(title=title, holder=holder)
        add(file, question, by=by)
        return file


def add(file: AnswerFile, question: Question, *, by: Actor) -> AnswerLetter:
    """Put a question beside the others; somebody works on it from now on. Put in twice it is in it once.
    ValidationError (Dutch) when it is in another or answered."""
    with taking(question, by) as row:
        there = AnswerLetter.objects.filter(question=row).first()
        if row.state == QuestionState.ANSWERED or (there and there.file_id != file.pk):
            raise ValidationError(IN_ANOTHER)
        if there is None:
            salutation = f"Geachte leden van {row.council.name},"
            there = AnswerLetter.objects.create(question=row, file=file, salutation=salutation)
        if row.state == QuestionState.SUBMITTED:
            move(row, QuestionState.IN_PROGRESS, among=(QuestionState.SUBMITTED,))
        return there


def take_out(letter: AnswerLetter, *, by: Actor) -> bool:
    """The question is answered in another way. True when that is new; ValidationError when it was sent."""
    with acting(by), transaction.atomic():
        if SentAnswer.objects.filter(question=letter.question_id).exists():
            raise ValidationError(WAS_SENT)
        return bool(AnswerLetter.objects.filter(pk=letter.pk).delete()[0])


# ---------------------------------------------------------------- written and cleared
def submit(file: AnswerFile, *, by: User) -> bool:
    """Let another look at it. True when that is new."""
    with taking(file, by) as row:
        if not row.text:
            raise ValidationError("Schrijf eerst het antwoord.")
        return move(row, FileState.REVIEW, among=(FileState.WRITING,), submitted_by=by.person, remark="")


def clear(file: AnswerFile, *, by: User, remark: str = "") -> bool:
    """Somebody who wrote none of it says that it is right. True when that is new; PermissionDenied for who wrote;
    StaleVersion when it is another text than they had before them."""
    with _seen(file, by) as row:
        if row.is_cleared:
            return False
        if not may(by, CLEAR, row):
            raise PermissionDenied(ANOTHER_CLEARS)
        said = {"cleared_by": by.person, "cleared_at": timezone.now(), "remark": remark}
        return move(row, FileState.CLEARED, among=(FileState.REVIEW,), **said)


def send_back(file: AnswerFile, *, by: User, remark: str) -> bool:
    """It has to be another text, and why. True when that is new."""
    with _seen(file, by) as row:
        return move(row, FileState.WRITING, among=(FileState.REVIEW,), submitted_by=None, remark=remark)


def reopen(file: AnswerFile, *, by: Actor) -> bool:
    """Write on; what was sent stays as it was, the rest needs to be cleared anew. True when that is new."""
    with taking(file, by) as row:
        fields: dict[str, Any] = {"submitted_by": None, "cleared_by": None, "cleared_at": None}
        return move(row, FileState.WRITING, among=(FileState.REVIEW, FileState.CLEARED), **fields)


@contextmanager
def _seen(file: AnswerFile, by: Actor) -> Iterator[AnswerFile]:
    """The answer under its lock; StaleVersion when it is another than its reader had before them, and not cleared."""
    with taking(file, by) as row:
        if not row.is_cleared:
            refuse_when_stale(row, file)
        yield row


# ---------------------------------------------------------------- sent
def words_of(letter: AnswerLetter) -> dict[str, str]:
    """What the council of this question gets, as it stands now."""
    question = letter.question
    return {
        "salutation": letter.salutation, "number": letter.number, "title": question.title, "asked": question.text,
        "text": letter.file.text,
    }  # fmt: skip


def send(letter: AnswerLetter, *, by: Actor, seen: str | None = None) -> SentAnswer:
    """Send the answer to the council of one question, in its own form; sent twice is once. ValidationError (Dutch) when
    it was not cleared, or is another than the one with this digest (`seen`)."""
    with taking(letter.question, by) as question:
        sent = SentAnswer.objects.filter(question=question).first()
        if sent is not None:
            return sent
        now = AnswerLetter.objects.select_related("question", "file").get(pk=letter.pk)
        words = words_of(now)
        sha256 = digest(canonical(words))
        if not now.file.is_cleared or seen not in (None, sha256):
            raise ValidationError(NOT_CLEARED)
        made = SentAnswer.objects.create(
            question=question,
            file=now.file,
            sha256=sha256,
            sent_by_id=actor_person_id(actor_key(by)),
            **words,
        )
        move(
            question, QuestionState.ANSWERED, among=question.running_states, answered_on=timezone.localdate()
        )
        return made
