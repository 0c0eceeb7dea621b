"""What the schrijfteams tell the kernel: what waits for somebody, history, and their place on the werkbank."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Prefetch, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse

from governance.writing import rules
from governance.writing.emails import KIND, still_true
from governance.writing.models import (
    Ballot,
    HandIn,
    LeftOut,
    TakenOver,
    TextRemark,
    WritingAssignment,
)
from governance.writing.models.outcomes import undecided
from governance.writing.steps import Step
from zorgzaam import places, today
from zorgzaam.audit import pages
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.today import Todo

__all__ = ["register", "rules"]

ASSIGNMENTS = WritingAssignment.objects.select_related("theme", "team")


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("writing", todos)
    may_still_go(KIND, still_true)
    places.register("werkbank", "writing", on_werkbank, order=25)
    places.register("task.origin", "writing", of_task)
    pages.register("writing", pages.Historied(WritingAssignment.objects.all, "governance.write", _parts))


def _parts(assignment: WritingAssignment, reader: Reader) -> list[Any]:
    """The story of an assignment. Ballots are not in it: what one member voted is nobody's business."""
    own: Any = assignment
    rows = (own.sessions, own.items, own.clusters, own.worked_tasks, own.paragraphs, own.hand_ins)
    hung = [
        model.objects.filter(hand_in__assignment=assignment) for model in (TextRemark, TakenOver, LeftOut)
    ]
    return [each.all() for each in rows] + hung


def of_task(request: HttpRequest, task: Any) -> places.Block | None:
    """Which work of a schrijfteam a transformation task came from, for who reads along with that team."""
    rows = list(TakenOver.objects.visible_to(request.user).filter(task=task).shown())
    return places.Block("governance/writing_of_task.html", {"rows": rows}) if rows else None


def on_werkbank(request: HttpRequest, subject: Any) -> places.Block | None:
    """The assignments of the teams I sit in, and of those my programmateam guides."""
    bodies = list(standing_of(request.user).bodies)
    ours = Q(team__in=bodies) | Q(programme__in=bodies)
    mine = list(ASSIGNMENTS.filter(ours)) if bodies else []
    return places.Block("governance/writing_own.html", {"assignments": mine}) if mine else None


def todos(user: Reader) -> list[Todo]:
    """A version that waits for the programmateam, a remark that waits for the team, a vote that is not cast; and for
    who takes over, what was agreed and is not in the Regioplan yet."""
    standing = standing_of(user)
    bodies = list(standing.bodies)
    if not bodies:
        return []
    found: list[Todo] = []
    for each in _asking(standing, bodies):
        own: Any = each
        if own.to_read:
            found.append(_to_read(each))
        if own.to_answer:
            found.append(_to_answer(each))
        if own.to_vote:
            found.append(_to_vote(each))
        if own.to_take_over:
            found.append(_to_take_over(each))
    return found


def _asking(standing: Standing, bodies: list[Any]) -> list[WritingAssignment]:
    """Assignments that ask something of this reader, each with what; two queries.

    Sent back to my team with an open remark nobody answered; a vote of mine that is not cast; and with akkoord while a
    task still waits to be taken over, by the bureau or its programmateam.
    """
    mine, guided = Q(team__in=bodies), Q(programme__in=bodies) & ~Q(team__in=bodies)
    own = OuterRef("pk")
    open_remark = Exists(TextRemark.objects.filter(settled_at=None, replies=None, hand_in__assignment=own))
    voted = Exists(Ballot.objects.filter(person=standing.person_id, assignment=own))
    waits = Exists(undecided().filter(assignment=own))
    asks = {
        "to_read": guided & Q(step=Step.HANDED_IN),
        "to_answer": mine & Q(open_remark, step=Step.RETURNED),
        "to_vote": mine & Q(~voted, step=Step.PRIORITISE),
        "to_take_over": (Q() if standing.is_bureau else guided) & Q(waits, step=Step.AGREED),
    }
    rows = ASSIGNMENTS.annotate(**{name: _whether(asked) for name, asked in asks.items()})
    found = rows.filter(reduce(or_, (Q(**{name: True}) for name in asks)))
    return list(found.prefetch_related(Prefetch("hand_ins", HandIn.objects.order_by("-number"))))


def _whether(asked: Q) -> Case:
    return Case(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())


def _to_take_over(assignment: WritingAssignment) -> Todo:
    own: Any = assignment
    url = own.hand_ins.all()[0].get_absolute_url()
    return Todo(f"Neem opgaven over: {assignment.theme}", f"{url}#opgaven", "Er is akkoord op de tekst.")


def _to_read(assignment: WritingAssignment) -> Todo:
    own: Any = assignment
    url = own.hand_ins.all()[0].get_absolute_url()
    return Todo(f"Lees de tekst: {assignment.theme}", url, f"{assignment.team} diende in.", tone="attention")


def _to_answer(assignment: WritingAssignment) -> Todo:
    why = "Een opmerking van het programmateam wacht op antwoord."
    return Todo(
        f"Opmerkingen: {assignment.theme}", assignment.get_absolute_url(), why, assignment.due_on, "attention"
    )


def _to_vote(assignment: WritingAssignment) -> Todo:
    url = reverse("writing_ballot", args=[assignment.pk])
    return Todo(f"Geef je stem: {assignment.theme}", url, "Het team kiest wat het eerst moet.")
