"""Everybody reads the themes: the leading generation first, each theme with all that is known of it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from themes.generations.models import ThemeGeneration

pytestmark = pytest.mark.django_db


def test_the_leading_generation_comes_first_and_the_older_ones_follow(world, as_):
    old = making.generation("Visie van toen", 2019)
    new = making.generation("Visie van nu", 2024)
    making.theme(old, "Wonen")
    making.theme(new, "Bewegen")
    page = words(as_(None), reverse("themes"))
    assert (
        page.index("Visie van nu")
        < page.index("Bewegen")
        < page.index("Visie van toen")
        < page.index("Wonen")
    )
    assert page.count("Hier werken we nu mee") == 1


def test_a_generation_leads_once_it_has_begun_and_until_the_next_begins(world):
    unknown, first = making.generation("Zonder datum", None), making.generation("Eerst", 2020)
    later = making.generation("Later", 2030)
    leading = ThemeGeneration.objects.leading
    assert leading(datetime.date(2019, 12, 31)) == unknown
    assert leading(datetime.date(2020, 1, 1)) == first
    assert leading(datetime.date(2029, 12, 31)) == first
    assert leading(datetime.date(2030, 1, 1)) == later


def test_themes_follow_the_order_of_the_chosen_document(world, as_):
    generation = making.generation()
    wonen, bewegen = making.theme(generation, "Wonen"), making.theme(generation, "Bewegen")
    making.document(generation, "Deltavisie", (wonen, bewegen))
    agenda = making.document(generation, "Delta-agenda", (bewegen, wonen))
    first = words(as_(None), reverse("themes"))
    turned = words(as_(None), reverse("themes") + f"?volgorde={agenda.pk}")
    assert first.index("Wonen") < first.index("Bewegen")
    assert turned.index("Bewegen") < turned.index("Wonen")


@pytest.mark.parametrize("nonsense", ["x", "\x00", "9" * 500, "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_order_shows_the_usual_one(world, as_, nonsense):
    making.theme(making.generation(), "Wonen")
    assert "Wonen" in words(as_(None), reverse("themes") + f"?volgorde={nonsense}")


def test_a_house_without_themes_says_so(world, as_):
    assert "Er zijn nog geen thema's" in words(as_(None), reverse("themes"))
    assert "Waar we aan werken" not in words(as_(None), reverse("home"))


def test_a_theme_page_shows_all_that_is_known(world, as_):
    theme = making.theme(
        making.generation(),
        "Bewegen",
        goal="Iedereen beweegt.",
        intended_result="Meer lucht.",
        diagram_name="Sport",
    )
    making.finding(theme, "Fietspaden helpen.")
    making.objective(
        theme,
        "Meer mensen fietsen.",
        ends_on=datetime.date(2022, 3, 31),
        ends_precision="month",
        target_number=2,
        target_unit="routes",
    )
    page = words(as_(None), theme.get_absolute_url())
    for fact in (
        "Iedereen beweegt.",
        "Meer lucht.",
        "Ook genoemd: Sport",
        "Fietspaden helpen.",
        "Meer mensen fietsen.",
    ):
        assert fact in page
    assert "Klaar: maart 2022" in page
    assert "Streefgetal: 2 routes" in page


def test_what_no_source_says_is_not_filled_in(world, as_):
    theme = making.theme(making.generation(), "Bewegen")
    making.objective(theme)
    page = words(as_(None), theme.get_absolute_url())
    assert page.count("Nog niet bekend") == 2
    assert "Klaar: nog niet bekend" in page


def test_an_earlier_name_stands_there_with_its_reason(world, as_):
    theme = making.theme(making.generation(), "Alle zorg")
    making.former_name(
        theme,
        "Acute hulp",
        reason="Het gaat om meer.",
        replaced_on=datetime.date(2023, 9, 1),
        replaced_precision="month",
    )
    page = words(as_(None), theme.get_absolute_url())
    assert "Heette eerst Acute hulp (tot september 2023)" in page
    assert "Het gaat om meer." in page
    assert "Eerst: Acute hulp" in words(as_(None), reverse("themes"))


def test_an_unknown_theme_is_not_found(world, as_):
    assert as_(None).get("/themas/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_only_who_has_an_account_can_follow_a_theme(world, as_):
    theme = making.theme(making.generation(), "Bewegen")
    assert "Volgen" not in words(as_(None), theme.get_absolute_url())
    client = as_(world.member)
    assert "Volgen" in words(client, theme.get_absolute_url())
    client.post(
        reverse("follow", args=["theme", theme.pk]), {"wanted": "yes", "next": theme.get_absolute_url()}
    )
    assert "Niet meer volgen" in words(client, theme.get_absolute_url())


def _queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_list_costs_the_same_for_two_and_for_twenty_themes(world, as_):
    generation = making.generation()
    counts = []
    for many in (2, 20):
        for number in range(generation.themes.count(), many):
            theme = making.theme(generation, f"Thema {number}")
            making.former_name(theme, "Eerder")
            making.finding(theme)
        counts.append(_queries(as_(None), reverse("themes")))
    assert counts[0] == counts[1] <= 20


def test_a_theme_costs_the_same_with_two_and_with_twenty_opgaven(world, as_):
    old, new = making.generation("Toen", 2019), making.generation("Nu", 2024)
    theme = making.theme(old, "Wonen")
    first, second = making.document(old, "Visie"), making.document(old, "Agenda")
    counts = []
    for many in (2, 20):
        for _ in range(theme.findings.count(), many):
            making.finding(theme)
            making.objective(theme)
            making.followed_by(making.opgave(theme, first), making.opgave(theme, second))
            making.kinship(theme, making.theme(new, "Kind van Wonen"))
        counts.append(_queries(as_(None), theme.get_absolute_url()))
    assert counts[0] == counts[1] <= 24


def test_the_front_page_names_the_themes_of_now(world, as_):
    making.theme(making.generation("Toen", 2019), "Wonen")
    making.theme(making.generation("Nu", 2024), "Bewegen")
    making.task(making.task_list(), 0, "Zorg voor allen.")
    page = words(as_(None), reverse("home"))
    assert "Bewegen" in page
    assert "Wonen" not in page
    assert "Zorg voor allen." in page


def test_every_role_reads_the_same_themes(world, as_, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    theme = making.theme(making.generation(), "Bewegen")
    for reader in world.readers.values():
        assert "Bewegen" in words(as_(reader), theme.get_absolute_url())
