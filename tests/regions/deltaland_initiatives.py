"""Initiatives of Deltaland, all invented: one in each stage somebody has a page for, made by the steps people take."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives import assessing, moving, submitting
from partners.initiatives.assessing import Said
from partners.initiatives.execution import steps as execution
from partners.initiatives.models import (
    Fits,
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    InitiativeSubject,
    PublicText,
    SelfCheck,
    State,
)
from partners.initiatives.moving import Step
from partners.initiatives.publishing import steps as publishing
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from tests.themes import making
from themes.criteria.models import AssessmentCriterion
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

DRAFT = "Voorbeeld: schaatsen op recept"
RECEIVED = "Voorbeeld: een veerpont naar de huisarts"
ASSESSED = "Voorbeeld: samen zingen tegen de mist"
RUNNING = "Voorbeeld: tuinen op de dijk"
SUMMARY = "Buren van verzonnen Kreekdam houden samen een tuin bij."


def load() -> None:
    """After `deltaland.load()`: a theme, a criterion, and four initiatives of Zorggroep Duin."""
    theme = making.theme(making.generation("Deltavisie"), "Leven aan het water")
    with acting(SystemActor.SETUP, reason="Deltaland"):
        AssessmentCriterion.objects.create(name="Nut voor de delta", position=1)
        rows = {title: _written(title, theme) for title in (DRAFT, RECEIVED, ASSESSED, RUNNING)}
    for title in (RECEIVED, ASSESSED, RUNNING):
        submitting.submit(rows[title], by=_who("partner"))
    _assessed(rows[ASSESSED])
    _run(rows[RUNNING])
    _publish(rows[RUNNING])


def _who(key: str) -> User:
    return User.objects.select_related("person").get(email=f"{key}@deltaland.example")


def _written(title: str, theme: Any) -> Initiative:
    row = Initiative.objects.create(
        title=title,
        idea="Dit is verzonnen.",
        why="Om te laten zien hoe het gaat.",
        for_whom="Verzonnen inwoners.",
        alone="Er is meer dan één verzonnen organisatie voor nodig.",
        takes_part=True,
        organisation=Organisation.objects.get(name__startswith="Zorggroep Duin"),
        started_by=_who("partner").person,
    )
    for about in ({"theme": theme}, {"municipality": Municipality.objects.get(slug="kreekdam")}):
        InitiativeSubject.objects.create(initiative=row, **about)
    for criterion in AssessmentCriterion.objects.all():
        SelfCheck.objects.create(initiative=row, criterion=criterion, fits=Fits.YES)
    row.refresh_from_db()
    return row


def _assessed(row: Initiative) -> None:
    """Asked of two, one of whom answered."""
    people = [_who(key).person for key in ("lid", "secretaris")]
    due_on = timezone.localdate() + datetime.timedelta(days=20)
    done, _ = assessing.ask(row, people, due_on, by=_who("bureau").person)
    scores = {one.pk: (4, "Iedereen kan zingen.") for one in AssessmentCriterion.objects.all()}
    assessing.hand_in(done, Said(scores, "doen", "Verzonnen, en vrolijk."), by=done.person)


def _run(row: Initiative) -> None:
    bureau, partner = _who("bureau"), _who("partner")
    for step in (
        Step(State.TRIAGE),
        Step(State.ASSESSING),
        Step(State.ON_AGENDA, at_whom="Zorgraad Deltaland"),
        Step(State.TAKEN_UP),
    ):
        moving.take_step(row, step, by=bureau)
    with acting(partner):
        led = InitiativeExecution(
            initiative=row, leader_name="Pleun Duin", leader_email="partner@deltaland.example"
        )
        execution.set_leader(led)
        led.save()
        soon = timezone.localdate() + datetime.timedelta(days=30)
        InitiativeMilestone.objects.create(execution=led, title="De eerste oogst", due_on=soon)
    execution.begin(row, timezone.localdate(), by=partner)
    words = {"light": "groen", "words": "Alles groeit.", "public_line": "De eerste bedden liggen er."}
    report = InitiativeReport(execution=led, on=timezone.localdate(), **words)
    execution.report(report, by=partner)


def _publish(row: Initiative) -> None:
    with acting(_who("bureau")):
        text = PublicText.objects.create(initiative=row, title=row.title, summary=SUMMARY)
    publishing.agree(text, publishing.Said(on=timezone.localdate()), by=_who("partner"))
    publishing.publish(text, by=_who("bureau"))
