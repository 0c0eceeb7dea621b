"""Who writes sees the letter change with every save, keeps what was typed meanwhile, and hears who was first."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import world as cast
from tests.governance import letters

GO_ON = "Opslaan en verder schrijven"


@pytest.fixture
def people(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    return cast.build_world()


def write(page, words):
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_the_letter_follows_every_save(people, open_as, width):
    briefing = letters.full(people)
    page = open_as(people.bureau, width)
    page.goto(reverse("briefing_core", args=[briefing.pk]))
    letter = page.locator(".zz-look__letter")
    letter.scroll_into_view_if_needed()
    expect(letter).to_contain_text("krijgt een nieuwe vorm")
    for words in (" Eerste ronde.", " Tweede ronde."):
        write(page, words)
        page.get_by_role("button", name=GO_ON).click()
        expect(letter).to_contain_text(words.strip())
    briefing.refresh_from_db()
    assert "Eerste ronde. Tweede ronde." in briefing.core
    expect(letter).to_contain_text("Hier schrijf je")
    assert page.troubles == []


def test_who_was_second_gets_both_texts(people, open_as):
    briefing = letters.full(people)
    page = open_as(people.bureau)
    page.goto(reverse("briefing_core", args=[briefing.pk]))
    letters.change(briefing, people.bureau_only, core="<p>Van een ander.</p>")
    write(page, " Van mij.")
    page.get_by_role("button", name=GO_ON).click()
    expect(page.get_by_text("Iemand anders was je voor")).to_be_visible()
    expect(page.locator(".ProseMirror[contenteditable]")).to_contain_text("Van mij.")
    briefing.refresh_from_db()
    assert briefing.core == "<p>Van een ander.</p>"
