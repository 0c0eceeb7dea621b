"""Administrators manage the themes in beheer; nobody else does, and nobody loses an edit."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.themes import making
from tests.world import set_up
from zorgzaam.sources import Source, SourceConflict

MODELS = [m for m in apps.get_app_config("themes").get_models() if not m.__name__.endswith("Event")]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_is_another_test(settings):
    settings.MFA_REQUIRED_FOR_STAFF = False


def _list(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", [*MODELS, Source, SourceConflict])
def test_every_list_opens_with_search_and_its_form(world, as_, model):
    client = as_(world.admin)
    assert client.get(_list(model) + "?q=x").status_code == 200
    assert client.get(_list(model).rstrip("/") + "/add/").status_code == 200


@pytest.mark.parametrize("role", ["bureau", "member", "partner", "statenlid"])
def test_nobody_else_gets_in(world, as_, role):
    assert as_(getattr(world, role)).get(_list(MODELS[0])).status_code in (302, 403)


def _typed(theme, **changes):
    names = (
        "number",
        "name",
        "diagram_name",
        "aliases",
        "goal",
        "intended_result",
        "definition",
        "target_group",
    )
    data = {name: getattr(theme, name) for name in names}
    return {
        **data,
        "generation": theme.generation_id,
        "source": "",
        "source_note": "",
        "version": 1,
        **changes,
    }


def test_a_theme_is_changed_and_a_stale_change_refused(world, as_):
    theme = making.theme(making.generation(), "Wonen")
    url = reverse("admin:themes_theme_change", args=[theme.pk])
    client = as_(world.admin)
    assert client.post(url, _typed(theme, goal="Eerst")).status_code == 302
    refused = client.post(url, _typed(theme, goal="Te laat"))
    assert refused.status_code == 409
    assert b"Te laat" in refused.content, "what was typed stays"
    theme.refresh_from_db()
    assert theme.goal == "Eerst"


def test_a_number_taken_is_told_in_dutch(world, as_):
    generation = making.generation()
    making.theme(generation, "Wonen")
    theme = making.theme(generation, "Thuis")
    url = reverse("admin:themes_theme_change", args=[theme.pk])
    answer = as_(world.admin).post(url, _typed(theme, number=1))
    assert "Dit nummer heeft een ander thema al." in answer.content.decode()


def test_readings_are_typed_as_lines(world, as_):
    for code in ("s0", "s1"):
        set_up(Source.objects.create)(code=code, title=f"Stuk {code}")
    url = reverse("admin:zorgzaam_sourceconflict_add")
    typed = {
        "code": "c1",
        "topic": "Datum",
        "readings": "2019 | s0 s1\r\n\r\n2020",
        "resolution": "",
        "reason": "",
    }
    assert as_(world.admin).post(url, typed).status_code == 302
    made = SourceConflict.objects.get()
    assert made.readings == [{"value": "2019", "source": "s0 s1"}, {"value": "2020", "source": ""}]
    shown = (
        as_(world.admin).get(reverse("admin:zorgzaam_sourceconflict_change", args=[made.pk])).content.decode()
    )
    assert "2019 | Stuk s0; Stuk s1" in shown


def test_a_reading_without_words_is_refused(world, as_):
    typed = {"code": "c1", "topic": "Datum", "readings": " | s0", "resolution": "", "reason": ""}
    answer = as_(world.admin).post(reverse("admin:zorgzaam_sourceconflict_add"), typed)
    assert "Schrijf op elke regel eerst" in answer.content.decode()
    assert not SourceConflict.objects.exists()
