"""The page for Staten and raden says what concerns the reader: their municipality, and the region."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from governance.bodies.models import Body
from partners.organisations.models import Organisation
from tests.regioplan import making, making_plans
from tests.world import organisation, set_up


def words(client, url="/staten/") -> str:
    return " ".join(strip_tags(client.get(url).content.decode()).split())


def governed(world) -> Organisation:
    """The organisation of Duindorp, with the council of the cast."""
    town = organisation("Gemeente Duindorp", "overheid", municipality=world.municipality)
    set_up(Body.objects.filter(pk=world.council.pk).update)(organisation=town)
    return town


def test_a_council_member_reads_what_became_of_the_plan_in_their_municipality(world, as_):
    town = governed(world)
    region = making_plans.region(world, "Strandeind")
    version = making_plans.taken_over(making_plans.plan(region), "Samen")
    making_plans.decided(world, version, world.municipality, conditions="Als er geld is.")
    task, hidden = making.a_task(), making.a_task("Geheime afspraak")
    making.imported(task, town)
    making.proposal(hidden, town)
    page = as_(world.council_member).get("/staten/").content.decode()
    told = words(as_(world.council_member))
    for said in ("Wat Duindorp aangaat", "Deltaplan", "Ingestemd", "Als er geld is.", task.title):
        assert said in told
    assert "Geheime afspraak" not in told, "what nobody agreed to yet is not of the council"
    assert reverse("municipality_progress", args=[world.municipality.slug]) in page
    assert "Strandeind" not in told


def test_a_member_of_the_staten_sees_the_region_and_nobody_sees_another_municipality(world, as_):
    governed(world)
    making_plans.taken_over(making_plans.plan(making_plans.region(world)), "Samen")
    for reader in (world.statenlid, None):
        page = as_(reader).get("/staten/").content.decode()
        assert "aangaat" not in page
        assert "Deltaplan" in page
        assert reverse("progress") in page
        assert reverse("approvals") in page
    assert "dossiers" not in words(as_(None), "/")


def test_more_plans_cost_no_more_queries(world, as_):
    governed(world)
    region = making_plans.region(world)
    client = as_(world.council_member)
    counts = []
    for many in (2, 8):
        for number in range(many):
            plan = making_plans.plan(region, f"Plan {many} {number}")
            making_plans.decided(world, making_plans.taken_over(plan, "Samen"), world.municipality)
        client.get("/staten/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/staten/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
