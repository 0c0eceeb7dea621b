"""What carrying out tells the rest of the house: the place on the page of an initiative, todos, mail and erasing."""

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.execution.emails import DUE, LEADS, still_due, still_leads
from partners.initiatives.models import (
    CARRYING,
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    Success,
)
from partners.initiatives.models.executions import forget
from partners.initiatives.ways import Way, way_of
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.people import erasing
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.today import Todo

# How long before it is due a report is asked for on the first page.
AHEAD = datetime.timedelta(days=14)
# How long a report on red stays on the first page of the netwerkbureau.
NEWS = datetime.timedelta(days=30)


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("initiative.execution", "execution", execution)
    today.register("initiative reports", todos)
    may_still_go(DUE, still_due)
    may_still_go(LEADS, still_leads)
    erasing.register("initiative leaders", forget)


def execution(request: HttpRequest, initiative: Any) -> Block | None:
    """On the page of an initiative, for who reads inside, once it was taken up."""
    if initiative.state not in CARRYING:
        return None
    way = way_of(request, initiative)
    row = InitiativeExecution.objects.visible_to(way.reader).filter(initiative=initiative).first()
    if row is not None:
        row.initiative = initiative
    context = {
        "initiative": initiative,
        "way": way,
        "execution": row,
        "milestones": _milestones(row, way) if row else [],
        "reports": list(row.reports.select_related("person")) if row else [],
        "successes": list(Success.objects.visible_to(way.reader).filter(initiative=initiative)),
        "may_plan": may(way.reader, "partners.plan_initiative", initiative),
        "may_carry_out": may(way.reader, "partners.carry_out_initiative", initiative),
        "may_judge": may(way.reader, "partners.judge_success", initiative),
    }
    return Block("partners/initiative_execution.html", context)


def _milestones(row: InitiativeExecution, way: Way) -> list[tuple[InitiativeMilestone, str]]:
    """Each with the address where it is kept up."""
    return [(each, way.url_of("initiative_milestone", each.pk)) for each in row.milestones.all()]


def todos(user: Reader) -> list[Todo]:
    """For who carries it out: a report that is due. For the netwerkbureau: what is late, and what the newsletter may
    tell."""
    standing = standing_of(user)
    if not standing.is_somebody:
        return []
    found = [_report(row) for row in _mine(user, standing)]
    return [*found, *_of_the_bureau()] if standing.is_bureau else found


def _mine(user: Reader, standing: Standing) -> Any:
    day = timezone.localdate() + AHEAD
    mine = Q(leader_id=standing.person_id) | Q(initiative__in=Initiative.objects.own(user).values("pk"))
    return InitiativeExecution.objects.due_by(day).filter(mine).select_related("initiative")


def _report(row: InitiativeExecution) -> Todo:
    return Todo(
        f"Vertel hoe het gaat: {row.initiative.title}",
        reverse("initiative_report_add", args=[row.initiative_id]),
        "Een kleur, en waarom.",
        row.report_due_on,
        "late" if row.is_late else "info",
    )


def _of_the_bureau() -> list[Todo]:
    late = InitiativeExecution.objects.late(timezone.localdate()).select_related("initiative")
    stuck = InitiativeExecution.objects.stuck(timezone.localdate() - NEWS).select_related("initiative")
    waiting = Success.objects.waiting().select_related("initiative")
    return [
        *(
            Todo(
                f"Geen bericht over: {row.initiative.title}",
                row.get_absolute_url(),
                "Het bericht over de voortgang is te laat.",
                row.report_due_on,
                "late",
            )
            for row in late
        ),
        *(
            Todo(
                f"Het lukt zo niet: {row.initiative.title}",
                f"{row.get_absolute_url()}#berichten",
                "Het laatste bericht staat op rood. Kijk wat er nodig is.",
                None,
                "attention",
            )
            for row in stuck
        ),
        *(
            Todo(
                f"Voor de nieuwsbrief? {row.initiative.title}",
                reverse("initiative_success_judge", args=[row.pk]),
                "Wie het uitvoert, biedt een succes aan.",
            )
            for row in waiting
        ),
    ]
