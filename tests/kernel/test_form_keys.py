"""A form sent twice adds one thing; the same key elsewhere adds another thing and is never an error."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Body, Role
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting
from tests.world import World, mandate
from zorgzaam.form_keys import OnceForm, make_once, once

KEY = str(uuid.uuid4())


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.MFA_REQUIRED_FOR_STAFF = False


def quick(client: Client, meeting: Meeting) -> None:
    data = {"title": "Punt", "kind": "informatie", "minutes": "5", "form_key": KEY}
    assert client.post(reverse("item_add", args=[meeting.pk]), data).status_code == 302


def parked(client: Client, body: Body) -> None:
    data = {
        "title": "Punt", "kind": "informatie", "treatment": "bespreekstuk", "minutes": "5", "explanation": "",
        "publicity": "openbaar", "form_key": KEY,
    }  # fmt: skip
    assert client.post(reverse("lot_item_new", args=[body.pk]), data).status_code == 302


@pytest.fixture
def both(world: World) -> World:
    """The secretary keeps the agendas of two bodies."""
    mandate(world.secretary, world.other, role=Role.SECRETARY)
    return world


def everywhere(world: World, as_: Callable[..., Client]) -> None:
    mine, elsewhere = a_meeting(world.coalition), a_meeting(world.other)
    for _ in range(2):
        quick(as_(world.secretary), mine)
        quick(as_(world.secretary), elsewhere)
        quick(as_(world.chair), mine)
        parked(as_(world.secretary), world.coalition)
        parked(as_(world.secretary), world.other)


def test_each_person_form_and_subject_adds_once(both: World, as_: Callable[..., Client]) -> None:
    everywhere(both, as_)
    found = [(item.body.name, item.is_parked) for item in AgendaItem.objects.select_related("body")]
    coalition, other = both.coalition.name, both.other.name
    assert sorted(found) == sorted(
        [(coalition, False), (coalition, False), (coalition, True), (other, False), (other, True)]
    )


def test_control_the_bare_key_clashes_elsewhere(
    both: World, as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OnceForm, "once", lambda form, *about: form.cleaned_data["form_key"])
    with pytest.raises(IntegrityError):
        everywhere(both, as_)


def test_a_form_without_a_key_is_not_guarded(world: World) -> None:
    assert once(None, world.secretary, "item", world.coalition.pk) is None


def test_another_fault_of_the_database_is_not_taken_for_a_second_press(world: World) -> None:
    def fail() -> Meeting:
        raise IntegrityError("iets anders")

    with pytest.raises(IntegrityError, match="iets anders"):
        make_once(Meeting.objects.all(), uuid.uuid4(), fail)
