"""What is asked because of decisions, on the pages of others: places, todos and history."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.decisions.models import DecisionState
from governance.executions import emails, rules
from governance.executions.coming_up import coming_up
from governance.executions.drawing import bar_of
from governance.executions.models import Execution, ExecutionAnswer, ExecutionState
from governance.series import ahead
from partners.organisations import asked
from zorgzaam import places, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day

NEWS = datetime.timedelta(days=14)
MOST = 10
ASKED, ACCEPTED, DECLINED = ExecutionState.ASKED, ExecutionState.ACCEPTED, ExecutionState.DECLINED


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("decision.carried_out", "executions", of_decision)
    places.register("partner", "executions", on_portal, order=1)
    places.register("organisation.asked", "executions", of_organisation, order=60)
    asked.register("executions", "Besluiten om uit te voeren", "#gevraagd", asked_of, order=10)
    today.register("executions", todos)
    ahead.register("executions", coming_up)
    for kind in emails.KINDS.values():
        may_still_go(kind, emails.still_true)
    pages.register(
        "execution",
        pages.Historied(
            Execution.objects.all,
            "governance.view_history_of_execution",
            lambda row, reader: [ExecutionAnswer.objects.visible_to(reader).filter(execution=row)],
        ),
    )


def of_decision(request: HttpRequest, decision: Any) -> Block | None:
    """Who carries a decision out, as a picture and a list, with the way to ask."""
    if decision.state != DecisionState.ADOPTED:
        return None
    rows = list(Execution.objects.visible_to(request.user).filter(decision=decision).shown().by_urgency())
    return Block(
        "governance/executions_of_decision.html", {"rows": rows, "bar": bar_of(rows), "decision": decision}
    )


def on_portal(request: HttpRequest, subject: Any) -> Block | None:
    """What is asked of my organisations: what waits for an answer, and what they promised. The first block there."""
    mine = standing_of(request.user).organisations
    if not mine:
        return None
    rows = Execution.objects.visible_to(request.user).filter(organisation_id__in=mine).open()
    return Block("governance/executions_on_portal.html", {"rows": list(rows.shown().by_urgency())})


def asked_of(reader: Reader, organisations: Any) -> Iterator[asked.Row]:
    """What waits for an answer, and what was promised and is not done."""
    rows = Execution.objects.visible_to(reader).filter(organisation_id__in=organisations).open()
    yield from rows.values_list("organisation_id", "due_on")


def of_organisation(request: HttpRequest, organisation: Any) -> Block | None:
    """What an organisation does because of decisions; nothing to show when there is nothing."""
    rows = Execution.objects.visible_to(request.user).filter(organisation__in=organisation.all_of_it)
    found = list(rows.exclude(state=ExecutionState.WITHDRAWN).shown().by_urgency()[:MOST])
    context = {"rows": found, "organisation": organisation}
    return Block("governance/executions_of_organisation.html", context) if found else None


def todos(user: Reader) -> list[Todo]:
    """What waits for my organisation; for who keeps decisions what was declined, and what is late."""
    return [*_asked(user), *_declined(user)] if standing_of(user).is_somebody else []


def _asked(user: Reader) -> list[Todo]:
    own = Execution.objects.filter(organisation_id__in=standing_of(user).organisations)
    kept = Execution.objects.kept_by(user).overdue()
    return [
        *(_own_todo(row) for row in own.open().shown()),
        *(
            Todo(
                f"Te laat: {row.organisation} met {row}",
                row.get_absolute_url(),
                "Bel de organisatie, of trek de vraag in.",
                row.due_on,
                "late",
            )
            for row in kept.shown()
        ),
    ]


def _own_todo(row: Execution) -> Todo:
    tone = "late" if row.is_overdue else "attention" if row.state == ASKED else "info"
    if row.state == ASKED:
        url, what = reverse("execution_answer", args=[row.pk]), "Geef antwoord"
    else:
        url, what = reverse("execution_done", args=[row.pk]), "Doen"
    return Todo(f"{what}: {row}", url, f"Gevraagd aan {row.organisation}", row.due_on, tone)


def _declined(user: Reader) -> list[Todo]:
    said = ExecutionAnswer.objects.filter(state=DECLINED, at__gte=timezone.now() - NEWS)
    kept = Execution.objects.kept_by(user).filter(state=DECLINED)
    rows = said.filter(execution__in=kept).select_related("execution", "organisation").order_by("-at")
    return [
        Todo(
            f"{row.organisation} doet dit niet: {row.execution}",
            row.execution.get_absolute_url(),
            row.text or f"Op {day(row.at)}",
        )
        for row in rows[:MOST]
    ]
