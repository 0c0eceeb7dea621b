"""The demo shows the real region as the sources have it, loaded once and never over what staff changed."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.themes.reading import words
from themes.models import (
    Objective,
    TaskLink,
    Theme,
    ThemeKinship,
    TransformationTask,
)
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.demo import sources, themes
from zorgzaam.demo.ids import demo_id
from zorgzaam.sources import Source, SourceConflict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo")]


def _load():
    with acting(SystemActor.SETUP, reason="test"):
        sources.load()
        themes.load()


def _theme(key):
    return Theme.objects.get(pk=demo_id("theme", key))


def test_loading_again_changes_nothing():
    models = [*apps.get_app_config("themes").get_models(), Source, SourceConflict]
    before = {model: list(model._default_manager.order_by("pk").values()) for model in models}
    _load()
    assert {model: list(model._default_manager.order_by("pk").values()) for model in models} == before


def test_loading_again_keeps_what_staff_changed():
    with acting(SystemActor.SETUP):
        Theme.objects.filter(pk=_theme("ouderen").pk).update(goal="Door het bureau geschreven.")
    _load()
    assert _theme("ouderen").goal == "Door het bureau geschreven."


def test_odd_numbers_and_the_untitled_opgave_are_shown_as_printed(as_):
    page = words(as_(None), _theme("chronische-zorg").get_absolute_url())
    assert (
        page.index("1a Passend zorggebruik 2e lijn")
        < page.index("1b Inzet innovatie")
        < page.index("(zonder nummer)")
    )
    assert "Komt niet terug in het volgende document" in page


def test_the_agenda_has_another_order_than_the_regioperspectief(as_):
    agenda = demo_id("generation-document", "agenda")
    page = words(as_(None), reverse("themes") + f"?volgorde={agenda}")
    assert page.index("Acute zorgketen") < page.index("De gezonde inwoner")
    usual = words(as_(None), reverse("themes"))
    assert usual.index("De gezonde inwoner") < usual.index("Acute zorgketen")


def test_the_renamed_theme_and_its_derived_kin(as_):
    page = words(as_(None), _theme("zorgtransformatie-toegankelijkheid").get_absolute_url())
    assert "Heette eerst Acute zorg" in page
    assert "Acute zorgketen afgeleid" in page
    assert "De bronnen zeggen niet hetzelfde" in page
    assert not ThemeKinship.objects.filter(derived=False).exists()


def test_nothing_is_resolved_by_loading(as_):
    assert not SourceConflict.objects.filter(resolved_by__isnull=False).exists()
    page = words(as_(None), reverse("sources"))
    assert page.count("Voorstel, nog niet beslist") == 48


def test_the_target_of_the_objective_about_doctors():
    objective = Objective.objects.get(target_number__isnull=False)
    assert (objective.target_number, objective.target_unit) == (2, "projecten of programma's")
    assert objective.due == "2021"


def test_what_the_tasks_of_the_conference_became_is_derived(as_):
    assert not TaskLink.objects.filter(derived=False).exists()
    page = words(as_(None), TransformationTask.objects.get(pk=demo_id("task", "to-3")).get_absolute_url())
    assert "Werd Toegankelijke en laagdrempelige ondersteuning, hulp en zorg. afgeleid" in page
    later = words(as_(None), TransformationTask.objects.get(pk=demo_id("task", "rp-3")).get_absolute_url())
    assert later.count("Was We werken") == 2
    assert "Geen bron zegt bij welke opgave die horen" in later
