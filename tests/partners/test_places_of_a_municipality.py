"""The same municipality sits in different regions per scheme; the page says so (domain.md 4, O1)."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from partners.regions.places import placements
from tests import world as cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def map_(world):
    """Two schemes; Duindorp is in our province but in another IZA region, Kreekdam is in ours in both."""

    @cast.set_up
    def draw():
        iza, province = (
            RegionScheme.objects.create(slug=s, name=n) for s, n in (("iza", "IZA"), ("prov", "Provincies"))
        )
        ours = Region.objects.create(scheme=iza, name="Deltaland", is_ours=True)
        theirs = Region.objects.create(scheme=iza, name="Noordkust", aliases="Noord-Oost Kust")
        whole = Region.objects.create(scheme=province, name="Provincie Deltaland")
        kreekdam = Municipality.objects.create(name="Kreekdam", slug="kreekdam")
        for region, who in (
            (theirs, world.municipality),
            (ours, kreekdam),
            (whole, world.municipality),
            (whole, kreekdam),
        ):
            RegionMembership.objects.create(region=region, municipality=who)
        return {"ours": ours, "theirs": theirs, "kreekdam": kreekdam}

    return draw()


def test_a_municipality_sits_in_another_region_per_scheme(world, map_):
    found = {each.membership.region.scheme.slug: each for each in placements(world.municipality)}
    assert found["iza"].membership.region.name == "Noordkust"
    assert found["prov"].membership.region.name == "Provincie Deltaland"
    assert found["iza"].elsewhere
    assert not found["prov"].elsewhere
    assert not any(each.elsewhere for each in placements(map_["kreekdam"]))


def test_the_page_says_that_it_is_elsewhere_and_what_it_is_also_called(world, map_, as_):
    text = as_(None).get("/gemeenten/duindorp/").content.decode()
    assert "Niet in onze regio" in text
    assert "Noord-Oost Kust" in text
    assert "Niet in onze regio" not in as_(None).get("/gemeenten/kreekdam/").content.decode()


def test_the_notice_stands_on_the_page_of_its_organisations_too(world, map_, as_):
    organisation = cast.organisation("Gemeente Duindorp", municipality=world.municipality)
    assert "Niet in onze regio" in as_(None).get(organisation.get_absolute_url()).content.decode()


@cast.set_up
def join(region, municipality, **extra):
    return RegionMembership.objects.create(region=region, municipality=municipality, **extra)


def test_two_regions_of_one_scheme_at_a_time_are_refused(world, map_):
    with pytest.raises(IntegrityError, match="one_region_per_scheme"), transaction.atomic():
        join(map_["ours"], world.municipality)


def test_moving_to_another_region_keeps_the_past(world, map_):
    last = datetime.date(2025, 12, 31)
    cast.end(world.municipality.region_memberships.get(region=map_["theirs"]), last)
    join(map_["ours"], world.municipality, starts_on=last + datetime.timedelta(days=1))
    assert not any(each.elsewhere for each in placements(world.municipality))
    then = RegionMembership.objects.on(last).filter(municipality=world.municipality, scheme__slug="iza")
    assert then.get().region == map_["theirs"]


def test_the_scheme_of_a_membership_follows_its_region(world, map_):
    membership = world.municipality.region_memberships.get(region=map_["theirs"])
    cast.set_up(lambda: RegionMembership.objects.bulk_update([membership], ["note"]))()
    membership.refresh_from_db()
    assert membership.scheme_id == map_["theirs"].scheme_id


def test_the_list_and_unknown_ones(world, map_, as_):
    text = as_(None).get("/gemeenten/").content.decode()
    assert "Noordkust" in text
    assert "Kreekdam" in text
    assert as_(None).get("/gemeenten/atlantis/").status_code == 404
