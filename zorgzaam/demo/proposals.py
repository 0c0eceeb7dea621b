"""Proposals and a question for advice of the demo: all invented, and saying so. Makes what is missing."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.intake import triage
from governance.intake.models import Advice, AdviceNotice, Proposal, ProposalNotice, ProposalStep
from governance.intake.models.advice import Reason
from governance.intake.proposing import With, propose
from governance.meetings.models import Meeting
from partners.organisations.models import Organisation
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    """Every proposal that is not there yet; nobody is written to about the past."""
    data = facts("proposals")
    for record in data["proposals"]:
        _proposal(record)
    for record in data["advice"]:
        _advice(record)


def _proposal(record: dict[str, Any]) -> None:
    key = demo_id("proposal", record["id"])
    body, by = _body(record["body"]), Person.objects.filter(pk=demo_id("person", record["by"])).first()
    if body is None or by is None or Proposal.objects.filter(pk=key).exists():
        return
    row = Proposal(
        pk=key,
        body=body,
        meeting=Meeting.objects.filter(pk=demo_id("meeting", record.get("meeting", ""))).first(),
        organisation=Organisation.objects.filter(
            pk=demo_id("organisation", record.get("organisation", ""))
        ).first(),
        council=_body(record.get("council", "")),
        **{name: record[name] for name in ("title", "why", "asks")},
    )
    propose(row, _with(record), by=by)
    _step(row, record)
    for step in ProposalStep.objects.filter(proposal=row, notice__isnull=True):
        ProposalNotice.objects.create(step=step)


def _step(row: Proposal, record: dict[str, Any]) -> None:
    row.refresh_from_db()
    if "later" in record:
        day = timezone.localdate() + datetime.timedelta(days=record["later"])
        triage.put_off(row, triage.Later(on=day), by=SystemActor.SETUP, text="Voorbeeld: na de zomer.")
    elif why := record.get("back"):
        triage.send_back(row, by=SystemActor.SETUP, why=why)
    elif other := _body(record.get("offer", "")):
        triage.offer(
            row, other, by=SystemActor.SETUP, why="Voorbeeld: formulieren horen bij het netwerkbureau."
        )


def _with(record: dict[str, Any]) -> With:
    themes, tasks = ([demo_id(kind, key) for key in record.get(kind, ())] for kind in ("theme", "task"))
    return With(Theme.objects.filter(pk__in=themes), TransformationTask.objects.filter(pk__in=tasks))


def _body(key: str) -> Body | None:
    return Body.objects.filter(pk=demo_id("body", key)).first()


def _advice(record: dict[str, Any]) -> None:
    proposal = Proposal.objects.filter(pk=demo_id("proposal", record["proposal"])).first()
    organisation = Organisation.objects.filter(pk=demo_id("organisation", record["organisation"])).first()
    if proposal is None or organisation is None:
        return
    row = put(
        Advice, "advice", record["proposal"],
        body_id=proposal.body_id, proposal=proposal, organisation=organisation, question=record["question"],
        due_on=timezone.localdate() + datetime.timedelta(days=record["days"]),
    )  # fmt: skip
    AdviceNotice.objects.get_or_create(advice=row, kind=Reason.ASKED)
