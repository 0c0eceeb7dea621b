"""Forms of beheer offer what fits, in words people know: roles of this body, sources by their title."""

import pytest
from lxml import html

from tests import world as cast
from tests.beheer.making import opened
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.sources import Source, SourceConflict

pytestmark = pytest.mark.django_db
ADD = "/beheer/governance/mandate/add/"


def roles_offered(client, url):
    page = html.fromstring(client.get(url).content.decode())
    return {option.get("value") for option in page.xpath("//select[@name='role']//option")}


def test_a_mandate_in_a_known_body_offers_the_roles_of_that_body_only(world, as_):
    mandate = world.coalition.mandates.first()
    offered = roles_offered(as_(world.admin), f"/beheer/governance/mandate/{mandate.pk}/change/")
    assert {"lid", "voorzitter"} <= offered
    assert not {"statenlid", "raadslid", "griffier"} & offered


def test_a_role_that_does_not_exist_in_the_chosen_body_is_refused_in_words(world, as_):
    client = as_(world.admin)
    assert "statenlid" in roles_offered(client, ADD), "the body is not known yet"
    given = {
        **opened(client, ADD),
        "body": str(world.coalition.pk),
        "person": str(cast.person("Nine Nieuw").pk),
        "starts_on": "2024-01-01",
    }
    refused = client.post(ADD, {**given, "role": "statenlid"})
    assert "Deze rol bestaat niet in" in refused.text
    assert client.post(ADD, {**opened(client, ADD), **given, "role": "lid"}).status_code == 302


@pytest.fixture
def conflict(world):
    with acting(SystemActor.SETUP):
        for code, title in (("s1", "De brief"), ("s2", "De presentatie")):
            Source.objects.create(code=code, title=title)
        return SourceConflict.objects.create(
            code="c1", topic="begin", readings=[{"value": "2019", "source": "s1 s2"}]
        )


def test_readings_show_sources_by_title_and_keep_their_codes(world, as_, conflict):
    client, url = as_(world.admin), f"/beheer/zorgzaam/sourceconflict/{conflict.pk}/change/"
    given = opened(client, url)
    assert given["readings"].strip() == "2019 | De brief; De presentatie"
    given["readings"] = "2019 | de presentatie\n2020 | s1"
    assert client.post(url, given).status_code == 302
    conflict.refresh_from_db()
    assert conflict.readings == [{"value": "2019", "source": "s2"}, {"value": "2020", "source": "s1"}]


def test_a_source_nobody_knows_is_refused(world, as_, conflict):
    client, url = as_(world.admin), f"/beheer/zorgzaam/sourceconflict/{conflict.pk}/change/"
    refused = client.post(url, {**opened(client, url), "readings": "2019 | Het krantje"})
    assert "Er is geen bron die zo heet: Het krantje" in refused.text


def test_a_search_without_a_find_and_a_history_without_a_change_say_so(world, as_):
    client = as_(world.admin)
    assert "Niets gevonden" in client.get("/beheer/zorgzaam/person/?q=zzzz").text
    assert "Niets gevonden" not in client.get("/beheer/zorgzaam/person/").text
    story = client.get(f"/beheer/zorgzaam/user/{world.member.pk}/history/").text
    assert "Geschiedenis van" in story
    assert "nog niets aan gewijzigd" in story
    assert "Mensen en toegang" in story
