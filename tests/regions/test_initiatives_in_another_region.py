"""Initiatives have pages with something on them in a region that is not Flevoland, for everybody with a place there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.bodies.models import Body
from partners.initiatives.models import Assessment, Initiative, State
from tests.browser.walking import walk
from tests.regions import deltaland
from tests.regions import deltaland_initiatives as made
from zorgzaam.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_deltaland")]


@pytest.fixture
def _deltaland(settings: Any) -> None:
    settings.MFA_REQUIRED_FOR_STAFF = False
    deltaland.load()
    made.load()


def signed_in(name: str | None) -> Client:
    client = Client()
    if name:
        client.force_login(User.objects.get(email=f"{name}@deltaland.example"))
    return client


def page(name: str | None, url: str) -> str:
    answer = signed_in(name).get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def row(title: str) -> Initiative:
    return Initiative.objects.get(title=title)


def test_every_page_has_something_on_it() -> None:
    waiting = Assessment.objects.get(person__name="Sien Secretariaat")
    running, assessed = row(made.RUNNING), row(made.ASSESSED)
    for name, url, words in [
        (None, reverse("home"), made.RUNNING),
        (None, reverse("initiatives"), made.RUNNING),
        (None, reverse("initiatives"), "Kreekdam"),
        (None, running.get_absolute_url(), made.SUMMARY),
        (None, running.get_absolute_url(), "De eerste bedden liggen er."),
        (None, running.get_absolute_url(), "De eerste oogst"),
        (None, reverse("municipality", args=["kreekdam"]), made.RUNNING),
        ("bureau", reverse("initiatives_desk"), made.RECEIVED),
        ("bureau", reverse("initiatives_desk"), "1 van 2 beoordelaars klaar"),
        ("bureau", row(made.RECEIVED).get_absolute_url(), "Zorggroep Duin"),
        ("bureau", reverse("assessments", args=[assessed.pk]), "Iedereen kan zingen."),
        ("bureau", reverse("werkbank"), made.RECEIVED),
        ("secretaris", reverse("werkbank"), made.ASSESSED),
        ("secretaris", reverse("assessment", args=[waiting.pk]), "Nut voor de delta"),
        ("lid", reverse("assessments", args=[assessed.pk]), "Verzonnen, en vrolijk."),
        ("partner", reverse("initiatives_own"), made.DRAFT),
        ("partner", reverse("partner"), made.DRAFT),
    ]:
        said = page(name, url)
        assert words in said, (name, url, words)
        assert "Flevoland" not in said, (name, url)


def test_they_are_in_different_states_and_only_one_is_in_public() -> None:
    states = dict(Initiative.objects.values_list("title", "state"))
    assert states == {
        made.DRAFT: State.DRAFT, made.RECEIVED: State.RECEIVED,
        made.ASSESSED: State.ASSESSING, made.RUNNING: State.RUNNING,
    }  # fmt: skip
    shown = page(None, reverse("initiatives"))
    assert [title for title in states if title in shown] == [made.RUNNING]


@pytest.mark.parametrize("name", [None, "partner", "raadslid"])
def test_no_way_leads_nowhere(name: str | None) -> None:
    visits = list(walk(signed_in(name), per_route=1))
    assert len(visits) > 15
    assert not [(each.path, each.came_from) for each in visits if each.status != 200]


def test_a_councillor_without_a_werkbank_is_not_sent_there() -> None:
    planning = reverse("body_planning", args=[Body.objects.get(name="Gemeenteraad Kreekdam").pk])
    way = '<li><a href="/werkbank/">Werkbank</a></li>'
    assert way not in page("raadslid", planning)
    assert way in page("bureau", planning)
