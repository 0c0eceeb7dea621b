"""The list of briefings somebody works on: page after page, narrowed, and found by words and number."""

import pytest
from django.urls import reverse

from governance.briefings.following import BriefingLine
from governance.briefings.views.listing import PER_PAGE
from tests.governance import letters, proposals
from tests.governance.council.many import copies
from tests.governance.council.registers import a_dossier
from tests.world import set_up


def found(client, **asked):
    page = client.get(reverse("briefings"), asked)
    assert page.status_code == 200
    return [row.subject for row in page.context["page"]]


@pytest.fixture
def three(world):
    """A draft with a chapter and a dossier, a published one, and one to a college."""
    draft = letters.draft(world, "Nieuwe tafel", registration_number="0000777")
    letters.section(draft, "Vervoer op het platteland", "<p>De bus rijdt niet.</p>")
    set_up(BriefingLine.objects.create)(briefing=draft, dossier=a_dossier("Mobiliteit"))
    letters.published(world, subject="Oude tafel")
    proposal = proposals.full(world)
    letters.change(proposal, world.bureau, subject="Voorstel over zorg")
    return draft


def test_every_briefing_is_on_one_page_and_on_one_alone(world, as_):
    copies(letters.draft(world), PER_PAGE + 5, registration_number=lambda at: f"C{at:06}")
    client = as_(world.bureau)
    rows = [
        row.pk for at in (1, 2) for row in client.get(reverse("briefings"), {"pagina": at}).context["page"]
    ]
    assert (len(rows), len(set(rows))) == (PER_PAGE + 6, PER_PAGE + 6)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"Nieuwe tafel", "Oude tafel", "Voorstel over zorg"}),
        ({"zoek": "tafel"}, {"Nieuwe tafel", "Oude tafel"}),
        ({"zoek": "0000777"}, {"Nieuwe tafel"}),
        ({"zoek": "platteland"}, {"Nieuwe tafel"}),
        ({"zoek": "bus rijdt"}, {"Nieuwe tafel"}),
        ({"zoek": "mobiliteit"}, {"Nieuwe tafel"}),
        ({"zoek": "tafel", "stand": "gepubliceerd"}, {"Oude tafel"}),
        ({"stand": "bezig"}, {"Nieuwe tafel", "Voorstel over zorg"}),
        ({"soort": "collegevoorstel"}, {"Voorstel over zorg"}),
        ({"zoek": "olifant"}, set()),
    ],
)
def test_what_is_asked_is_found(world, as_, three, asked, expected):
    assert set(found(as_(world.bureau), **asked)) == expected


def test_to_whom_and_by_whom(world, as_, three):
    client = as_(world.bureau)
    assert "Voorstel over zorg" not in found(client, aan=str(world.staten.pk))
    assert "Nieuwe tafel" in found(client, aan=str(world.staten.pk))
    assert found(as_(world.bureau_only), wie="van-mij") == []
    letters.change(three, world.bureau_only, subject="Van ons samen")
    assert found(as_(world.bureau_only), wie="van-mij") == ["Van ons samen"]


def test_what_was_asked_wrongly_says_so_and_shows_all(world, as_, three):
    page = as_(world.bureau).get(reverse("briefings"), {"soort": "roman"})
    assert page.status_code == 200
    assert "roman" not in page.content.decode() or page.context["form"].errors
    assert len(page.context["page"].object_list) == 3


def test_words_of_a_draft_are_found_by_nobody_else(world, as_, three):
    """As a draft is read: by the netwerkbureau, and whom it is shared with."""
    assert found(as_(world.chair), zoek="tafel") == []
    letters.shared_with(world, three, world.chair)
    assert found(as_(world.chair), zoek="tafel") == ["Nieuwe tafel"]
