"""The editor of running text: named in Dutch, its states said, and usable without a mouse."""

import pytest
from django.urls import reverse

from tests.governance import letters

pytestmark = pytest.mark.django_db(transaction=True)

ENGLISH = (
    "bold",
    "italic",
    "paragraph",
    "heading",
    "list",
    "quote",
    "insert",
    "remove",
    "undo",
    "redo",
    "add",
    "delete",
)


@pytest.fixture
def page(world, open_as):
    briefing = letters.draft(world)
    opened = open_as(world.bureau)
    opened.goto(reverse("briefing_core", args=[briefing.pk]))
    opened.wait_for_selector(".prose-menubar")
    return opened


def test_every_button_is_named_in_dutch(page):
    buttons = page.locator(".prose-menubar__group button, .prose-menubar__selected button")
    names = [buttons.nth(n).get_attribute("aria-label") for n in range(buttons.count())]
    assert {"Vet", "Cursief", "Opsomming", "Genummerde lijst", "Tabel invoegen", "Ongedaan maken"} <= set(
        names
    )
    said = [name.lower().split() for name in names]
    assert [words for words in said if set(words) & set(ENGLISH)] == []
    titles = [buttons.nth(n).get_attribute("title") for n in range(buttons.count())]
    assert titles == names
    assert page.locator(".prose-menubar[role=toolbar][aria-label=Opmaak]").count() == 1
    options = page.locator(".prose-menubar__option").all_text_contents()
    assert {"Alinea", "Kop", "Tussenkop"} <= set(options)


def test_bold_by_keyboard_is_said_and_kept(page):
    page.locator(".ProseMirror[contenteditable]").first.click()
    page.keyboard.press("Control+a")
    bold = page.locator("button[aria-label=Vet]")
    assert bold.get_attribute("aria-pressed") == "false"
    bold.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("button[aria-label=Vet][aria-pressed=true]")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_url("**/werkbank/briefings/*/#kern")
    assert page.locator("#kern strong").count() == 1


def test_the_kind_of_text_is_chosen_without_a_mouse(page):
    page.locator(".ProseMirror[contenteditable]").first.click()
    chooser = page.locator(".prose-menubar__selected button")
    assert chooser.get_attribute("aria-label") == "Soort tekst: Alinea"
    chooser.focus()
    page.keyboard.press("Enter")
    page.locator(".prose-menubar__option", has_text="Tussenkop").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".ProseMirror[contenteditable] h4")
    assert (
        page.locator(".prose-menubar__selected button").get_attribute("aria-label")
        == "Soort tekst: Tussenkop"
    )


@pytest.mark.parametrize(("answer", "cells"), [("Ja", "th"), ("Nee", "td")])
def test_a_table_is_asked_for_in_dutch_and_made_as_asked(page, answer, cells):
    page.locator(".ProseMirror[contenteditable]").first.click()
    page.locator("button[aria-label='Tabel invoegen']").click()
    page.get_by_label("Aantal rijen").fill("2")
    page.get_by_label("Met kopregel").select_option(label=answer)
    page.get_by_role("button", name="Tabel invoegen").last.click()
    first = page.locator(f".ProseMirror[contenteditable] table tr:first-child {cells}")
    first.first.wait_for()
    assert page.locator(".ProseMirror[contenteditable] table tr").count() == 2
