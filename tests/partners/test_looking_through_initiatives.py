"""The gallery, the map, the feed, and the lists on the pages of what initiatives are about."""

from xml.dom.minidom import parseString

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.initiatives import submitting
from partners.initiatives.publishing import drawing, steps
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from tests.partners.in_public import a_text, on_the_site, running
from tests.partners.initiatives import a_complete_draft, a_theme, fresh_row, hang_on
from tests.themes import making
from tests.themes.reading import words
from tests.world import set_up

pytestmark = pytest.mark.django_db
GALLERY = "/initiatieven/"


def about(world, title, *subjects):
    """On the site, about these."""
    draft = a_complete_draft(world, title, whole_region=False)
    hang_on(draft, world.municipality, *subjects)
    submitting.submit(fresh_row(draft), by=world.partner)
    text = a_text(fresh_row(draft), title=title)
    steps.agree(text, steps.Said(on=draft.since.date()), by=world.partner)
    return steps.publish(text, by=world.bureau)


@pytest.fixture
def task(world):
    return making.task(making.task_list(), 1, "We koken.")


def test_an_empty_gallery_says_what_to_do(world, as_):
    page = as_(None).get(GALLERY).content.decode()
    assert "Nog geen initiatieven" in page
    assert 'href="/indienen/"' in page


def test_each_filter_offers_only_what_there_is_and_narrows(world, as_, task):
    other = set_up(Municipality.objects.create)(name="Kreekstad", slug="kreekstad")
    about(world, "Koken in Duindorp", task)
    on_the_site(world, "Overal samen")
    page = as_(None).get(GALLERY).content.decode()
    assert "2 initiatieven" in page
    assert 'value="duindorp"' in page
    assert f'value="{other.slug}"' not in page
    assert 'value="bekeken"' in page
    assert 'value="afgerond"' not in page
    for narrowed, there, not_there in (
        ("gemeente=duindorp", "Koken in Duindorp", "Overal samen"),
        ("gemeente=hele-regio", "Overal samen", "Koken in Duindorp"),
        (f"opgave={task.pk}", "Koken in Duindorp", "Overal samen"),
        ("zoek=duindorp+koken", "Koken in Duindorp", "Geen initiatief"),
        ("zoek=overal", "Overal samen", "Koken in Duindorp"),
        ("stand=bekeken", "Overal samen", "Geen initiatief"),
    ):
        found = as_(None).get(f"{GALLERY}?{narrowed}").content.decode()
        assert there in found, narrowed
        assert f">{not_there}<" not in found, narrowed
    wrong = as_(None).get(f"{GALLERY}?gemeente=nergens&thema=x&zoek=%00").content.decode()
    assert "Kies iets uit de lijst." in wrong


def test_what_is_not_published_stands_on_no_public_page(world, as_, task):
    draft = a_complete_draft(world, "kanarie in concept", organisation=world.partner_org, whole_region=False)
    hang_on(draft, world.municipality, task)
    submitting.submit(fresh_row(draft), by=world.partner)
    a_text(fresh_row(draft), title="kanarie voor straks", summary="kanarie tekst")
    pages = [
        GALLERY,
        reverse("initiatives_feed"),
        reverse("home"),
        task.get_absolute_url(),
        a_theme().get_absolute_url(),
        world.municipality.get_absolute_url(),
        world.partner_org.get_absolute_url(),
        "/zoeken/?q=kanarie",
    ]
    for reader in (None, world.member, world.statenlid, world.admin):
        for page in pages:
            assert "kanarie in" not in as_(reader).get(page).content.decode(), page
            assert "kanarie voor" not in as_(reader).get(page).content.decode(), page
    for page in pages[3:7]:
        inside = as_(world.partner).get(page).content.decode()
        assert "kanarie in concept" in inside
        assert "staat niet op de site" in inside


def test_lists_on_other_pages_lead_to_the_gallery_and_back(world, as_, task):
    publication = about(world, "Koken in Duindorp", task)
    theme = publication.subjects.get(theme__isnull=False).theme
    for url, narrowed in (
        (task.get_absolute_url(), f"?opgave={task.pk}"),
        (theme.get_absolute_url(), f"?thema={theme.pk}"),
        (world.municipality.get_absolute_url(), "?gemeente=duindorp"),
        (world.partner_org.get_absolute_url(), ""),
    ):
        page = as_(None).get(url).content.decode()
        assert publication.get_absolute_url() in page
        assert "Wordt bekeken" in page
        assert not narrowed or f"{GALLERY}{narrowed}" in page
    text = words(as_(None), task.get_absolute_url())
    assert "Eén initiatief op de site" in text
    assert "initiatieven" not in text.partition("Nog niet bekend: ")[2].split(".")[0]


