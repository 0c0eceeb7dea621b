"""Factories for the workspace of a schrijfteam; each writes as the system actor for setting up."""

from dataclasses import dataclass
from typing import Any

from governance.bodies.models import Body, BodyKind, Role
from governance.writing.handing_in import hand_in
from governance.writing.models import (
    HarvestCluster,
    HarvestItem,
    WorkedTask,
    WritingAssignment,
    WritingParagraph,
)
from governance.writing.models.votes import cast_ballot
from governance.writing.steps import Step
from tests.themes import making
from tests.world import World, account, body, mandate, second_factor, set_up
from themes.criteria.models import AssessmentCriterion
from themes.findings.models import DiscussionQuestion
from zorgzaam.accounts.models import User

QUESTIONS = (
    "Herkennen we dit?",
    "Wat is lastig?",
    "Wat houdt ons tegen?",
    "Op welke schaal?",
    "Wie is nodig?",
)
CRITERIA = ("Kwaliteit", "Toegankelijkheid", "Betaalbaarheid", "Ervaren gezondheid")


@dataclass
class Team:
    """A schrijfteam of the invented region; the programmateam is `world.other`, where other_member sits."""

    assignment: WritingAssignment
    body: Body
    lead: User
    coordinator: User
    expert: User

    @property
    def members(self) -> tuple[User, ...]:
        return (self.lead, self.coordinator, self.expert)


@set_up
def a_team(world: World, name: str = "Dijken", theme: Any = None, **extra: Any) -> Team:
    """A team at the first step, with the five questions and the four criteria."""
    theme = theme or making.theme(making.generation(f"Deltaplan {name}"), f"Thema {name}")
    for number, text in enumerate(QUESTIONS, start=1):
        DiscussionQuestion.objects.get_or_create(
            generation=theme.generation, position=number, defaults={"text": text}
        )
    for number, text in enumerate(CRITERIA, start=1):
        AssessmentCriterion.objects.get_or_create(name=text, defaults={"position": number})
    team = body(f"Schrijfteam {name}", BodyKind.WRITING_TEAM)
    roles = {"lead": Role.LEAD, "coordinator": Role.COORDINATOR, "expert": Role.EXPERT}
    people = {key: account(f"{key.capitalize()} {name}") for key in roles}
    for key, role in roles.items():
        mandate(people[key], team, role)
        second_factor(people[key])
    extra.setdefault("programme", world.other)
    assignment = WritingAssignment.objects.create(theme=theme, team=team, **extra)
    return Team(assignment, team, **people)


@set_up
def an_item(team: Team, text: str = "De bus komt te weinig", **extra: Any) -> HarvestItem:
    return HarvestItem.objects.create(assignment=team.assignment, text=text, **extra)


@set_up
def a_cluster(team: Team, name: str = "Vervoer", *, chosen: bool = True, **extra: Any) -> HarvestCluster:
    return HarvestCluster.objects.create(assignment=team.assignment, name=name, chosen=chosen, **extra)


@set_up
def a_paragraph(
    team: Team, heading: str = "Waarom", text: str = "<p>Omdat het moet.</p>", **extra: Any
) -> Any:
    return WritingParagraph.objects.create(assignment=team.assignment, heading=heading, text=text, **extra)


@set_up
def a_task(team: Team, title: str = "Een bus om het uur", **extra: Any) -> WorkedTask:
    words = {"goal": "Iedereen komt er", "measure": "Een bus per uur", "scale": "regionaal"}
    return WorkedTask.objects.create(assignment=team.assignment, title=title, **{**words, **extra})


def prioritising(team: Team, *names: str) -> list[HarvestCluster]:
    """Brings the team to the vote, with these clusters in focus."""
    clusters = [a_cluster(team, name) for name in names or ("Vervoer", "Eenzaamheid")]
    for step in (Step.FOCUS, Step.PRIORITISE):
        team.assignment.move(step, by=team.lead)
    return clusters


def concretising(team: Team) -> list[HarvestCluster]:
    """Brings the team past a vote of its lead."""
    clusters = prioritising(team)
    cast_ballot(team.assignment, by=team.lead, dots={clusters[0].pk: 2}, scores={}, seen=0)
    team.assignment.move(Step.CONCRETISE, by=team.lead)
    return clusters


def concretised(team: Team) -> WorkedTask:
    """Brings the team past its vote, with one worked-out task."""
    concretising(team)
    made: WorkedTask = a_task(team)
    return made


def handed_in(team: Team) -> Any:
    """Brings the team to its first version, handed in by the lead."""
    concretising(team)
    a_paragraph(team)
    a_task(team)
    return hand_in(team.assignment, by=team.lead)
