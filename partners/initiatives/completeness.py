"""What an initiative lacks before it can be sent: by step of the form, in words."""

from dataclasses import dataclass

from django.db import models

from partners.initiatives.models import Initiative
from partners.organisations.models import Organisation, ParticipationKind


class Part(models.TextChoices):
    """The steps of the form, in their order; the value is the end of the address."""

    IDEA = "idee", "Het idee"
    WHERE = "voor-wie", "Voor wie en waar"
    TOGETHER = "samen", "Met wie"
    MONEY = "geld", "Welk geld"
    CHECK = "zelftoets", "Zelftoets"
    FILES = "bijlagen", "Bijlagen"
    SEND = "indienen", "Nakijken en indienen"


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and the step where it is filled in."""

    part: Part
    words: str


def missing(initiative: Initiative) -> list[Lack]:
    """What still has to be filled in; empty when it can be sent. A constant number of questions."""
    subjects = list(initiative.subjects.all())
    asked = [
        (Part.IDEA, bool(initiative.idea), "het idee, in gewone woorden"),
        (Part.IDEA, bool(initiative.why), "waarom dit nodig is"),
        (Part.IDEA, bool(initiative.by_whom), "namens welke organisatie u dit indient"),
        (Part.WHERE, bool(initiative.for_whom), "voor wie het is"),
        (Part.WHERE, initiative.whole_region or any(s.municipality_id for s in subjects), "waar het is"),
        (
            Part.WHERE,
            any(s.theme_id or s.task_id for s in subjects),
            "bij welk thema of welke opgave het hoort",
        ),
        (Part.TOGETHER, bool(initiative.alone), "waarom geen partij dit alleen kan"),
        (Part.CHECK, initiative.self_checks.exists(), "de zelftoets"),
        (
            Part.SEND,
            initiative.takes_part or not needs_promise(initiative),
            "de belofte om actief mee te doen",
        ),
    ]
    return [Lack(part, words) for part, there, words in asked if not there]


def needs_promise(initiative: Initiative) -> bool:
    """Whether who brings it in has to promise to take active part: they take no part in the network yet."""
    return not takes_part(initiative.organisation)


def takes_part(organisation: Organisation | None) -> bool:
    """Whether this organisation is a deelnemer today."""
    if organisation is None:
        return False
    held = organisation.participations.current().filter(kind=ParticipationKind.MEMBER)
    return bool(held.exists())
