"""An approval is about all of it: the text, who may read it and from when."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from governance.briefings import document
from governance.briefings.models import Briefing, Status
from tests.governance import letters
from zorgzaam.audit.history import acting

EMBARGO = datetime.datetime(2030, 1, 3, 9, 30, tzinfo=datetime.UTC)
BEFORE = {
    "publicity": "besloten",
    "publicity_ground": "Het besluit volgt nog",
    "publicity_until": "tot het besluit",
    "embargo_until": EMBARGO,
    "woo_category": "c_8c840238",
}
AFTER = {
    "publicity": "openbaar",
    "publicity_ground": "Iets anders",
    "publicity_until": "",
    "embargo_until": None,
    "woo_category": "",
}


@pytest.fixture
def briefing(world):
    made = letters.draft(world, **BEFORE)
    made.submit(by=world.bureau)
    return made


def change_unseen(world, briefing, name: str) -> None:
    briefing.send_back(by=world.bureau, remark="Nog iets")
    letters.change(briefing, world.bureau, **{name: AFTER[name]})
    briefing.submit(by=world.bureau)


def press(world, as_, briefing, name: str) -> int:
    """The answer to an approval from a page that was opened before the change."""
    reader, url = as_(world.bureau_only), reverse("briefing_review", args=[briefing.pk])
    given = {"verdict": "akkoord", "seen": reader.get(url).context["form"]["seen"].value()}
    change_unseen(world, briefing, name)
    return int(reader.post(url, given).status_code)


@pytest.mark.parametrize("name", AFTER)
def test_who_may_read_it_does_not_change_unseen(world, as_, briefing, name):
    assert press(world, as_, briefing, name) == 409
    assert Briefing.objects.get().status == Status.IN_REVIEW


@pytest.mark.parametrize("name", [name for name in AFTER if name != "publicity"])
def test_control_the_text_alone_would_let_it_pass(world, as_, briefing, name, monkeypatch):
    """Openness stands in the header of the letter too; the others do not."""
    monkeypatch.setattr(document, "CONTENT", ())
    assert press(world, as_, briefing, name) == 302


def test_the_page_says_who_reads_it_and_from_when(world, as_, briefing):
    page = as_(world.bureau_only).get(reverse("briefing_review", args=[briefing.pk])).content.decode()
    block = page.split('id="bereik"')[1].split("</dl>")[0]
    for words in (
        world.staten.name,
        "Besloten: alleen wie zit in",
        "Het besluit volgt nog",
        "tot het besluit",
        "tot do 3 januari 2030, 10:30",
        "Bij vertegenwoordigende organen ingekomen stukken",
    ):
        assert words in block


def test_without_embargo_or_category_the_page_says_that_too(world, as_):
    made = letters.draft(world)
    made.submit(by=world.bureau)
    page = as_(world.bureau_only).get(reverse("briefing_review", args=[made.pk])).content.decode()
    for words in ("Openbaar: iedereen kan het lezen", "geen: het is te lezen zodra", "geen gekozen"):
        assert words in page


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.APPROVED])
@pytest.mark.parametrize("name", AFTER)
def test_the_database_refuses_the_change_once_it_is_offered(world, briefing, name, status):
    if status == Status.APPROVED:
        briefing.approve(by=world.bureau_only)
    with (
        acting(world.bureau),
        pytest.raises(DatabaseError, match="no draft"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE governance_briefing SET {name} = %s", [AFTER[name]])


@pytest.mark.parametrize("name", AFTER)
def test_control_in_a_draft_the_same_sql_is_taken(world, briefing, name):
    briefing.send_back(by=world.bureau, remark="Nog iets")
    with acting(world.bureau), connection.cursor() as cursor:
        cursor.execute(f"UPDATE governance_briefing SET {name} = %s", [AFTER[name]])
    briefing.refresh_from_db()
    assert getattr(briefing, name) == AFTER[name]


def test_the_published_text_is_what_it_was(world):
    """What an approval covers besides stays out of the snapshot."""
    publication = letters.published(world)
    assert publication.canonical_sha256 == document.digest(publication.canonical)
    assert publication.canonical == document.canonical(document.build(publication.briefing))
