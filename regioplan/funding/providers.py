"""What money tells the rest of the house: places, todos, search, history and following."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from regioplan.funding import rules
from regioplan.funding.amounts import Allocation
from regioplan.funding.applications import ApplicationState, ApplicationStep, FundingApplication
from regioplan.funding.coverage import of_tasks
from regioplan.funding.instruments import FundingInstrument, FundingMandate
from regioplan.funding.overview import of_municipality
from zorgzaam import follow, places, search, today
from zorgzaam.access import may
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

# So long before its last day an application asks for attention.
AHEAD = datetime.timedelta(days=42)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("task.related", "funding", of_task, order=40)
    places.register("municipality.bodies", "funding", of_place, order=70)
    today.register("funding", todos)
    follow.register("instrument", follow.Subject(FundingInstrument.objects.all, "deze geldstroom"))
    search.register(
        "instrument", search.Searchable("Geldstroom", FundingInstrument.objects.all, "name", "purpose")
    )
    pages.register(
        "instrument",
        pages.Historied(FundingInstrument.objects.all, "regioplan.view_history_of_instrument", _parts),
    )


def _parts(instrument: Any, reader: Reader) -> list[Any]:
    own = FundingApplication.objects.visible_to(reader).filter(instrument=instrument)
    return [
        FundingMandate.objects.filter(instrument=instrument),
        Allocation.objects.visible_to(reader).filter(instrument=instrument),
        own,
        ApplicationStep.objects.filter(application__in=own),
    ]


def of_task(request: HttpRequest, task: Any) -> Block:
    """What a task needs, what there is and what is missing."""
    [coverage] = of_tasks(request.user, [task])
    keeps = may(request.user, "regioplan.keep_funding")
    return Block("regioplan/funding_of_task.html", {"coverage": coverage, "keeps": keeps, "task": task})


def of_place(request: HttpRequest, municipality: Any) -> Block:
    """The money of a municipality."""
    found = of_municipality(request.user, municipality)
    return Block("regioplan/funding_of_municipality.html", {"figures": found, "municipality": municipality})


def todos(user: Reader) -> list[Todo]:
    """Applications whose last day comes near or is past, for the netwerkbureau and the applicant.

    Not those whose last day was past before they were written down here: history asks nothing of anybody.
    """
    standing = standing_of(user)
    if not (standing.is_bureau or standing.organisations):
        return []
    found = FundingApplication.objects.visible_to(user).filter(
        state=ApplicationState.PREPARING, deadline__isnull=False, deadline__lte=timezone.localdate() + AHEAD
    )
    if not standing.is_bureau:
        found = found.filter(applicant_id__in=standing.organisations)
    return [_todo(one, standing.is_bureau) for one in found.select_related("instrument") if one.waits]


def _todo(application: FundingApplication, is_bureau: bool) -> Todo:
    day = timezone.localdate()
    last = application.last_day or day
    why = f"Indienen {application.deadline_words}"
    if application.lacks_attachment:
        why += f". De bijlage ontbreekt nog: {application.required_attachment}"
    url = reverse("application_step", args=[application.pk]) if is_bureau else application.get_absolute_url()
    return Todo(f"Aanvraag {application}", url, why, last, "late" if last < day else "attention")
