"""What agreements tell the rest of the house: places, todos and history."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements import rules
from regioplan.agreements.emails import KIND, still_asked
from regioplan.agreements.gaps import without_lead
from regioplan.agreements.models import Agreement, AgreementAnswer, State
from zorgzaam import places, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("task.agreements", "agreements", of_task)
    places.register("organisation.asked", "agreements", of_organisation)
    places.register("partner", "agreements", on_portal, order=15)
    today.register("agreements", todos)
    may_still_go(KIND, still_asked)
    pages.register(
        "agreement",
        pages.Historied(
            Agreement.objects.all,
            "regioplan.view_history_of_agreement",
            lambda agreement, reader: [
                AgreementAnswer.objects.visible_to(reader).filter(agreement=agreement)
            ],
        ),
    )


def of_task(request: HttpRequest, task: Any) -> Block:
    """Who does what for a task; proposals for who may see them."""
    rows = Agreement.objects.visible_to(request.user).filter(task=task).shown()
    return _block(request, rows, {"task": task, "may_propose": standing_of(request.user).is_bureau})


def of_organisation(request: HttpRequest, organisation: Any) -> Block | None:
    """What an organisation takes on; nothing to show when it takes on nothing."""
    rows = Agreement.objects.visible_to(request.user).filter(organisation=organisation).shown()
    block = _block(request, rows, {"organisation": organisation})
    return block if block.context["now"] or block.context["asked"] or block.context["past"] else None


def on_portal(request: HttpRequest, subject: Any) -> Block:
    """What my organisations took on, in the partnerportaal."""
    mine = standing_of(request.user).organisations
    rows = Agreement.objects.visible_to(request.user).filter(organisation_id__in=mine).shown()
    return _block(request, rows, {"portal": True})


def _block(request: HttpRequest, rows: Any, more: dict[str, Any]) -> Block:
    """Agreements that hold, that wait for an answer, and that are over or were refused; one query."""
    day, found = timezone.localdate(), list(rows)
    holds = [row for row in found if row.is_public and row.holds_on(day)]
    later = [row for row in found if row.is_public and row.starts_on and row.starts_on > day]
    asked = [row for row in found if row.state == State.PROPOSED]
    rest = [row for row in found if row not in holds and row not in later and row not in asked]
    context = {"now": [*holds, *later], "asked": asked, "past": rest, **more}
    return Block("regioplan/agreements_block.html", context)


def todos(user: Reader) -> list[Todo]:
    """Proposals that wait for my organisation; for the netwerkbureau what nobody took on."""
    found = [
        Todo(
            f"Antwoord op het voorstel: {row.get_role_display().lower()} van {row.task}",
            reverse("agreement_answer", args=[row.pk]),
            f"Gevraagd aan {row.organisation}",
            tone="attention",
        )
        for row in Agreement.objects.waiting_for(user).shown()
    ]
    return found + (_gaps(user, timezone.localdate()) if standing_of(user).is_bureau else [])


def _gaps(user: Reader, day: datetime.date) -> list[Todo]:
    many = len(without_lead(user, day))
    if not many:
        return []
    title = "Eén opgave heeft nog geen trekker" if many == 1 else f"{many} opgaven hebben nog geen trekker"
    return [Todo(title, f"{reverse('werkbank_agreements')}#gaten", "Stel een organisatie voor")]
