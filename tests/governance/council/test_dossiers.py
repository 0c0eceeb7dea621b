"""A dossier shows one subject across councils and bodies, to each reader what they may read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilDossier
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.council.registers import a_commitment, a_dossier, a_motion, a_notice
from tests.governance.test_decide import form_of, text
from tests.partners.initiatives import a_theme
from tests.world import World, set_up

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}


def test_everything_about_one_subject_is_on_one_page(world: World, as_: Any) -> None:
    theme = a_theme()
    dossier = a_dossier("Ambulances", theme)
    a_commitment(world.staten, "Open toezegging", dossier=dossier)
    a_commitment(world.staten, "Besloten toezegging", dossier=dossier, **CLOSED)
    a_commitment(world.staten, "Iets anders")
    a_motion(world.council, "Motie van de raad", dossier=dossier)
    a_notice(world.staten, "Brief over ritten", dossier=dossier)
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Ambulances in de regio")
    set_up(lambda: item.subjects.create(theme=theme))()
    publish(meeting)
    page = text(Client(), dossier.get_absolute_url())
    for words in ("Open toezegging", "Motie van de raad", "Brief over ritten", "Ambulances in de regio"):
        assert words in page
    assert "Besloten toezegging" not in page
    assert "Iets anders" not in page
    assert "Besloten toezegging" in text(as_(world.statenlid), dossier.get_absolute_url())
    assert dossier.name in text(Client(), theme.get_absolute_url()), "and the way back"


def test_the_griffie_begins_one_and_chooses_its_themes(world: World, as_: Any) -> None:
    theme = a_theme()
    client = as_(world.clerk)
    client.post(
        reverse("council_dossier_new"), {"name": "Ambulances", "about": "", "themes": [str(theme.pk)]}
    )
    row = CouncilDossier.objects.get()
    assert list(row.themes.all()) == [theme]
    url = reverse("council_dossier_edit", args=[row.pk])
    data = form_of(client, url, about="Over ritten")
    client.post(url, {**data, "themes": []})
    row.refresh_from_db()
    assert (row.about, list(row.themes.all())) == ("Over ritten", [])


def test_two_dossiers_have_two_names(world: World, as_: Any) -> None:
    a_dossier("Ambulances")
    answer = as_(world.clerk).post(reverse("council_dossier_new"), {"name": "Ambulances", "about": ""})
    assert answer.context["form"].errors["name"] == ["Er is al een dossier met deze naam."]


def test_the_first_page_for_councils_begins_with_what_is_not_done(world: World) -> None:
    assert "Toezeggingen die openstaan" not in text(Client(), reverse("staten")), (
        "an empty register says nothing"
    )
    a_commitment(world.staten, "Open toezegging", term_text="na de zomer")
    page = text(Client(), reverse("staten"))
    assert "Open toezegging" in page
    assert "1 zonder dag" in page
