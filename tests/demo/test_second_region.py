"""The pages of bodies and organisations in Deltaland: other bodies, no Staten, an alternate and a vacancy."""

import pytest
from django.test import Client

from governance.bodies.models import Body
from partners.organisations.models import Organisation
from tests.regions import deltaland

pytestmark = pytest.mark.django_db


def test_every_page_of_bodies_and_organisations_works_there():
    deltaland.load()
    client = Client()
    paths = ["/", "/netwerk/", "/organisaties/", "/gemeenten/", "/gemeenten/kreekdam/", "/huisstijl.css"]
    paths += [row.get_absolute_url() for model in (Body, Organisation) for row in model.objects.all()]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Flevoland" not in answer.content.decode(), path


def test_the_network_has_no_layer_of_the_province():
    deltaland.load()
    assert "Provincie" not in {str(tier.layer.label) for tier in Client().get("/netwerk/").context["tiers"]}


def test_the_vacancy_and_the_alternate_show():
    deltaland.load()
    text = Client().get(Body.objects.get(name="Zorgraad Deltaland").get_absolute_url()).content.decode()
    assert "Vacature" in text
    assert "Victor Vervanger" in text
    assert "plaatsvervanger" in text
    assert "Lena Kreek" not in text
