"""The demo has the plans of the region as the sources know them, and says what they leave open."""

import pytest
from django.urls import reverse

from regioplan.approvals.stand import NOT_ALL, stands
from regioplan.plans.models import Plan
from tests.themes.reading import words
from zorgzaam.standing import NOBODY, StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo", "setup_actor")]


def test_five_plans_and_what_is_known_of_the_regioplan(as_):
    assert Plan.objects.count() == 5
    page = words(as_(None), Plan.objects.get(kind="regioplan").get_absolute_url())
    for fact in (
        NOT_ALL,
        "Bestuurlijk Overleg Sociaal Domein (BOSD), do 21 december 2023",
        "december 2023",
        "Richtinggevend",
        "Regioplan IZA Flevoland",
        "Uiterlijk 31 december 2023",
        "voor 1 januari 2024",
        "Titel van het Regioplan",
    ):
        assert fact in page


def test_five_colleges_decide_and_no_date_is_made_up():
    found = {stand.plan.kind: stand for stand in stands(StandIn(NOBODY), Plan.objects.in_order())}
    names = ["Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk"]
    for kind in ("regioplan", "werkagenda"):
        assert [str(cell.municipality) for cell in found[kind].cells] == names
        assert not any(cell.is_final for cell in found[kind].cells)
    assert found["werkagenda"].deadline.words == "uiterlijk 15 november 2026"
    assert found["regioplan"].version.reminders_from is None, "of the past: nobody is reminded"


def test_zeewolde_sees_where_it_belongs(as_):
    page = words(as_(None), reverse("municipality", args=["zeewolde"]))
    assert "dat geldt niet in Zeewolde. De regio Noord-Veluwe maakt een eigen plan." in page


def test_a_plan_without_a_version_shows_who_will_decide_and_by_when(as_):
    page = words(as_(None), Plan.objects.get(kind="werkagenda").get_absolute_url())
    assert "uiterlijk 15 november 2026." in page
    assert "Noordoostpolder Nog niet bekend" in page


def test_what_the_sources_leave_open_is_said(as_):
    page = words(as_(None), Plan.objects.get(kind="transformatieagenda").get_absolute_url())
    assert "Gepland: eerste helft van 2024. De inhoud is nog niet bekend." in page
