"""What answers tell the rest of the house: the answer on the page of a question, what waits, search and mail."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from governance.council.answers import contribution_emails, emails, rules
from governance.council.answers.contributions import Contribution
from governance.council.answers.models import AnswerFile, AnswerLetter, FileState, SentAnswer
from governance.council.questions.models import OPEN, Question
from zorgzaam import places, search, today
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

CLEAR, GIVE = "governance.clear_answer", "governance.give_contribution"


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("council.question", "answer", of_question)
    today.register("answers", todos)
    for kind in emails.KINDS.values():
        may_still_go(kind, emails.still_true)
    for kind in contribution_emails.KINDS.values():
        may_still_go(kind, contribution_emails.still_true)
    found = search.Searchable(
        "Antwoord aan een raad", SentAnswer.objects.shown, "title", line=_line, door="staten"
    )
    search.register("sent_answer", found)


def _line(row: SentAnswer) -> str:
    return row.question.council.name


def of_question(request: HttpRequest, question: Question) -> Block | None:
    """The answer its council got, with the same question of others as far as this reader may read those; for who works
    on it the way to the answer that is being made."""
    works = may(request.user, "governance.answer_questions")
    sent = SentAnswer.objects.visible_to(request.user).shown().filter(question=question).first()
    if not works and sent is None:
        return None
    mine = AnswerLetter.objects.select_related("file").filter(question=question).first()
    context = {
        "question": question,
        "sent": sent,
        "file": mine.file if works and mine else None,
        "works": works,
        "others": list(_others(request, question, mine)) if mine else [],
    }
    return Block("governance/council/answer_of_question.html", context)


def _others(request: HttpRequest, question: Question, mine: AnswerLetter) -> "Iterator[Question]":
    """The same question of other councils, that this reader may read."""
    rows = Question.objects.visible_to(request.user).filter(answer_letter__file=mine.file_id)
    return rows.exclude(pk=question.pk).shown().order_by("due_on", "pk").iterator()


def todos(user: Reader) -> list[Todo]:
    """Contributions to give, answers to look at, and answers to send; at most three queries."""
    standing = standing_of(user)
    found = list(_contributions(user)) if standing.organisations else []
    return [*found, *_files(user)] if standing.is_bureau else found


def _contributions(user: Reader) -> Iterator[Todo]:
    asked = (
        Contribution.objects.visible_to(user)
        .open()
        .filter(organisation_id__in=standing_of(user).organisations)
    )
    for row in asked.shown():
        tone = "late" if row.is_overdue else "attention"
        why = f"Gevraagd aan {row.organisation}."
        yield Todo("Geef een bijdrage aan een antwoord", row.get_absolute_url(), why, row.due_on, tone)


def _files(user: Reader) -> Iterator[Todo]:
    unsent = AnswerLetter.objects.filter(file=OuterRef("pk"), question__state__in=OPEN)
    mine = Q(state=FileState.CLEARED, holder=standing_of(user).person_id)
    rows = AnswerFile.objects.filter(Q(state=FileState.REVIEW) | mine & Exists(unsent))
    for row in rows.prefetch_related("writers"):
        if row.is_cleared:
            yield Todo(
                f"Verstuur het antwoord: {row.title}", row.get_absolute_url(), "Het antwoord heeft akkoord."
            )
        elif may(user, CLEAR, row):
            url = reverse("answer_file_clear", args=[row.pk])
            yield Todo(
                f"Controleer het antwoord: {row.title}", url, "Een collega schreef dit.", tone="attention"
            )