def test_the_feed_is_read_by_machines(world, as_):
    publication = on_the_site(world, "Samen & <eten>")
    answer = as_(None).get(reverse("initiatives_feed"))
    assert answer["Content-Type"].startswith("application/rss+xml")
    body = answer.content.decode()
    assert "Samen &amp; &lt;eten&gt;" in body
    assert publication.get_absolute_url() in body


def _grows(client, url, make):
    counts = []
    for many in (1, 4):
        for number in range(many):
            make(f"Nummer {many}-{number}")
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        counts.append(len(caught))
    return counts


def test_more_initiatives_cost_no_more_questions(world, as_, task):
    for reader in (None, world.partner, world.bureau):
        for url in (GALLERY, task.get_absolute_url(), world.partner_org.get_absolute_url()):
            few, many = _grows(as_(reader), url, lambda title: about(world, title, task))
            assert few == many, (reader, url)


def test_more_milestones_and_reports_cost_no_more_questions(world, as_):
    from partners.initiatives.publishing.alive import alive

    publication = on_the_site(world)
    with CaptureQueriesContext(connection) as caught:
        alive(publication)
    assert len(caught) <= 3
    assert running(world, "Ander").execution


# ---------------------------------------------------------------- the map
def a_municipality(name, column=None, row=None):
    return Municipality(name=name, slug=name.lower(), map_column=column, map_row=row)


def overlaps(one, other):
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (beside or abs(one.y - other.y) >= drawing.TALL)


def test_tiles_lie_where_they_were_put():
    places = [a_municipality("Noord", 3, 2), a_municipality("West", 2, 3), a_municipality("Oost", 3, 3)]
    north, west, east = drawing.draw(places, {}).tiles
    assert north.y < west.y == east.y
    assert west.x < east.x == north.x
    assert min(tile.x for tile in (north, west, east)) == 0, "no empty edge"


@pytest.mark.parametrize("many", [0, 1, 2, 3, 7, 12])
@pytest.mark.parametrize("wide", [drawing.WIDE, drawing.NARROW])
def test_without_places_tiles_stand_beside_and_below_each_other(many, wide):
    places = [a_municipality(f"Plaats {number}") for number in range(many)]
    places += [a_municipality("Dubbel", 1, 1), a_municipality("Ook daar", 1, 1)]
    drawn = drawing.draw(places, {each.pk: number for number, each in enumerate(places)}, wide)
    assert len(drawn.tiles) == many + 2
    for index, tile in enumerate(drawn.tiles):
        assert 0 <= tile.x <= wide - tile.width
        assert tile.y + drawing.TALL <= drawn.height
        assert 0 <= tile.shade <= 3
        assert not any(overlaps(tile, other) for other in drawn.tiles[index + 1 :])


def test_the_map_shows_our_municipalities_with_the_table_behind_it(world, as_):
    scheme = set_up(RegionScheme.objects.create)(slug="iza", name="IZA")
    region = set_up(Region.objects.create)(scheme=scheme, name="Deltaland", is_ours=True)
    set_up(RegionMembership.objects.create)(region=region, municipality=world.municipality)
    set_up(Municipality.objects.create)(name="Buitenland", slug="buitenland")
    about(world, "Koken in Duindorp")
    page = as_(None).get(GALLERY).content.decode()
    assert page.count('aria-label="Duindorp: 1 initiatief"') == 2, "wide and narrow"
    assert "Buitenland" not in page
    assert '<a href="?gemeente=duindorp">1' in page


def test_a_place_on_the_map_is_a_column_and_a_row(world):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="municipality_on_the_map"), transaction.atomic():
        set_up(Municipality.objects.filter(pk=world.municipality.pk).update)(map_column=2)


@pytest.mark.parametrize("sign", ["\x0b", "\x1f", "\ufffe"])
def test_a_sign_that_xml_cannot_hold_breaks_no_feed(world, as_, sign):
    on_the_site(world, summary=f"Buren{sign} koken samen.")
    answer = as_(None).get(reverse("initiatives_feed"))
    assert answer.status_code == 200
    parseString(answer.content)
    assert "Buren koken samen." in answer.content.decode()
