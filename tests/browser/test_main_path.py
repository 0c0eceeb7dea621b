"""The main path, as a secretary walks it, in Flevoland and in a wholly invented region."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.regions import deltaland, deltaland_initiatives


@pytest.fixture(params=["flevoland", "deltaland"])
def region(request, settings):
    if request.param == "flevoland":
        request.getfixturevalue("own_demo")
        return "secretaris@zorgzaam.example", "zorgzaam-demo", "Zorgzaam Flevoland"
    request.getfixturevalue("transactional_db")
    settings.MFA_REQUIRED_FOR_STAFF = False
    deltaland.load()
    deltaland_initiatives.load()
    return "secretaris@deltaland.example", deltaland.PASSWORD, "Gezond Deltaland"


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Inloggen").first.click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Inloggen").click()
    expect(page).to_have_url(re.compile("/werkbank/$"))


def make_meeting(page: Page) -> None:
    page.get_by_role("link", name="Vergaderingen", exact=True).click()
    page.get_by_role("link", name="Nieuwe vergadering").first.click()
    choice = page.get_by_label("Orgaan")
    choice.select_option(index=1)
    page.get_by_label("Titel").fill("Extra vergadering")
    page.get_by_label("Datum").fill("2031-05-15")
    page.get_by_label("Begintijd").fill("15:30")
    page.get_by_label("Eindtijd").fill("17:00")
    page.get_by_role("button", name="Maak vergadering").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Extra vergadering")


def add_item(page: Page, title: str, minutes: int) -> None:
    page.get_by_label("Nieuw agendapunt").fill(title)
    page.get_by_label("Minuten").first.fill(str(minutes))
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_from_empty_agenda_to_published_page(region, open_as, script):
    email, password, network = region
    page = open_as(None, "desk", script=script)
    log_in(page, email, password)
    make_meeting(page)
    address = page.url
    mark = secrets.token_hex(4)
    for title, minutes in ((f"Opening {mark}", 5), (f"Werkagenda {mark}", 30), (f"Rondvraag {mark}", 10)):
        add_item(page, title, minutes)
    row = page.get_by_role("listitem").filter(has_text=f"Werkagenda {mark}").first
    row.get_by_role("button", name=re.compile("omhoog|naar boven", re.IGNORECASE)).first.click()
    expect(page.get_by_role("listitem").filter(has_text=mark).first).to_contain_text(f"Werkagenda {mark}")

    stranger = open_as(None, "phone")
    assert stranger.goto(address).status == 404
    page.get_by_role("link", name="Publiceren").click()
    page.get_by_role("button", name="Publiceer de agenda").click()
    assert stranger.goto(address).status == 200
    words = stranger.locator("main").inner_text()
    assert (
        words.index(f"Werkagenda {mark}") < words.index(f"Opening {mark}") < words.index(f"Rondvraag {mark}")
    )
    assert network in stranger.title()
    stranger.goto("/agenda/")
    expect(stranger.get_by_role("link", name="Extra vergadering")).to_be_visible()
    assert not page.troubles + [t for t in stranger.troubles if "404" not in t]
