"""What questions tell the rest of the house: what waits for the netwerkbureau, following, search and history."""

import datetime

from django.utils import timezone

from governance.council.questions import emails
from governance.council.questions.models import Question
from zorgzaam import follow, search, today
from zorgzaam.audit import pages
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

HISTORY = "governance.view_history_of_council_record"
# How long before its day a question is among what waits.
AHEAD = datetime.timedelta(days=10)


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("council_questions", todos)
    follow.register(emails.FOLLOWED, follow.Subject(Question.objects.all, "deze vraag"))
    may_still_go(emails.DELAY, emails.still_true)
    found = search.Searchable("Vraag van een raad", Question.objects.all, "title", line=_line, door="staten")
    search.register("council_question", found)
    pages.register("council_question", pages.Historied(Question.objects.shown, HISTORY))


def _line(row: Question) -> str:
    return f"{row.council.name}, {row.get_state_display().lower()}"


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau: questions whose term is near or over. One query, none for others."""
    if not standing_of(user).is_bureau:
        return []
    near = Question.objects.running().filter(due_on__lte=timezone.localdate() + AHEAD)
    return [
        Todo(
            f"Beantwoord de vraag: {row.title}",
            row.get_absolute_url(),
            f"{row.council.name}: de termijn {'is voorbij' if row.is_past_term else 'komt eraan'}.",
            row.due_on,
            "late" if row.is_past_term else "attention",
        )
        for row in near.select_related("council")
    ]
