"""Two administrators on the same page: the second is told, and loses nothing of what was typed (promise I2)."""

import pytest
from django.contrib import admin
from django.db import models

from tests.beheer.making import address, changeable, one_of_each, opened, rows_below, sent, text_field
from zorgzaam.versions import Versioned

pytestmark = pytest.mark.django_db
LABEL = {"ids": lambda model: model._meta.label}


@pytest.fixture
def each(world):
    return one_of_each(world)


def change(typed, model, words):
    """The name of a field, and the form with that field typed anew."""
    if model._meta.label == "zorgzaam.User":
        name = {"Eerste": "is_staff", "Tweede": "is_superuser"}[words]
        return name, {**typed, name: "on"}
    name = text_field(typed, model)
    assert name, f"what can be typed on the page of {model._meta.label}?"
    return name, {**typed, name: words}


def test_everything_that_can_be_changed_has_a_version():
    without = [model._meta.label for model in changeable() if not issubclass(model, Versioned)]
    below = [model._meta.label for _, model in rows_below() if not issubclass(model, Versioned)]
    assert without + below == []


@pytest.mark.parametrize("model", changeable(), **LABEL)
def test_the_second_of_two_is_refused_and_keeps_what_was_typed(world, as_, each, model):
    client, url = as_(world.admin), address(each[model])
    typed = opened(client, url)
    _, first = change(typed, model, "Eerste")
    assert client.post(url, first).status_code == 302
    name, second = change(typed, model, "Tweede")
    refused = client.post(url, second)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Iemand was je net voor" in page
    assert sent(refused).get(name, "") == second.get(name, "")
    again = client.post(url, sent(refused))
    assert again.status_code == 302, "with the fresh version the same words are saved"


@pytest.mark.parametrize(("model", "below"), rows_below(), ids=str)
def test_the_second_of_two_on_the_rows_below_is_refused_too(world, as_, each, model, below):
    client, url = as_(world.admin), address(each[model])
    typed = opened(client, url)
    prefixes = {key.removesuffix("version") for key in typed if key.endswith("-0-version")}
    name = next(n for p in prefixes if (n := text_field(typed, below, p)))
    value = {"position": ("1", "2")}.get(name.rpartition("-")[2], ("Eerste", "Tweede"))
    assert client.post(url, {**typed, name: value[0]}).status_code == 302
    refused = client.post(url, {**typed, name: value[1]})
    assert refused.status_code == 409
    assert sent(refused)[name] == value[1]
    assert value[0] in refused.content.decode(), "the text of the other stands beside it"
    assert client.post(url, sent(refused)).status_code == 302


def test_one_admin_after_the_other_is_no_conflict(world, as_, each):
    """The control: a page opened after the other save is saved as typed."""
    client, url = as_(world.admin), address(world.coalition)
    typed = opened(client, url)
    assert client.post(url, {**typed, "purpose": "Samen"}).status_code == 302
    assert client.post(url, {**opened(client, url), "purpose": "Nog meer samen"}).status_code == 302


def test_without_the_version_the_first_edit_would_be_lost(world, as_, each, monkeypatch):
    """The control: take the guard away and the second save wins silently."""
    monkeypatch.setattr(Versioned, "_do_update", models.Model._do_update)
    client, url = as_(world.admin), address(world.coalition)
    typed = opened(client, url)
    assert client.post(url, {**typed, "purpose": "Eerste"}).status_code == 302
    assert client.post(url, {**typed, "mission": "Tweede"}).status_code == 302
    world.coalition.refresh_from_db()
    assert world.coalition.purpose == ""


def test_no_list_is_edited_in_bulk():
    """A list that is edited in place or in bulk would carry no version."""
    for model, of in admin.site._registry.items():
        assert not of.list_editable, model
        assert not of.actions, model
