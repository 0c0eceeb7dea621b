"""Lists and forms of beheer in plain words: where you are, what you filter, what was found."""

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from tests import world as cast
from tests.beheer.making import opened
from zorgzaam.beheer.sections import group_of
from zorgzaam.sources import SourceConflict

pytestmark = pytest.mark.django_db
MANDATES = "/beheer/governance/mandate/"


def page(client, url):
    return html.fromstring(client.get(url, follow=True).content.decode())


def text_of(node):
    return " ".join(node.text_content().split())


def test_the_trail_names_the_sections_of_the_first_page(world, as_):
    client = as_(world.admin)
    front = page(client, reverse("admin:index"))
    sections = {node.get("id").removeprefix("deel-"): text_of(node) for node in front.xpath("//h2[@id]")}
    for model, of in admin.site._registry.items():
        group = group_of(of)
        assert sections[group.key] == group.name
        trail = page(client, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        if trail.xpath("//table[@id='result_list']"):
            assert group.name in text_of(trail.xpath("//div[@class='breadcrumbs']")[0])


def test_a_refused_form_says_so_in_the_title_in_dutch(world, as_):
    client, url = as_(world.admin), reverse("admin:zorgzaam_person_add")
    refused = html.fromstring(client.post(url, {**opened(client, url), "name": ""}).content.decode())
    assert text_of(refused.xpath("//title")[0]).startswith("Fout: Persoon toevoegen")
    assert not text_of(page(client, url).xpath("//title")[0]).startswith("Fout")


def test_how_many_were_found_is_said_after_a_search_only(world, as_):
    client = as_(world.admin)
    assert "gevonden" not in text_of(page(client, MANDATES))
    assert "gevonden" in text_of(page(client, MANDATES + "?q=lot"))


def test_the_search_box_has_a_label_one_can_see(world, as_):
    (label,) = page(as_(world.admin), MANDATES).xpath("//label[@for='searchbar']")
    assert text_of(label) == "Zoeken in mandaten"
    assert "zz-sr" not in (label.get("class") or "")


def test_filters_have_plain_names(world, as_):
    client = as_(world.admin)
    for url, names in [
        (MANDATES, ["Geldt het nu", "Rol", "Soort orgaan"]),
        ("/beheer/zorgzaam/user/", ["Kan inloggen", "Beheerder"]),
        ("/beheer/zorgzaam/person/", ["Naam openbaar"]),
    ]:
        assert [
            text_of(each) for each in page(client, url).xpath("//nav[@id='changelist-filter']//summary")
        ] == names


def test_the_list_of_mandates_names_a_seat_without_its_body(world, as_):
    cast.mandate(cast.person("Zit Vast"), world.coalition, seat=cast.seat(world.coalition, "inwoners"))
    rows = page(as_(world.admin), MANDATES + "?q=vast").xpath("//td[contains(@class, 'field-seat_of')]")
    assert "Inwoners" in [text_of(row) for row in rows]
    assert not [row for row in rows if world.coalition.name in text_of(row)]


def test_what_was_added_is_told_without_an_article(world, as_):
    client, url = as_(world.admin), reverse("admin:zorgzaam_person_add")
    typed = {**opened(client, url), "name": "Vers Persoon", "email": "vers@deltaland.example"}
    assert "Vers Persoon is toegevoegd." in client.post(url, typed, follow=True).content.decode()


def test_conflicts_have_a_plural():
    assert SourceConflict._meta.verbose_name_plural == "verschillen tussen bronnen"
