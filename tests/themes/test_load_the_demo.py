"""The demo shows the real region as the sources have it, loaded once and never over what staff changed."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.themes.reading import words
from themes.models import DocumentTheme, Objective, Theme, ThemeKinship, ThemeTask, TransformationTask
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.demo import sources, themes
from zorgzaam.demo.ids import demo_id
from zorgzaam.sources import Source, SourceConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded(db):
    _load()


def _load():
    with acting(SystemActor.SETUP, reason="test"):
        sources.load()
        themes.load()


def _theme(key):
    return Theme.objects.get(pk=demo_id("theme", key))


@pytest.mark.usefixtures("_loaded")
def test_the_counts_are_those_of_the_sources():
    per_document = [
        ThemeTask.objects.filter(document__short_name__startswith=n).count() for n in ("Regio", "Agenda")
    ]
    assert per_document == [18, 17]
    assert Theme.objects.filter(generation__name__startswith="Regioperspectief").count() == 5
    assert Theme.objects.filter(generation__name__startswith="Regioplan").count() == 6
    assert Objective.objects.count() == 10
    assert TransformationTask.objects.filter(overarching=True).count() == 1
    assert TransformationTask.objects.filter(overarching=False).count() == 7
    assert (Source.objects.filter(code__startswith="s").count(), SourceConflict.objects.count()) == (5, 18)
    assert DocumentTheme.objects.count() == 16


@pytest.mark.usefixtures("_loaded")
def test_loading_again_changes_nothing():
    models = [*apps.get_app_config("themes").get_models(), Source, SourceConflict]
    before = {model: list(model._default_manager.order_by("pk").values()) for model in models}
    _load()
    assert {model: list(model._default_manager.order_by("pk").values()) for model in models} == before


@pytest.mark.usefixtures("_loaded")
def test_loading_again_keeps_what_staff_changed():
    with acting(SystemActor.SETUP):
        Theme.objects.filter(pk=_theme("ouderen").pk).update(goal="Door het bureau geschreven.")
    _load()
    assert _theme("ouderen").goal == "Door het bureau geschreven."


@pytest.mark.usefixtures("_loaded")
def test_odd_numbers_and_the_untitled_opgave_are_shown_as_printed(as_):
    page = words(as_(None), _theme("chronische-zorg").get_absolute_url())
    assert (
        page.index("1a Passend zorggebruik 2e lijn")
        < page.index("1b Inzet innovatie")
        < page.index("(zonder nummer)")
    )
    assert "Komt niet terug in het volgende document" in page


@pytest.mark.usefixtures("_loaded")
def test_the_agenda_has_another_order_than_the_regioperspectief(as_):
    agenda = demo_id("generation-document", "agenda")
    page = words(as_(None), reverse("themes") + f"?volgorde={agenda}")
    assert page.index("Acute zorgketen") < page.index("De gezonde inwoner")
    usual = words(as_(None), reverse("themes"))
    assert usual.index("De gezonde inwoner") < usual.index("Acute zorgketen")


@pytest.mark.usefixtures("_loaded")
def test_the_renamed_theme_and_its_derived_kin(as_):
    page = words(as_(None), _theme("zorgtransformatie-toegankelijkheid").get_absolute_url())
    assert "Heette eerst Acute zorg" in page
    assert "Acute zorgketen afgeleid" in page
    assert "De bronnen zeggen niet hetzelfde" in page
    assert not ThemeKinship.objects.filter(derived=False).exists()


@pytest.mark.usefixtures("_loaded")
def test_nothing_is_resolved_by_loading(as_):
    assert not SourceConflict.objects.filter(resolved_by__isnull=False).exists()
    page = words(as_(None), reverse("sources"))
    assert page.count("Nog niet beslist") == SourceConflict.objects.filter(resolution="").count()
    assert "Nog niet beslist" in page


@pytest.mark.usefixtures("_loaded")
def test_the_target_of_the_objective_about_doctors():
    objective = Objective.objects.get(target_number__isnull=False)
    assert (objective.target_number, objective.target_unit) == (2, "projecten of programma's")
    assert objective.due == "2021"
