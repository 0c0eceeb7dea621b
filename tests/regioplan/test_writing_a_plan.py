"""The netwerkbureau writes a plan: a tree in order, two writers at once, and only while the version is open."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regioplan.plans.models import Deadline, PlanSection
from tests.regioplan import making_plans as making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    return making.plan(making.region(world))


@pytest.fixture
def version(plan):
    return making.version(plan, "Een", "Twee", "Drie")


def order(version):
    return list(version.sections.filter(parent=None).order_by("position").values_list("heading", flat=True))


def test_up_and_down_move_one_place_and_stop_at_the_edge(world, version, as_):
    two = version.sections.get(heading="Twee")
    client = as_(world.bureau)
    for position in (2, 1):
        client.post(reverse("plan_section_up", args=[version.pk, two.pk]), {"position": position})
    assert order(version) == ["Twee", "Een", "Drie"]
    client.post(reverse("plan_section_down", args=[version.pk, two.pk]), {"position": 1})
    assert order(version) == ["Een", "Twee", "Drie"]


def test_a_move_pressed_twice_or_from_an_old_page_is_one_move(world, version, as_):
    three = version.sections.get(heading="Drie")
    client, up = as_(world.bureau), reverse("plan_section_up", args=[version.pk, three.pk])
    pressed = {"position": 3, "form_key": str(uuid.uuid4())}
    for _ in range(2):
        client.post(up, pressed)
    assert order(version) == ["Een", "Drie", "Twee"]
    page = as_(world.bureau_only).post(up, {"position": 3}, follow=True)
    assert "Iemand anders verplaatste dit net." in page.content.decode()
    assert order(version) == ["Een", "Drie", "Twee"]


def test_two_sections_never_stand_on_one_place(version):
    set_up(version.sections.filter(heading="Drie").update)(position=1)
    with pytest.raises(IntegrityError, match="plan_section_position"):
        connection.check_constraints()


def test_taking_out_closes_the_gap_and_asks_what_was_seen(world, version, as_):
    one = version.sections.get(heading="Een")
    remove = reverse("plan_section_remove", args=[version.pk, one.pk])
    as_(world.bureau).post(remove, {"version": one.version + 1})
    assert len(order(version)) == 3
    as_(world.bureau).post(remove, {"version": one.version})
    assert list(version.sections.order_by("position").values_list("position", flat=True)) == [1, 2]


def test_a_chapter_with_something_under_it_stays(world, version, as_):
    one = version.sections.get(heading="Een")
    making.section(version, "Daaronder", under=one)
    page = as_(world.bureau).post(
        reverse("plan_section_remove", args=[version.pk, one.pk]), {"version": one.version}, follow=True
    )
    assert "Hier hangt nog iets onder." in page.content.decode()
    assert version.sections.count() == 4


def test_what_was_taken_out_is_undone_and_the_history_names_it(world, version, as_):
    theme = themes.theme(themes.generation(), "Jong en oud")
    two = version.sections.get(heading="Twee")
    set_up(two.links.create)(theme=theme)
    remove = reverse("plan_section_remove", args=[version.pk, two.pk])
    client = as_(world.bureau)
    page = client.post(remove, {"version": two.version}, follow=True).content.decode()
    back = reverse("plan_section_bring_back", args=[version.pk, two.pk])
    assert f'action="{back}"' in page
    assert "Ongedaan maken" in page
    assert "Ongedaan maken" not in client.get(reverse("plan_compose", args=[version.pk])).content.decode()
    for _ in range(2):
        assert client.post(back).status_code == 302
    again = version.sections.get(heading="Twee")
    assert order(version) == ["Een", "Twee", "Drie"]
    assert (again.lineage, again.text, str(again.links.get())) == (two.lineage, two.text, "Jong en oud")
    making.deadline(version.plan, datetime.date(2023, 12, 31))
    story = words(client, reverse("history", args=["plan", version.plan_id]))
    for line in (
        "Hoofdstuk “Twee” verwijderd",
        "Hoofdstuk “Een” toegevoegd",
        "Uiterste datum “Besluit van alle colleges, uiterlijk 31 december 2023” toegevoegd",
    ):
        assert line in story


def test_a_new_version_starts_as_it_is_asked(world, plan, as_):
    making.published(world, plan, "Een", "Twee")
    client, new = as_(world.bureau), reverse("plan_version_new", args=[plan.pk])
    assert client.post(new).status_code == 422, "nothing is begun without a choice"
    assert "blijft staan tot je de nieuwe versie publiceert" in words(client, new)
    for start, many in (("leeg", 0), ("kopie", 2)):
        assert client.post(new, {"start": start}).status_code == 302
        draft = plan.versions.get(status="concept")
        assert draft.sections.count() == many
        assert client.get(new).url == reverse("plan_compose", args=[draft.pk]), "one at a time"
        draft.withdraw(by=world.bureau, because="Een proef.")


def test_deeper_than_three_levels_cannot(version):
    under = version.sections.get(heading="Een")
    for heading in ("Paragraaf", "Onderdeel"):
        under = making.section(version, heading, under=under)
    with pytest.raises(IntegrityError, match="too deep"), transaction.atomic():
        making.section(version, "Nog dieper", under=under)


def test_a_stale_save_shows_both_texts(world, version, as_):
    one = version.sections.get(heading="Een")
    address = reverse("plan_section", args=[version.pk, one.pk])
    first = {"heading": "Eén", "text": "<p>Van mij.</p>", "version": one.version}
    assert as_(world.bureau).post(address, first).status_code == 302
    answer = as_(world.bureau_only).post(address, {**first, "text": "<p>Van de ander.</p>"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Van mij." in text
    assert "Van de ander." in text


def test_ticks_of_another_are_not_lost(world, version, as_):
    generation = themes.generation()
    ticked = [themes.theme(generation, name, number=number) for number, name in enumerate(("Jong", "Oud"), 1)]
    one = version.sections.get(heading="Een")
    address = reverse("plan_section", args=[version.pk, one.pk])
    data = {"code": one.code, "heading": one.heading, "text": one.text, "version": one.version}
    assert as_(world.bureau).post(address, {**data, "themes": [ticked[0].pk]}).status_code == 302
    assert as_(world.bureau_only).post(address, {**data, "themes": [ticked[1].pk]}).status_code == 409
    assert [str(link) for link in one.links.all()] == ["Jong"]


def test_links_follow_what_is_ticked_and_lead_back_from_the_theme(world, version, as_):
    theme = themes.theme(themes.generation(), "Jong en oud")
    one = version.sections.get(heading="Een")
    address = reverse("plan_section", args=[version.pk, one.pk])
    data = {"heading": "Een", "text": "<p>x</p>", "version": one.version, "themes": [theme.pk]}
    as_(world.bureau).post(address, data)
    assert str(one.links.get()) == "Jong en oud"
    assert "In de plannen" not in words(as_(None), theme.get_absolute_url()), "a draft is nobody's business"
    version.clear(by=world.bureau, **making.CLEARED)
    version.publish(by=world.bureau)
    assert "In de plannen" in words(as_(None), theme.get_absolute_url())


def test_agreement_closes_the_text_until_it_is_taken_back(world, version, as_):
    version.clear(by=world.bureau, **making.CLEARED)
    one = version.sections.get(heading="Een")
    address = reverse("plan_section", args=[version.pk, one.pk])
    typed = {"heading": "Anders", "text": "<p>x</p>", "version": one.version}
    answer = as_(world.bureau).post(address, typed)
    assert answer.status_code == 422
    assert "niet meer open" in answer.content.decode()
    version.reopen(by=world.bureau, because="Toch nog een zin.")
    assert version.cleared_by == ""
    assert as_(world.bureau).post(address, typed).status_code == 302


def test_every_reading_of_a_last_day_stays_and_one_is_shown(plan, as_):
    making.deadline(plan, datetime.date(2023, 12, 31), "publiceren")
    making.deadline(plan, datetime.date(2024, 1, 1), "publiceren", inclusive=False, shown=False)
    page = words(as_(None), plan.get_absolute_url())
    assert "Uiterlijk 31 december 2023" in page
    assert "voor 1 januari 2024" in page
    assert {row.last_day for row in Deadline.objects.all()} == {datetime.date(2023, 12, 31)}
    with pytest.raises(IntegrityError, match="deadline_one_shown"), transaction.atomic():
        making.deadline(plan, datetime.date(2024, 2, 1), "publiceren")


def test_a_last_day_known_by_its_month_is_the_last_of_it_and_before_it_the_day_before(world, plan, as_):
    address = reverse("deadline_new", args=[plan.pk])
    typed = {"kind": "besluiten", "day": "2026-11-01", "precision": "month", "version": "", "source_note": ""}
    for more in ({"inclusive": "on", "shown": "on"}, {"day": "2026-11-20"}):
        assert as_(world.bureau).post(address, {**typed, **more}).status_code == 302
    until, before = Deadline.objects.order_by("-inclusive")
    assert (until.words, until.last_day) == ("uiterlijk november 2026", datetime.date(2026, 11, 30))
    assert (before.words, before.last_day) == ("voor november 2026", datetime.date(2026, 10, 31))


@pytest.mark.parametrize("page", ["plan_compose", "plan"])
def test_a_page_costs_the_same_for_two_and_for_twenty_chapters(world, plan, as_, page):
    counts, version = [], making.version(plan)
    client = as_(world.bureau)
    for many in (2, 20):
        for number in range(version.sections.count(), many):
            making.section(version, f"Hoofdstuk {number}")
        address = reverse(page, args=[version.pk if page == "plan_compose" else plan.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_pasted_markup_is_cleaned(version):
    made = making.section(
        version, "Geplakt", text="<script>alert(1)</script><h1>Kop</h1><p onclick=x>Tekst</p>"
    )
    assert PlanSection.objects.get(pk=made.pk).text == "<h4>Kop</h4><p>Tekst</p>"
