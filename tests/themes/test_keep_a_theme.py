"""The netwerkbureau keeps the words of a theme and gives it another name; the old one stays readable."""

import datetime

import pytest
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from themes.themes.models import Theme, ThemeName

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(world):
    return making.theme(making.generation(), "Snelle zorg")


def renaming(theme, **more):
    return {
        "name": "Zorg op tijd", "on": "2024-05-01", "precision": "month", "reason": "De naam was te smal.",
        "version": str(theme.version), **more,
    }  # fmt: skip


def test_a_new_name_keeps_the_old_one_with_day_and_reason(world, as_, theme):
    client, url = as_(world.bureau), reverse("theme_rename", args=[theme.pk])
    assert client.post(url, renaming(theme)).status_code == 302
    theme.refresh_from_db()
    former = ThemeName.objects.get(theme=theme)
    assert (theme.name, former.name, former.replaced_on) == (
        "Zorg op tijd",
        "Snelle zorg",
        datetime.date(2024, 5, 1),
    )
    page = words(as_(None), theme.get_absolute_url())
    assert "Heette eerst Snelle zorg (tot mei 2024)" in page
    assert "De naam was te smal." in page
    told = words(client, reverse("history", args=["theme", theme.pk]))
    assert "Zorg op tijd" in told


def test_pressed_twice_it_has_one_former_name(world, as_, theme):
    client, url = as_(world.bureau), reverse("theme_rename", args=[theme.pk])
    sent = renaming(theme)
    client.post(url, sent)
    client.post(url, sent)
    assert ThemeName.objects.filter(theme=theme).count() == 1


def test_a_colleague_was_first_and_nothing_typed_is_lost(world, as_, theme):
    late = renaming(theme)
    as_(world.bureau).post(reverse("theme_rename", args=[theme.pk]), renaming(theme, name="Zorg dichtbij"))
    answer = as_(world.bureau_only).post(reverse("theme_rename", args=[theme.pk]), late)
    assert answer.status_code in (409, 422)
    assert "De naam was te smal." in answer.content.decode()
    assert Theme.objects.get(pk=theme.pk).name == "Zorg dichtbij"


@pytest.mark.parametrize("missing", ["name", "on", "reason"])
def test_a_name_needs_a_day_and_a_reason(world, as_, theme, missing):
    url = reverse("theme_rename", args=[theme.pk])
    assert as_(world.bureau).post(url, renaming(theme, **{missing: ""})).status_code == 422
    assert not ThemeName.objects.exists()


def test_what_a_theme_is_for_is_written_in_the_werkbank(world, as_, theme):
    client, url = as_(world.bureau), reverse("theme_edit", args=[theme.pk])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"goal": "Iedereen op tijd geholpen."}
    assert client.post(url, sent).status_code == 302
    assert "Iedereen op tijd geholpen." in words(as_(None), theme.get_absolute_url())
    assert "theme_edit" not in words(as_(None), theme.get_absolute_url())
    assert url not in as_(world.member).get(theme.get_absolute_url()).content.decode()


def test_in_beheer_a_name_is_read_and_not_written_over(world, as_, theme):
    client, url = as_(world.admin), reverse("admin:themes_theme_change", args=[theme.pk])
    form = client.get(url).context["adminform"].form
    assert "name" not in form.fields
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "name": "Iets anders",
        "goal": "Een doel",
    }
    assert client.post(url, sent).status_code == 302
    theme.refresh_from_db()
    assert (theme.name, theme.goal) == ("Snelle zorg", "Een doel")
