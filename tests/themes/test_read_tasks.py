"""Everybody reads the transformation tasks: one above all, the others around it, per list."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from themes.tasks.drawing import HEART, wheel
from zorgzaam import places
from zorgzaam.places import Block

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(world):
    made = making.task_list("conferentie", datetime.date(2023, 9, 21))
    making.task(made, 0, "Zorg voor allen.")
    for number in (1, 2, 3):
        making.task(made, number, f"We doen {number}.", text="Buren helpen.")
    return made


def test_the_list_is_drawn_and_written(conference, as_):
    page = words(as_(None), reverse("tasks"))
    assert "Boven alle opgaven staat Zorg voor allen." in page
    assert "Van 21 september 2023" in page
    for number in (1, 2, 3):
        assert f"Opgave {number}: We doen {number}." in page
    html = as_(None).get(reverse("tasks")).content.decode()
    for task in conference.tasks.all():
        assert html.count(f'href="{task.get_absolute_url()}"') == 2, "in the drawing and in the list"


def test_the_newest_list_leads_and_an_older_one_stays_to_be_read(conference, as_):
    plan = making.task_list("plan", datetime.date(2023, 12, 22))
    making.task(plan, 1, "We bundelen.")
    page = words(as_(None), reverse("tasks"))
    assert page.index("Lijst: plan") < page.index("Conferentie") < page.index("We doen 1.")


def test_a_list_of_the_future_does_not_lead_yet(conference, as_):
    making.task_list("later", datetime.date.today() + datetime.timedelta(days=9))
    assert "Lijst: conferentie" in words(as_(None), reverse("tasks"))


def test_a_house_without_tasks_says_so(world, as_):
    assert "Er zijn nog geen opgaven" in words(as_(None), reverse("tasks"))


def test_an_empty_list_says_so(world, as_):
    making.task_list("leeg")
    assert "Deze lijst is nog leeg" in words(as_(None), reverse("tasks"))


def test_a_task_page_has_its_text_its_neighbours_and_friendly_empty_places(conference, as_):
    page = words(as_(None), conference.tasks.get(number=2).get_absolute_url())
    for fact in ("Opgave 2", "We doen 2.", "Buren helpen.", "Zorg voor allen."):
        assert fact in page
    gaps = page.split("Nog niet bekend: ")[1].split(".")[0]
    for gap in ("initiatieven", "in welke vergadering de opgave is besproken"):
        assert gap in gaps


def test_what_is_not_known_of_a_task_is_one_line_at_the_end_and_staff_keep_their_buttons(
    world, conference, as_
):
    url = conference.tasks.get(number=2).get_absolute_url()
    visitor, bureau = words(as_(None), url), words(as_(world.bureau), url)
    assert visitor.lower().count("nog niet bekend") == 1
    gaps = visitor.split("Nog niet bekend: ")[1].split(".")[0]
    for gap in ("doelen", "mijlpalen", "hoe het gaat", "wie wat doet", "welke thema's de opgave raakt"):
        assert gap in gaps
    for button in ("Doel toevoegen", "Mijlpaal toevoegen", "Stel een afspraak voor", "Raming toevoegen"):
        assert button in bureau
        assert button not in visitor


def test_the_overarching_task_carries_no_number(conference, as_):
    page = words(as_(None), conference.tasks.get(overarching=True).get_absolute_url())
    assert "Overkoepelende opgave" in page
    assert "Opgave 0" not in page


def test_an_upper_floor_fills_the_place_instead_of_the_empty_state(conference, as_, monkeypatch):
    monkeypatch.setattr(places, "_providers", {})
    places.register(
        "task.discussed", "test", lambda request, task: Block("parts/source_line.html", {"row": ROW})
    )
    page = words(as_(None), conference.tasks.get(number=1).get_absolute_url())
    assert "Op de agenda van mei." in page
    assert "Besproken in het netwerk" in page
    assert "in welke vergadering" not in page


ROW = {"source_note": "op de agenda van mei"}


def test_the_overarching_task_is_number_zero_and_only_that_one(conference):
    with pytest.raises(IntegrityError, match="task_overarching_is_zero"), transaction.atomic():
        making.set_up(conference.tasks.filter(number=1).update)(overarching=True)


def test_two_tasks_can_change_numbers_at_once(conference):
    swap = making.set_up(lambda: [t.save() for t in swapped])
    swapped = list(conference.tasks.filter(number__in=(1, 2)).order_by("number"))
    swapped[0].number, swapped[1].number = 2, 1
    with transaction.atomic():
        swap()
    assert conference.tasks.get(title="We doen 1.").number == 2


def test_the_page_costs_the_same_for_two_and_for_twenty_tasks(world, as_):
    made, counts = making.task_list(), []
    for many in (2, 20):
        for number in range(made.tasks.count() + 1, many + 1):
            making.task(made, number, f"We doen {number}.")
        as_(None).get(reverse("tasks"))
        with CaptureQueriesContext(connection) as caught:
            as_(None).get(reverse("tasks"))
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 9


@pytest.mark.parametrize("many", [1, 2, 7, 20])
def test_the_knobs_of_the_wheel_never_touch(conference, many):
    tasks = [conference.tasks.model(number=number) for number in range(1, many + 1)]
    drawn = wheel(conference.tasks.get(overarching=True), tasks)
    for one, other in zip(drawn.spokes, [*drawn.spokes[1:], drawn.spokes[0]], strict=True):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert many == 1 or apart > 2 * drawn.radius
        assert all(drawn.radius <= at <= 400 - drawn.radius for at in (one.x, one.y))
    assert all(200 - HEART < baseline < 200 + HEART for baseline, _ in drawn.middle)
