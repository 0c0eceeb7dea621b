"""What is alive on a public page: how far an initiative is, its milestones and how it goes."""

from dataclasses import dataclass

from partners.initiatives.models import (
    InitiativeExecution,
    InitiativeMilestone,
    InitiativePublication,
    InitiativeReport,
)
from partners.initiatives.publishing.words import TONES, public_state, public_words


@dataclass(frozen=True)
class Alive:
    """`milestones` and `report` are there once somebody carries it out. Of the report only the light is for the public,
    and its `public_line` when there is one."""

    words: str
    tone: str
    execution: InitiativeExecution | None
    milestones: list[InitiativeMilestone]
    report: InitiativeReport | None


def alive(publication: InitiativePublication) -> Alive:
    """Of a publication on the site; three queries."""
    initiative = publication.initiative
    found: InitiativeExecution | None = InitiativeExecution.objects.filter(initiative=initiative).first()
    milestones = list(found.milestones.defer("words")) if found else []
    told = "light", "on", "public_line"
    report = found.reports.only(*told).first() if found else None
    tone = TONES[public_state(initiative.state)]
    return Alive(public_words(initiative), tone, found, milestones, report)
