"""Initiatives of the demo: all invented, and saying so. Makes what is missing; nobody is written to about the past."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives import moving, submitting
from partners.initiatives.models import (
    Cosign,
    Fits,
    Guest,
    Initiative,
    InitiativePartner,
    InitiativeSubject,
    Move,
    MoveNotice,
    SelfCheck,
    State,
)
from partners.initiatives.moving import Step
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from themes.criteria.models import AssessmentCriterion, PreventionLevel
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo import initiatives_in_public
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

BY = SystemActor.SETUP
SUBJECTS = {
    "theme": Theme,
    "task": TransformationTask,
    "municipality": Municipality,
    "prevention-level": PreventionLevel,
}
AT_WHOM = "Verbindende Coalitie (voorbeeld)"
# Through which states each one comes where it is.
ROUTES: dict[str, tuple[State, ...]] = {
    State.DRAFT: (),
    State.RECEIVED: (),
    State.TRIAGE: (State.TRIAGE,),
    State.ASSESSING: (State.TRIAGE, State.ASSESSING),
    State.OFFERED: (State.TRIAGE, State.OFFERED),
    State.RETURNED: (State.TRIAGE, State.RETURNED),
    State.NOT_TAKEN_UP: (State.ASSESSING, State.ON_AGENDA, State.NOT_TAKEN_UP),
    State.TAKEN_UP: (State.ASSESSING, State.ON_AGENDA, State.TAKEN_UP),
    State.RUNNING: (State.ASSESSING, State.ON_AGENDA, State.TAKEN_UP, State.RUNNING),
    State.DONE: (State.ASSESSING, State.ON_AGENDA, State.TAKEN_UP, State.RUNNING, State.DONE),
}


def load() -> None:
    """Every initiative that is not there yet, along its way."""
    for record in facts("initiatives")["initiatives"]:
        key = demo_id("initiative", record["id"])
        if not Initiative.objects.filter(pk=key).exists() and _can_be(record):
            _initiative(key, record)


def _can_be(record: dict[str, Any]) -> bool:
    """Whether who brings it in was loaded too."""
    return "guest" in record or Organisation.objects.filter(pk=_organisation(record)).exists()


def _organisation(record: dict[str, Any]) -> Any:
    return demo_id("organisation", record.get("organisation", ""))


def _initiative(key: Any, record: dict[str, Any]) -> None:
    row = Initiative.objects.create(
        pk=key,
        title=record["title"],
        idea=record["idea"],
        why="Dit is een verzonnen initiatief, om te laten zien hoe het gaat.",
        for_whom="Verzonnen inwoners.",
        alone="Er is meer dan één verzonnen organisatie voor nodig.",
        takes_part=True,
        whole_region=record.get("whole_region", False),
        **_by_whom(record),
    )
    _hang(row, record)
    if record["state"] == State.DRAFT:
        return
    row.refresh_from_db()
    submitting.submit(row, by=BY, at=timezone.now() - datetime.timedelta(days=record["ago"]))
    _walk(row, record)
    # What happened before today is no news to anybody.
    for move in Move.objects.filter(initiative=row, notice__isnull=True):
        MoveNotice.objects.create(move=move, told=0)


def _by_whom(record: dict[str, Any]) -> dict[str, Any]:
    if "guest" in record:
        return {"organisation_name": record["organisation_name"]}
    by = Person.objects.filter(pk=demo_id("person", record["by"])).first()
    return {"organisation_id": _organisation(record), "started_by": by}


def _hang(row: Initiative, record: dict[str, Any]) -> None:
    for kind, model in SUBJECTS.items():
        name = "level" if kind == "prevention-level" else kind
        keys = [demo_id(kind, key) for key in record.get(name, ())]
        for subject in model._default_manager.filter(pk__in=keys):
            InitiativeSubject.objects.create(initiative=row, **{name: subject})
    for key in record.get("together", ()):
        _partner(row, key)
    for criterion in AssessmentCriterion.objects.all():
        SelfCheck.objects.create(initiative=row, criterion=criterion, fits=Fits.PARTLY)
    if "guest" in record:
        Guest.objects.create(initiative=row, confirmed_at=timezone.now(), **record["guest"])


def _partner(row: Initiative, key: str) -> None:
    organisation = Organisation.objects.filter(pk=demo_id("organisation", key)).first()
    if organisation is not None:
        signed = {
            "cosign": Cosign.SIGNED,
            "person": Person.objects.get(pk=demo_id("person", "bureau")),
            "answered_at": timezone.now(),
        }
        InitiativePartner.objects.create(initiative=row, organisation=organisation, **signed)


def _walk(row: Initiative, record: dict[str, Any]) -> None:
    """Each step on a day of its own, from the day it was sent until now."""
    route = ROUTES[record["state"]]
    began = record.get("starts")
    until = record["ago"] - (began or record["ago"] // 2)
    for number, state in enumerate(route, start=1):
        row.refresh_from_db()
        before = route[: route.index(State.RUNNING)] if State.RUNNING in route else route
        days = record["ago"] - until * number // max(len(before), 1)
        if state == State.RUNNING:
            days = began or 0
            initiatives_in_public.plan(row, record)
        if state == State.DONE:
            days = -record["ends"]
        with moving.taking(row, BY) as now:
            moving.write(now, _step(state, record), BY, at=timezone.now() - datetime.timedelta(days=days))
    row.refresh_from_db()
    initiatives_in_public.load(row, record)


def _step(state: State, record: dict[str, Any]) -> Step:
    last = state == record["state"]
    recipient = Organisation.objects.filter(pk=demo_id("organisation", record.get("recipient", ""))).first()
    return Step(
        state,
        why=record.get("why", "") if last else "",
        at_whom=AT_WHOM if state == State.ON_AGENDA else "",
        organisation=recipient if state == State.OFFERED else None,
    )
