"""Factories for proposals and advice; each writes as the system actor for setting up, or as who does it."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance.bodies.models import Body
from governance.intake import advising, triage
from governance.intake.models import Advice, Proposal
from governance.intake.proposing import File, With, propose
from tests.governance.agendas import PDF
from tests.world import set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.files.store import keep

TITLE = "Nachtzorg in de polder"
WHY = "Ouderen wachten 's nachts te lang."
DAY = datetime.timedelta(days=1)


@set_up
def a_proposal(by: User, body: Body, title: str = TITLE, *, files: Any = (), **extra: Any) -> Proposal:
    """Proposed by somebody for a body; `files` are contents, `themes`, `tasks` and `beside` as in `With`."""
    more = {name: extra.pop(name) for name in ("themes", "tasks", "beside", "follows") if name in extra}
    kept = [
        File(keep(SimpleUploadedFile(f"{each}.pdf", PDF + each.encode())), f"{each}.pdf") for each in files
    ]
    row = Proposal(body=body, title=title, **{"why": WHY, **extra})
    return propose(row, With(files=kept, **more), by=by.person)


def fresh_row(row: Proposal) -> Proposal:
    return Proposal.objects.get(pk=row.pk)


def where(**extra: Any) -> triage.Place:
    return triage.Place(**{"title": TITLE, "kind": "besluit", "minutes": 15, **extra})


@set_up
def placed(row: Proposal, **extra: Any) -> Proposal:
    triage.place(fresh_row(row), where(**extra), by=SystemActor.SETUP)
    return fresh_row(row)


@set_up
def offered(row: Proposal, to: Body) -> Proposal:
    triage.offer(fresh_row(row), to, by=SystemActor.SETUP, why="Hoort daar")
    return fresh_row(row)


@set_up
def asked(
    about: Any, *organisations: Any, people: Any = (), days: int = 10, by: User | None = None
) -> Advice:
    """Advice asked of these; gives the first question."""
    question = advising.Question("Wat vinden jullie hiervan?", timezone.localdate() + days * DAY)
    actor = by.person if by else SystemActor.SETUP
    return advising.ask(about, organisations, people, question, by=actor)[0]


def sent(row: Any, **more: Any) -> dict[str, Any]:
    """What a form of this row sends, with the version it has now."""
    row.refresh_from_db()
    return {"version": str(row.version), **more}
