"""The parts of an issue and whom they are for: of the frozen words once there are any, else of the draft."""

from django.utils import timezone

from newsletters.dispatch.recipients import Part, Question, name_of
from newsletters.issues.audience import choices_in
from newsletters.issues.models import Issue


def parts_of(issue: Issue) -> list[Part]:
    """In their order; one query for a draft, none for what is frozen."""
    if issue.frozen is not None:
        return [
            Part(pk, frozenset(themes), frozenset(places))
            for pk, themes, places in choices_in(issue.frozen.content)
        ]
    rows = issue.blocks.order_by("position").values_list("pk", "themes", "municipalities")
    return [Part(pk, frozenset(themes), frozenset(places)) for pk, themes, places in rows]


def question_about(issue: Issue) -> Question:
    """Who gets this issue: at the moment it began, is planned for, or else now."""
    moment = issue.begun_at or issue.planned_for or timezone.now()
    return Question(parts_of(issue), moment, name_of(issue.pk))
