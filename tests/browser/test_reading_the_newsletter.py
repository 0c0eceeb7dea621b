"""Somebody finds the newsletter on the front page, confirms and chooses on a phone, and ends it; the netwerkbureau
takes a list over and asks. Every page on the way passes axe, in both looks."""

import pytest
from playwright.sync_api import Page, expect

from newsletters.jobs import ask_lists
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import SubscriberState
from tests.browser.conftest import WIDTHS
from tests.browser.test_pages_work_for_everyone import LOOKS, SLIDES, _axe, put_on, with_axe
from tests.newsletters.subscriptions.readers import last_mail, link_in
from tests.themes.making import generation, theme
from tests.world import build_world, set_up
from zorgzaam.post.models import OutgoingMail

ADDRESS = "nieuw@deltaland.example"
LISTS = "/werkbank/nieuwsbrief/abonnees/lijsten/"


@pytest.fixture
def world(transactional_db, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    set_up(lambda: theme(generation("Plan", 2024), "Gezonde jeugd"))()
    return build_world()


def fits(page: Page, width: str) -> None:
    """The page as it stands passes axe in the light and in the dark, and does not slide sideways."""
    wrong = []
    for look in LOOKS:
        put_on(page, look)
        wrong += [f"{page.url} {look}: {line}" for line in _axe(page)]
        if page.evaluate(SLIDES):
            wrong.append(f"{page.url} {look}: schuift opzij")
    assert not wrong + page.troubles
    page.set_viewport_size(WIDTHS[width])


def test_from_the_front_page_to_the_end_on_a_phone(world, open_as):
    phone = with_axe(open_as(None, "phone"))
    phone.goto("/")
    phone.get_by_label("Uw e-mailadres").fill("nieuw")
    phone.get_by_role("button", name="Ja, stuur mij de nieuwsbrief").click()
    expect(phone.locator("main")).to_contain_text("Dit is geen e-mailadres.")
    phone.troubles.clear()  # the browser finds an answer that says no worth a line
    fits(phone, "phone")
    phone.get_by_label("Uw e-mailadres").fill(ADDRESS)
    phone.get_by_label("Gezonde jeugd").check()
    phone.get_by_role("button", name="Ja, stuur mij de nieuwsbrief").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    fits(phone, "phone")
    phone.goto(link_in(last_mail("newsletter-confirm")))
    fits(phone, "phone")
    phone.get_by_role("button", name="Ja, dit adres is van mij").click()
    expect(phone.get_by_label("Gezonde jeugd")).to_be_checked()
    fits(phone, "phone")
    phone.get_by_label("Hooguit één keer in de drie maanden").check()
    phone.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(phone.locator("main")).to_contain_text("Uw keuze is bewaard.")
    phone.get_by_role("button", name="Meld mij af").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("U bent afgemeld")
    fits(phone, "phone")
    assert Subscriber.objects.get().state == SubscriberState.ENDED


def test_a_list_is_taken_over_and_asked(world, open_as):
    desk = with_axe(open_as(world.bureau))
    desk.goto(LISTS)
    desk.get_by_label("Wat kregen zij tot nu toe?").fill("de nieuwsbrief van de Zorgtafel")
    rows = b"e-mailadres\nnieuw@deltaland.example\ngeen adres\n"
    desk.locator("input[type=file]").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": rows}
    )
    fits(desk, "desk")
    desk.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(desk.locator("main")).to_contain_text("1 lezer wordt overgenomen")
    fits(desk, "desk")
    desk.get_by_role("button", name="Neem deze lezers over").click()
    expect(desk.locator("main")).to_contain_text("Nog niemand is gevraagd")
    fits(desk, "desk")
    assert not OutgoingMail.objects.exists()
    desk.get_by_role("link", name="Vraag hun toestemming").click()
    fits(desk, "desk")
    desk.get_by_role("button", name="Vraag het hun nu").click()
    expect(desk.locator("#stand")).to_contain_text("binnen een minuut de deur uit")
    ask_lists()
    expect(desk.locator("#stand")).to_contain_text("De vraag", timeout=15_000)
    fits(desk, "desk")
    row = Subscriber.objects.get()
    phone = with_axe(open_as(None, "phone"))
    phone.goto(f"/nieuwsbrief/doorgaan/{row.secret}/")
    fits(phone, "phone")
    phone.get_by_role("button", name="Ja, stuur mij de nieuwsbrief").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("U ontvangt de nieuwsbrief")
    for path in ("/werkbank/nieuwsbrief/abonnees/", f"/werkbank/nieuwsbrief/abonnees/{row.pk}/"):
        desk.goto(path)
        expect(desk.locator("main")).to_contain_text(ADDRESS)
        fits(desk, "desk")
    desk.get_by_role("link", name="Afmelden").click()
    fits(desk, "desk")
