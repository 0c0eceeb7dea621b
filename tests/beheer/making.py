"""One of everything beheer changes, and its form as a browser would send it."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse
from lxml import html

from governance.bodies.models import Succession
from partners.organisations.models import Participation
from partners.regions.models import Region, RegionMembership, RegionScheme
from regioplan.accords.models import Accord, AccordParty
from tests.themes import making
from tests.world import World, set_up
from themes.criteria.models import (
    AssessmentCriterion,
    CareDomain,
    CareService,
    PreventionLevel,
    ServiceTheme,
    StrategicPrinciple,
)
from themes.findings.models import DiscussionQuestion
from themes.themes.models import DocumentTheme
from zorgzaam.house import House
from zorgzaam.sources import Source, SourceConflict

Typed = dict[str, str]


def changeable() -> list[type[models.Model]]:
    """Every model an administrator can change in beheer."""
    return [model for model, of in admin.site._registry.items() if of.has_change_permission(_asked())]


def rows_below() -> list[tuple[type[models.Model], type[models.Model]]]:
    """(model of the page, model of the rows below it)."""
    return [(model, below.model) for model in changeable() for below in admin.site._registry[model].inlines]


def _asked() -> Any:
    asked = RequestFactory().get("/")
    asked.user = type("Superuser", (), {"has_perm": lambda *args: True})()  # type: ignore[assignment]
    return asked


@set_up
def one_of_each(world: World) -> dict[type[models.Model], models.Model]:
    """An object per model, with at least one row below it where its page has rows."""
    scheme = RegionScheme.objects.create(name="IZA-regio's", slug="iza")
    region = Region.objects.create(scheme=scheme, name="Deltaland")
    first = making.generation("Eerder plan", 2021)
    later = making.generation("Later plan", 2023)
    wonen, thuis = making.theme(first, "Wonen"), making.theme(later, "Thuis")
    paper, next_paper = making.document(first), making.document(later)
    opgave, vervolg = making.opgave(wonen, paper), making.opgave(thuis, next_paper)
    accord = Accord.objects.create(short_name="Buurtakkoord", title="Akkoord over buurten")
    domain = CareDomain.objects.create(payer="Gemeente", position=1)
    service = CareService.objects.create(name="Wijkzorg", domain=domain, position=1)
    task, end_list = making.task(making.task_list(), 1, "Valpreventie"), making.task_list("eindlijst")
    found = [
        scheme, region, first, wonen, paper, opgave, domain, service, world.municipality, world.member,
        world.member.person, world.coalition, world.partner_org, House.objects.get(),
        RegionMembership.objects.create(region=region, municipality=world.municipality),
        Participation.objects.create(organisation=world.partner_org, kind="deelnemer"),
        Succession.objects.create(predecessor=world.coalition, successor=world.other, kind="opgegaan_in"),
        world.coalition.seats.get(), world.member.person.mandates.get(),
        world.partner.person.representations.get(),
        Source.objects.create(code="s0", title="Regiobeeld"),
        SourceConflict.objects.create(code="c1", topic="Datum", readings=[{"value": "2019", "source": "s0"}]),
        making.finding(wonen), making.objective(wonen), making.former_name(wonen, "Huis"),
        making.kinship(wonen, thuis), making.followed_by(opgave, vervolg),
        task, end_list, making.part(end_list, "Taal"), making.touches(task, wonen),
        making.became(task, making.task(end_list, 1, "Vallen")),
        DocumentTheme.objects.create(document=paper, theme=wonen, position=1),
        AssessmentCriterion.objects.create(name="Haalbaar", position=1),
        PreventionLevel.objects.create(name="Vroeg", position=1),
        StrategicPrinciple.objects.create(generation=first, number=1, text="Samen"),
        DiscussionQuestion.objects.create(generation=first, text="Wat nu?", position=1),
        ServiceTheme.objects.create(service=service, theme=wonen),
        accord, AccordParty.objects.create(accord=accord, position=1, name="Landelijke Buren"),
    ]  # fmt: skip
    return {type(each): each for each in found}


def address(obj: models.Model, verb: str = "change") -> str:
    """The page of `obj` in beheer."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{verb}", args=[obj.pk])


def opened(client: Client, url: str) -> Typed:
    """What the form on a page of beheer would send when nothing is changed."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return sent(answer)


def sent(answer: Any) -> Typed:
    """What the form in this answer would send."""
    page = html.fromstring(answer.content.decode())
    form = next(each for each in page.forms if each.get("id", "").endswith("_form"))
    return {field.name: _value(field) for field in form.inputs if _counts(field)}


def _counts(field: Any) -> bool:
    """Whether a browser would send it: named, no button, and checked if it can be."""
    if field.name in (None, "csrfmiddlewaretoken") or field.get("type") in ("submit", "button"):
        return False
    return field.get("type") not in ("checkbox", "radio") or field.checked


def _value(field: Any) -> str:
    # The first line break in a textarea is markup, not text.
    return str(field.value or "").removeprefix("\n")


def text_field(typed: Typed, model: type[models.Model], prefix: str = "") -> str:
    """A field of the form that takes any words or number."""
    for field in model._meta.concrete_fields:
        free = isinstance(field, models.CharField | models.TextField) and not field.choices
        plain = free and not isinstance(field, models.SlugField | models.EmailField | models.URLField)
        if plain and prefix + field.name in typed and not field._validators:  # type: ignore[attr-defined]
            return prefix + field.name
    return ""
