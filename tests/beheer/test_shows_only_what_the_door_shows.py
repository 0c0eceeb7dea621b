"""Beheer shows an administrator what `visible_to` shows, and changes nothing that has steps of its own."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from governance.meetings.models import AgendaItem, Meeting
from tests import world as cast
from tests.beheer.making import address, opened
from zorgzaam.accounts.locks import FailedLogin, SecondFactor
from zorgzaam.beheer.admin import ObjectAdmin, ReadOnlyAdmin

pytestmark = pytest.mark.django_db
REGISTERED = list(admin.site._registry.items())
# What only administrators know of, so there is nobody to hide it from.
OWN = {"zorgzaam.User", "zorgzaam.SecondFactor", "zorgzaam.FailedLogin"}
SECRET = "GEHEIM-KANARIE"


def test_every_page_is_one_of_ours():
    assert [model for model, of in REGISTERED if not isinstance(of, ObjectAdmin)] == []


def test_every_list_has_a_reader():
    open_lists = [m._meta.label for m, _ in REGISTERED if not hasattr(m._default_manager, "visible_to")]
    assert set(open_lists) == OWN


def test_what_has_steps_is_only_looked_at():
    steps = {m for m, _ in REGISTERED if m._meta.app_label == "governance" and hasattr(m, "status")}
    assert {Meeting} <= steps
    for model in {*steps, AgendaItem}:
        assert isinstance(admin.site._registry[model], ReadOnlyAdmin), model


def test_only_locks_are_taken_away(rf, world):
    asked = rf.get("/")
    asked.user = world.admin
    allowed = {model for model, of in REGISTERED if of.has_delete_permission(asked)}
    assert allowed == {SecondFactor, FailedLogin}


def test_choices_lists_and_searches_ask_who_looks(world, as_, monkeypatch):
    """Whatever `visible_to` hides is in no list, no choice, no search while typing and on no page."""
    with cast.acting(cast.SystemActor.SETUP):
        hidden = cast.organisation(SECRET)
    client = as_(world.admin)
    urls = [
        (reverse("admin:partners_organisation_changelist"), {"q": SECRET}),
        (reverse("admin:partners_organisation_add"), {}),
        (address(world.coalition), {}),
        (_typing("seat"), {}),
    ]
    seen = [SECRET in _text(client.get(url, query)) for url, query in urls]
    assert seen == [True, False, False, True], "the control: it is there to be seen"
    manager = type(type(hidden)._default_manager.all())
    monkeypatch.setattr(manager, "visible_to", lambda self, user: self.exclude(pk=hidden.pk))
    for url, query in urls:
        answer = client.get(url, query)
        shown = answer.context["cl"].result_list if query else [_text(answer)]
        assert not any(SECRET in str(each) for each in shown), url
    assert client.get(address(hidden)).status_code == 302, "as if it were not there"


def _typing(model):
    words = {"app_label": "governance", "model_name": model, "field_name": "organisation", "term": SECRET}
    return reverse("admin:autocomplete") + "?" + "&".join(f"{k}={v}" for k, v in words.items())


def _text(answer):
    return answer.content.decode()


def test_what_was_done_is_told_without_titles(world, as_):
    client = as_(world.admin)
    url = reverse("admin:partners_organisation_add")
    typed = {**opened(client, url), "name": SECRET, "kind": "zorgaanbieder"}
    assert client.post(url, typed).status_code == 302
    assert SECRET not in LogEntry.objects.get().object_repr
