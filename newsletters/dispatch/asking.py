"""What goes with a step: the mail to colleagues, in the same transaction."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from newsletters.dispatch import emails, steps
from newsletters.dispatch.errors import Refused
from newsletters.dispatch.forms import ReviewForm
from newsletters.dispatch.letters import proof_of
from newsletters.dispatch.models import IssueReview, Verdict
from newsletters.dispatch.parts import parts_of
from newsletters.issues.freezing import CannotFreeze, freeze
from newsletters.issues.models import Issue, IssueState
from zorgzaam.people.models import Person
from zorgzaam.post.office import put

PROOF = "newsletter-proof"


@transaction.atomic
def send_proof(issue: Issue, people: Iterable[Person]) -> int:
    """The mail as it is now, marked, to each of them; gives how many. Raises Refused for what cannot be told."""
    try:
        frozen = issue.frozen or freeze(issue)
    except CannotFreeze as refused:
        raise Refused(steps.said(issue, refused.problems)) from refused
    letter = proof_of(frozen, [part.pk for part in parts_of(issue)])
    about = f"{issue.pk.hex}-{uuid.uuid4().hex}"
    return sum(put(PROOF, about, person, letter) for person in people)


@transaction.atomic
def ask(issue: Issue, people: Iterable[Person], *, by: Person, remark: str) -> bool:
    """Ask for a second pair of eyes, by mail too; False when it was asked already. Raises Refused."""
    if not steps.ask(issue, by=by, remark=remark):
        return False
    emails.ask_to_look(_last_step(issue), people)
    return True


@transaction.atomic
def answer(issue: Issue, data: dict[str, Any], *, by: Person) -> None:
    """Approve or give back, and tell who asked. Raises Refused."""
    asker, seen, remark = issue.asked_by, data["seen"], data["remark"].strip()
    if data["answer"] == ReviewForm.BACK:
        steps.give_back(issue, by=by, seen=seen, remark=remark)
    elif not steps.approve(issue, by=by, seen=seen, remark=remark):
        return
    if asker is not None:
        emails.answered(_last_step(issue), asker)


def question_of(issue: Issue) -> IssueReview | None:
    """What the colleague who asked wants looked at; None while nobody waits for an answer."""
    if issue.state != IssueState.REVIEW:
        return None
    return issue.reviews.filter(verdict=Verdict.ASKED).select_related("by").order_by("-at").first()


def _last_step(issue: Issue) -> Any:
    return issue.reviews.select_related("by", "issue").latest("at")
