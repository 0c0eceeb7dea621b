"""Never an amount without source and date; two sources that disagree both stay; what is missing is counted (R27)."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.organisations.models import Organisation
from partners.regions.models import Region, RegionMembership, RegionScheme
from regioplan.funding.amounts import Allocation
from regioplan.funding.coverage import of_tasks
from regioplan.funding.estimates import CostEstimate
from tests.regioplan import moneymaking as making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import organisation, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def subsidy(world):
    return making.instrument()


def typed(**more):
    return {
        "year": "2025", "amount": "1.234,50", "certainty": "vermeld", "recipient_note": "Duindorp",
        "purpose": "anders", "source": making.source().pk, "stated_on": "2025-05-01", "stated_precision": "day",
        "version": "", **more,
    }  # fmt: skip


def add(client, subsidy, **more):
    return client.post(reverse("allocation_add", args=[subsidy.pk]), typed(**more))


def test_an_amount_from_form_to_public_page(world, subsidy, as_):
    page = add(as_(world.bureau), subsidy, amount="1234,50")
    assert page.status_code == 302, page.content.decode()
    assert Allocation.objects.get().amount == Decimal("1234.50")
    for url in (subsidy.get_absolute_url(), reverse("funding")):
        page = words(as_(None), url)
        assert "€ 1.234,50" in page.replace("\xa0", " ")
    assert "Bron: Stuk brief , stand van 1 mei 2025" in words(as_(None), subsidy.get_absolute_url())


@pytest.mark.parametrize("missing", ["source", "stated_on"])
def test_no_amount_without_source_and_day(world, subsidy, as_, missing):
    page = add(as_(world.bureau), subsidy, amount="10", **{missing: ""})
    assert page.status_code == 422
    assert Allocation.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        making.amount(subsidy, **{missing: None})
    task = making.a_task()
    with pytest.raises(IntegrityError), transaction.atomic():
        making.estimate(task, **{missing: None})
    assert making.estimate(task, euros=None, **{missing: None}), "nothing stated may be written down as such"


def test_two_sources_that_disagree_both_stay(world, subsidy, as_):
    making.amount(subsidy, "1000", source=making.source("oud"), stated_on=datetime.date(2024, 1, 1))
    making.amount(subsidy, "900", source=making.source("nieuw"), stated_on=datetime.date(2025, 1, 1))
    page = words(as_(None), reverse("funding")).replace("\xa0", " ")
    assert "2025 € 900 € 900" in page, "counted once"
    page = words(as_(None), subsidy.get_absolute_url()).replace("\xa0", " ")
    assert "Bronnen verschillen" in page
    assert "Stuk oud zegt € 1.000 (stand van 1 januari 2024)" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        making.amount(subsidy, "800", source=making.source("nieuw"), stated_on=datetime.date(2025, 1, 1))


def test_the_parts_are_never_more_than_the_whole(world, subsidy):
    whole, task = making.amount(subsidy, "1000"), making.a_task()
    making.share(whole, task, "600", "eerst")
    with pytest.raises(DatabaseError), transaction.atomic():
        making.share(whole, task, "401", "dan")
    assert making.share(whole, task, "400", "dan")
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: Allocation.objects.update(amount=999))()


def test_what_a_task_needs_has_and_lacks(world, subsidy, as_):
    task = making.a_task()
    for step, needed in [("Huis van de wijk", "5000"), ("Opleiding", "2000"), ("Onderzoek", None)]:
        making.estimate(task, needed, step)
    making.share(making.amount(subsidy, "3000"), task, "3000", step="Huis van de wijk")
    two = making.amount(subsidy, "4000", recipient_note="Kreek")
    making.share(two, task, "2000", "Opleiding")
    making.share(two, making.a_task("Een andere"))
    [found] = of_tasks(world.bureau, [task])
    gaps = {step.step: (step.needed, step.allocated, step.gap) for step in found.steps}
    assert gaps == {
        "Huis van de wijk": (5000, 3000, 2000),
        "Opleiding": (2000, 2000, 0),
        "Onderzoek": (None, 0, None),
    }
    assert (found.whole.needed, found.whole.allocated, found.whole.gap) == (7000, 5000, 2000)
    assert found.unknown_steps == 1
    page = words(as_(None), task.get_absolute_url()).replace("\xa0", " ")
    assert "Opleiding Bron: Stuk brief , stand van 1 mei 2025. € 2.000 € 2.000 nog niet bekend Gedekt" in page
    assert "€ 7.000 € 5.000 nog niet bekend ten minste € 2.000" in page
    assert (
        "Onderzoek Bron: Stuk brief , stand van 1 mei 2025. nog niet bekend nog niet bekend nog niet bekend"
        in page
    )


def test_a_part_nobody_stated_is_open_also_when_it_is_the_only_one(world, subsidy):
    one, other = making.a_task(), making.a_task("Een andere")
    making.share(making.amount(subsidy, "3000"), one)
    found = of_tasks(world.bureau, [one])[0].whole
    assert (found.allocated, len(found.open)) == (0, 1)
    making.share(making.amount(subsidy, "4000", recipient_note="Kreek"), other, "4000")
    assert of_tasks(world.bureau, [other])[0].whole.allocated == 4000, "the control"


def test_money_that_is_expected_covers_nothing_yet(world, subsidy, as_):
    task = making.a_task()
    making.estimate(task, "3000")
    making.share(making.amount(subsidy, "3000", certainty="verwacht"), task, "3000")
    found = of_tasks(world.bureau, [task])[0].whole
    assert (found.allocated, found.expected, found.gap, found.is_covered) == (0, 3000, 3000, False)
    page = words(as_(None), task.get_absolute_url()).replace("\xa0", " ")
    assert "€ 3.000 nog niet bekend € 3.000 € 3.000" in page


def test_a_task_is_not_covered_while_a_step_is_unknown(world, subsidy):
    task = making.a_task()
    making.estimate(task, "3000", "Huis van de wijk")
    making.share(making.amount(subsidy, "3000"), task, "3000", "Huis van de wijk")
    assert of_tasks(world.bureau, [task])[0].whole.is_covered, "the control"
    making.estimate(task, None, "Onderzoek")
    assert not of_tasks(world.bureau, [task])[0].whole.is_covered


def test_a_newer_source_for_the_same_money_keeps_what_it_covers(world, subsidy, as_):
    task = making.a_task()
    making.estimate(task, "1000")
    old = making.amount(subsidy, "1000", source=making.source("oud"), stated_on=datetime.date(2024, 1, 1))
    making.share(old, task, "1000")
    newer = making.amount(subsidy, "1000", source=making.source("nieuw"), stated_on=datetime.date(2025, 1, 1))
    found = of_tasks(world.bureau, [task])[0].whole
    assert (found.allocated, found.is_covered) == (1000, True)
    html = as_(world.bureau).get(subsidy.get_absolute_url()).content.decode()
    assert reverse("allocation_edit", args=[old.pk]) in html
    assert "Stuk oud zegt € 1.000 (stand van 1 januari 2024)" in words(
        as_(None), subsidy.get_absolute_url()
    ).replace("\xa0", " ")
    making.share(newer, task, "400")
    found = of_tasks(world.bureau, [task])[0].whole
    assert found.allocated == 400, "divided anew with the newer source"
    assert [share.allocation for share in found.before] == [old]
    page = words(as_(None), task.get_absolute_url()).replace("\xa0", " ")
    assert "Deze bron zei € 1.000. Het telt niet mee: een nieuwere bron verdeelt hetzelfde geld." in page


def test_of_a_newer_and_smaller_amount_only_the_difference_is_open(world, subsidy, as_):
    task, other = making.a_task(), making.a_task("Een andere")
    making.estimate(task, "700")
    old = making.amount(subsidy, "1000", source=making.source("oud"), stated_on=datetime.date(2024, 1, 1))
    making.share(old, task, "700")
    making.share(old, other, "300")
    assert of_tasks(world.bureau, [task])[0].whole.is_covered, "the control"
    making.amount(subsidy, "600", source=making.source("nieuw"), stated_on=datetime.date(2025, 1, 1))
    found, small = (of_tasks(world.bureau, [one])[0].whole for one in (task, other))
    assert (found.allocated, found.gap, found.is_covered, found.open) == (300, 400, False, [])
    assert (small.allocated, [part.short for part in small.open]) == (0, [400])
    page = words(as_(None), task.get_absolute_url()).replace("\xa0", " ")
    assert "Een nieuwere bron noemt € 400 minder dan er verdeeld is." in page
    assert "ten minste € 300" in page


def test_amounts_per_municipality_name_their_source_and_day(world, subsidy, as_):
    making.amount(
        subsidy, "700", recipient=organisation("Duindorp", "overheid", municipality=world.municipality)
    )
    page = words(as_(None), reverse("funding"))
    assert "Bron: Stuk brief , stand van 1 mei 2025" in page


def test_the_newest_estimate_counts_and_the_other_stays(world, as_):
    task = making.a_task()
    making.estimate(task, "100", source=making.source("oud"), stated_on=datetime.date(2024, 1, 1))
    making.estimate(task, "300")
    assert of_tasks(world.bureau, [task])[0].whole.needed == 300
    assert "Een andere bron: € 100" in words(as_(None), task.get_absolute_url()).replace("\xa0", " ")


def test_nothing_stated_is_not_nought(world, as_):
    task = making.a_task()
    row = words(as_(None), reverse("funding_coverage"))
    assert f"1. {task.title} nog niet bekend nog niet bekend nog niet bekend" in row
    assert "Nog niet bekend" in words(as_(None), task.get_absolute_url())


def test_the_office_has_more_payers_than_one(world, subsidy, as_):
    office = {"purpose": "netwerkbureau", "recipient_note": "Netwerkbureau"}
    making.amount(subsidy, "10", giver=organisation("Provincie Delta"), **office)
    making.amount(subsidy, "20", **office)
    page = words(as_(None), reverse("funding")).replace("\xa0", " ")
    assert "Provincie Delta, 2025" in page
    assert "Rijk van Delta, 2025" in page


def test_a_municipality_of_another_region_is_not_counted_here(world, subsidy, as_):
    town = organisation("Gemeente Duindorp", "overheid", municipality=world.municipality)
    making.amount(subsidy, "700", recipient=town)
    assert "2025 € 700 € 700" in words(as_(None), reverse("funding")).replace("\xa0", " "), "the control"
    set_up(_elsewhere)(world.municipality)
    page = words(as_(None), reverse("funding")).replace("\xa0", " ")
    assert "2025 € 700 € 700" not in page
    assert "Hoort bij de regio Bergland. Telt hierboven niet mee." in page
    assert "€ 700" in words(as_(None), world.municipality.get_absolute_url()).replace("\xa0", " ")


def _elsewhere(municipality):
    scheme = RegionScheme.objects.create(name="IZA-regio's", slug="iza")
    Region.objects.create(scheme=scheme, name="Deltaland", is_ours=True)
    away = Region.objects.create(scheme=scheme, name="Bergland")
    RegionMembership.objects.create(region=away, municipality=municipality)


def test_a_file_of_amounts_holds_no_formula(world, subsidy, as_):
    making.amount(subsidy, "1234.50", recipient_note='=HYPERLINK("http://kwaad.example")')
    answer = as_(None).get(reverse("funding_export", args=["csv"]))
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row["Voor wie"].startswith("'=HYPERLINK")
    assert (row["Bedrag"], row["Bron"], row["Stand van"]) == ("1234,50", "Stuk brief", "2025-05-01")
    assert as_(None).get(reverse("funding_export", args=["xlsx"])).content.startswith(b"PK")


def fill(many):
    tasks = themes.task_list(f"lijst van {many}", datetime.date.today())
    for number in range(1, many + 1):
        of = making.instrument(f"Subsidie {many}-{number}")
        task = themes.task(tasks, number, f"Taak {many}-{number}")
        making.estimate(task, "100")
        town = set_up(Organisation.objects.create)(name=f"Gemeente {many}-{number}", kind="overheid")
        making.share(making.amount(of, "80", recipient=town), task)
        making.application(of, state="aangevraagd")


def questions(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return sum(" FROM " in one["sql"] for one in found)


def test_more_money_asks_no_more_questions(world, as_):
    visitor, bureau = as_(None), as_(world.bureau)
    fill(2)
    pages = [(visitor, "funding"), (visitor, "funding_coverage"), (bureau, "funding_desk"), (visitor, "csv")]
    urls = [
        (client, reverse("funding_export", args=["csv"]) if name == "csv" else reverse(name))
        for client, name in pages
    ]
    few = [questions(client, url) for client, url in urls]
    fill(20)
    assert [questions(client, url) for client, url in urls] == few
    assert max(few[:2]) <= 12


def test_a_typed_amount_is_a_number(world, subsidy, as_):
    for wrong in ("veel", "-5", "0", "1e400", "٣x", "NaN", "Infinity"):
        page = add(as_(world.bureau), subsidy, amount=wrong)
        assert page.status_code == 422, wrong
    assert CostEstimate.objects.count() == 0


def test_one_step_in_two_spellings_is_one_step(world, subsidy, as_):
    task, client = making.a_task(), as_(world.bureau)
    for step in ("Eerste stap", " eerste  STAP "):
        sent = {"task": task.pk, "step": step, "position": "1", "feasibility": "onbekend", "version": ""}
        sent |= {"stated_precision": "day", "source": making.source(f"Stuk {step.strip()}").pk}
        assert client.post(reverse("estimate_add"), sent).status_code == 302
    assert set(CostEstimate.objects.values_list("step", flat=True)) == {"Eerste stap"}
    assert '<option value="Eerste stap">' in client.get(reverse("estimate_add")).content.decode()


@set_up
def two_deltalands():
    for slug, name in (("iza", "IZA-regio's"), ("ggd", "GGD-regio's")):
        Region.objects.create(scheme=RegionScheme.objects.create(name=name, slug=slug), name="Deltaland")


def test_two_regions_of_one_name_are_told_apart(world, subsidy, as_):
    two_deltalands()
    page = as_(world.bureau).get(reverse("allocation_add", args=[subsidy.pk])).content.decode()
    assert "Deltaland (GGD-regio" in page
    assert "Deltaland (IZA-regio" in page
