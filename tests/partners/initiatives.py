"""Initiatives for tests: a draft, a complete one, one that was sent, and one that went on from there."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.initiatives import moving, submitting
from partners.initiatives.models import (
    Fits,
    Guest,
    Initiative,
    InitiativeFile,
    InitiativePartner,
    InitiativeSubject,
    SelfCheck,
)
from partners.initiatives.moving import Step
from tests.governance.agendas import PDF
from tests.themes import making
from tests.world import World, set_up
from themes.criteria.models import AssessmentCriterion
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.audit.actors import SystemActor
from zorgzaam.files.store import keep

COMPLETE = {
    "idea": "Buren koken samen in het buurthuis.",
    "why": "Veel ouderen eten alleen.",
    "for_whom": "Ouderen in Duindorp",
    "whole_region": True,
    "alone": "De zaal is van de gemeente, de koks zijn van ons.",
    "takes_part": True,
}


@set_up
def a_draft(world: World, title: str = "Samen eten", **extra: Any) -> Initiative:
    """A draft of `partner` for `partner_org`, with a title and nothing more unless said."""
    extra = {"organisation": world.partner_org, "started_by": world.partner.person, **extra}
    return Initiative.objects.create(title=title, **extra)


def a_theme(name: str = "Ouder worden") -> Theme:
    """A theme of the one generation there is; asked again, the same."""
    known = Theme.objects.filter(name=name).first()
    return known or making.theme(ThemeGeneration.objects.first() or making.generation(), name)


@set_up
def a_criterion(name: str = "Kwaliteit", position: int = 1) -> AssessmentCriterion:
    return AssessmentCriterion.objects.get_or_create(name=name, defaults={"position": position})[0]


@set_up
def hang_on(initiative: Initiative, *subjects: Any) -> None:
    """Themes, tasks, municipalities or levels."""
    names = {"theme": "theme", "transformationtask": "task", "municipality": "municipality"}
    for each in subjects:
        kind = names.get(each._meta.model_name, "level")
        InitiativeSubject.objects.create(initiative=initiative, **{kind: each})


def a_complete_draft(world: World, title: str = "Samen eten", **extra: Any) -> Initiative:
    """A draft with all that sending asks."""
    made = a_draft(world, title, **{**COMPLETE, **extra})
    hang_on(made, a_theme())
    set_up(SelfCheck.objects.create)(initiative=made, criterion=a_criterion(), fits=Fits.YES)
    return fresh_row(made)


def fresh_row(initiative: Initiative) -> Initiative:
    """As the next request would read it."""
    return Initiative.objects.get(pk=initiative.pk)


def a_sent_one(world: World, title: str = "Samen eten", **extra: Any) -> Initiative:
    """Sent by `partner`."""
    made = a_complete_draft(world, title, **extra)
    submitting.submit(made, by=world.partner)
    return fresh_row(made)


def moved(initiative: Initiative, step: Step, by: Any) -> Initiative:
    """One step further."""
    moving.take_step(initiative, step, by=by)
    return fresh_row(initiative)


@set_up
def a_guest(initiative: Initiative, **extra: Any) -> Guest:
    """Who brings it in without an account."""
    extra = {"name": "Gerda Gast", "email": "gerda@buiten.example", **extra}
    return Guest.objects.create(initiative=initiative, **extra)


def a_guests_draft(world: World, **extra: Any) -> Initiative:
    """Complete, by somebody without an account whose address is not confirmed yet."""
    made = a_complete_draft(
        world, organisation=None, started_by=None, organisation_name="Stichting Buiten", **extra
    )
    a_guest(made)
    return fresh_row(made)


def a_guests_one(world: World, title: str = "Samen eten", email: str = "gerda@buiten.example") -> Initiative:
    """Sent by somebody without an account who confirmed their address; `row.guest` is who."""
    made = a_complete_draft(
        world, title, organisation=None, started_by=None, organisation_name="Stichting Buiten"
    )
    a_guest(made, email=email, confirmed_at=made.since)
    submitting.submit(fresh_row(made), by=VISITOR)
    return fresh_row(made)


@set_up
def with_file(initiative: Initiative, name: str = "begroting.pdf") -> InitiativeFile:
    """A file that hangs on it."""
    stored = keep(SimpleUploadedFile(name, PDF + name.encode()))
    return InitiativeFile.objects.create(initiative=initiative, file=stored, filename=name)


@set_up
def together_with(initiative: Initiative, organisation: Any) -> InitiativePartner:
    """An organisation that was asked to sign along."""
    return InitiativePartner.objects.create(initiative=initiative, organisation=organisation)


VISITOR = SystemActor.VISITOR
