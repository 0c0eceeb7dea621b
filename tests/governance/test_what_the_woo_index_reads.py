"""What the harvester of the Woo-index finds: what is public now, with its metadata, and nothing else."""

import datetime
import uuid
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.briefings.publication import BriefingPublication
from tests.governance import letters, states
from tests.world import set_up
from zorgzaam.house import House
from zorgzaam.publicity import WooCategory
from zorgzaam.woo import views
from zorgzaam.woo.documents import NUMBERS

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "d": "https://standaarden.overheid.nl/diwoo/metadata/",
}


def get(address):
    answer = Client().get(urlsplit(address).path)
    return answer, ElementTree.fromstring(answer.content) if answer.status_code == 200 else None


def walked():
    """Every document the harvester finds, from robots.txt down: address of the file -> its metadata."""
    found = {}
    text = Client().get("/robots.txt").content.decode()
    for index in [line.removeprefix("Sitemap: ") for line in text.splitlines() if line.startswith("Sitemap")]:
        for sitemap in get(index)[1].iterfind("s:sitemap/s:loc", NAMES):
            for url in get(sitemap.text)[1].iterfind("s:url", NAMES):
                address = url.findtext("s:loc", namespaces=NAMES)
                assert address not in found
                found[address] = url.find("d:Document/d:DiWoo", NAMES)
    return found


def numbers_found():
    return sorted(int(address.rpartition("/")[2].removesuffix(".pdf")) for address in walked())


def test_a_public_briefing_is_found_with_what_diwoo_asks(world):
    category = WooCategory.COUNCIL_PAPERS
    publication = letters.published(world, letters.draft(world, woo_category=category))
    ((address, said),) = walked().items()
    assert address.endswith(reverse("briefing_pdf", args=[publication.briefing_id, 1]))
    text = {name: said.findtext(f".//d:{name}", namespaces=NAMES) for name in (
        "identifier", "publisher", "verantwoordelijke", "officieleTitel", "omschrijving", "creatiedatum", "format",
    )}  # fmt: skip
    house = House.objects.of_region()
    assert text == {
        "identifier": f"urn:uuid:{publication.pk}",
        "publisher": house.network_name,
        "verantwoordelijke": None,
        "officieleTitel": publication.subject,
        "omschrijving": f"Mededeling {publication.registration_number} aan {world.staten.name}",
        "creatiedatum": letters.DAY.isoformat(),
        "format": "pdf",
    }
    chosen = said.find(".//d:informatiecategorie", NAMES)
    assert chosen.get("resource") == f"https://identifier.overheid.nl/tooi/def/thes/kern/{category.value}"
    assert chosen.text == category.label
    own, alone = get(reverse("briefing_woo", args=[publication.briefing_id, 1]))
    assert own["Content-Type"].startswith("application/xml")
    assert ElementTree.tostring(alone.find("d:DiWoo", NAMES)) == ElementTree.tostring(said).strip()


@pytest.mark.parametrize("state", [states.closed_letter, states.embargoed_letter, states.draft_letter])
def test_what_is_not_public_is_nowhere(world, as_, state):
    briefing = state(world)
    assert walked() == {}
    address = reverse("briefing_woo", args=[briefing.pk, 1])
    assert as_(world.bureau).get(address).status_code == Client().get(address).status_code == 404
    assert briefing.subject not in "".join(
        Client().get(reverse("woo_index", args=[number])).content.decode() for number in NUMBERS.values()
    )


def test_what_is_withdrawn_leaves_and_the_index_stays_to_say_so(world):
    briefing = letters.draft(world)
    letters.published(world, briefing)
    assert len(walked()) == 1
    briefing.withdraw(by=world.bureau, because="Fout")
    assert walked() == {}
    assert "infocat018" in Client().get("/robots.txt").content.decode()
    assert Client().get(reverse("briefing_woo", args=[briefing.pk, 1])).status_code == 404


def test_the_newest_version_takes_the_place_of_the_one_before(world):
    briefing = letters.draft(world)
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, follow_up="<p>Anders.</p>")
    letters.published(world, briefing)
    assert numbers_found() == [2]


def test_the_end_of_an_embargo_publishes_it(world):
    hour = datetime.timedelta(hours=1)
    briefing = letters.draft(world, embargo_until=timezone.now() + hour)
    publication = letters.published(world, briefing)
    assert walked() == {}

    @set_up
    def an_hour_later():
        row = BriefingPublication.objects.get(pk=publication.pk)
        row.pk, row.version, row.code = uuid.uuid4(), 2, ""
        row._state.adding, row.embargo_until = True, timezone.now() - hour
        row.save(force_insert=True)

    an_hour_later()
    assert numbers_found() == [2]


def test_a_sitemap_holds_so_many_and_the_next_page_the_rest(world, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    for number in range(5):
        letters.published(world, letters.draft(world, f"Stuk {number} & <meer>"))
    assert len(walked()) == 5
    _, index = get(reverse("woo_index", args=[18]))
    assert len(index.findall("s:sitemap", NAMES)) == 3
    assert get(reverse("woo_sitemap", args=["briefings", 18, 4]))[0].status_code == 404


def test_more_documents_ask_no_more_of_the_database(world):
    def asked():
        letters.published(world, letters.draft(world))
        with CaptureQueriesContext(connection) as questions:
            Client().get(reverse("woo_sitemap", args=["briefings", 18, 1]))
        return len(questions)

    first = asked()
    assert (asked(), asked()) == (first, first)


@pytest.mark.parametrize("number", ["000", "019", "18", "0018"])
def test_a_category_that_is_none_of_ours_is_not_there(world, number):
    assert Client().get(f"/sitemaps/sitemapindex-diwoo-infocat{number}.xml").status_code == 404
